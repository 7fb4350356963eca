import { actions } from '../../miniprogram/contract/index'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'

/** Operations of a command that are not inside its transaction: identity, access before `prepare`, the incentive rule. */
const BEFORE_TRANSACTION = 3

describe('what a call costs', () => {
  let company: TestCompany
  beforeAll(async () => {
    company = await bootCompany()
    const { admin, group } = company
    await admin.call('rules.publish', {
      groupId: group.groupId,
      baseVersion: 0,
      clauses: CLAUSES,
      material: true,
    })
  })
  afterAll(() => company.close())

  const last = () => company.calls.at(-1)!

  it('opens from a card in one call of at most 5 reads and no write, for a member', async () => {
    const { member, chat1, group } = company
    const session = await member.call('session.open', {
      cloudId: member.cloudIdIn(chat1),
      groupId: group.groupId,
      page: 'rules',
    })
    expect(session.rules).toMatchObject({ version: 1 })
    expect(last().reads).toBeLessThanOrEqual(5)
    expect(last().writes).toBe(0)
  })

  it('confirms with points in at most 8 operations inside the transaction', async () => {
    const { member, group } = company
    const { earned } = await member.call('rules.acknowledge', {
      groupId: group.groupId,
      version: 1,
    })
    expect(earned).toBe(5)
    expect(last().reads + last().writes - BEFORE_TRANSACTION).toBeLessThanOrEqual(8)
  })

  it.each(['group', 'company'] as const)(
    'shows the %s board in at most 3 reads beside the identity',
    async (scope) => {
      const { member, group, runJobs } = company
      await runJobs()
      await member.call('points.board', { scope, groupId: group.groupId, period: 'month' })
      expect(last().reads - 1).toBeLessThanOrEqual(3)
    },
  )

  it('stays within the budget of the contract for every action', async () => {
    const { owner, admin, member, manager, outsider, chat1, group, idOf, runJobs, calls, chat } =
      company
    const { groupId } = group
    const cloudId = () => outsider.cloudIdIn(chat1)
    await outsider.call('session.open', { cloudId: cloudId(), groupId })
    await join(outsider, chat1, groupId, '周外人')
    const memberId = await idOf(outsider)
    await owner.call('groups.bind', {
      groupId,
      cloudId: owner.cloudIdIn(chat('第二个聊天', [owner])),
    })
    await admin.call('rules.publish', {
      groupId,
      baseVersion: 1,
      clauses: [...CLAUSES, { kind: 'talk', text: '多一条。' }],
      material: true,
    })
    await member.call('rules.changes', { groupId, from: 1 })
    await admin.call('rules.roster', { groupId })
    await admin.call('rules.starter', { groupId })
    await admin.call('rules.remind', { groupId })
    await runJobs()
    for (const person of [owner, admin, member, manager]) {
      await person.call('today.get', { groupId })
      await person.call('me.get', {})
      await person.call('groups.get', { groupId })
      await person.call('groups.list', {})
      await person.call('rules.get', { groupId })
      await person.call('points.entries', { memberId, period: 'year' })
      await person.call('notice.inbox', {})
      await person.call('notice.read', {})
      await person.call('notice.grant', { templates: ['rules-due'] })
    }
    await owner.call('company.managers', {})
    await manager.call('points.groups', { period: 'week' })
    await admin.call('groups.setRole', { groupId, memberId, role: 'observer' })
    await admin.call('groups.remove', { groupId, memberId, reason: '测试' })
    await admin.call('groups.get', { groupId })
    await admin.call('groups.readmit', { groupId, memberId })
    await outsider.call('groups.leaveWaiting', { groupId })
    // Closing fails on any call over its budget; here only that none was left out.
    const called = new Set(calls.map(({ action }) => action))
    expect(Object.keys(actions).filter((action) => !called.has(action))).toEqual([])
  })
})
