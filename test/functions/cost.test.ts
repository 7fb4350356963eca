import { actions } from '../../miniprogram/contract/index'
import { loggedCalls } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'

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

  /** What one call used. */
  async function costOf(call: () => Promise<unknown>) {
    const before = company.calls.length
    await call()
    const [cost] = await loggedCalls(company, before, 1)
    return cost!
  }

  it('opens from a card with the first page in at most 5 reads and no write', async () => {
    const { member, chat1, group, calls } = company
    const { groupId } = group
    const before = calls.length
    await member.send({
      batch: [
        { action: 'session.open', input: { cloudId: member.cloudIdIn(chat1), groupId } },
        { action: 'rules.get', input: { groupId } },
      ],
    })
    const both = await loggedCalls(company, before, 2)
    expect(both.map(({ code }) => code)).toEqual(['ok', 'ok'])
    expect(both.reduce((sum, { reads }) => sum + reads, 0)).toBeLessThanOrEqual(5)
    expect(both.reduce((sum, { writes }) => sum + writes, 0)).toBe(0)
  })

  it('gives points in at most 7 writes beside the confirmation itself', async () => {
    const { member, group } = company
    const { groupId } = group
    const { writes } = await costOf(() => member.call('rules.acknowledge', { groupId, version: 1 }))
    // The mark of the ask and the fact are not the credit's.
    expect(writes - 2).toBeLessThanOrEqual(7)
    expect(writes - 2).toBeGreaterThanOrEqual(5)
  })

  it.each(['group', 'company'] as const)(
    'shows the %s board in at most 6 reads, with the identity',
    async (scope) => {
      const { member, group } = company
      const { groupId } = group
      const { reads } = await costOf(() =>
        member.call('board.get', { scope, groupId, period: 'month' }),
      )
      expect(reads).toBeLessThanOrEqual(6)
    },
  )

  it('costs at most 4 reads and 2 writes in an idle minute, jobs and all', async () => {
    const { cloud, runJobs, pass } = company
    for (let minute = 0; minute < 4; minute++) {
      pass(60_000)
      await runJobs()
    }
    pass(60_000)
    const reply = await cloud.fireTimer('jobs')
    expect(reply.ok).toBe(true)
    const { failed, reads, writes } = (reply.ok ? reply.result : {}) as Record<string, unknown>
    expect(failed).toEqual([])
    expect(reads).toBeLessThanOrEqual(4)
    expect(writes).toBeLessThanOrEqual(2)
  })

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
    const askId = `rules.confirm:${groupId}:2`
    await admin.call('asks.roster', { askId })
    await admin.call('rules.starter', { groupId })
    await admin.call('asks.remind', { askId })
    await member.call('asks.seen', { askId })
    await member.call('asks.snooze', { askId, until: company.now() + 60_000 })
    await runJobs()
    for (const person of [owner, admin, member, manager]) {
      await person.call('today.get', { groupId })
      await person.call('me.get', {})
      await person.call('groups.get', { groupId })
      await person.call('groups.list', {})
      await person.call('rules.get', { groupId })
      await person.call('board.entries', { memberId, period: 'year' })
      await person.call('notice.inbox', {})
      await person.call('notice.news', {})
      const { upTo } = await person.call('notice.inbox', {})
      await person.call('notice.read', { upTo })
      await person.call('board.figures', { groupId })
      await person.call('me.holds', {})
      await person.call('notice.grant', { templates: ['todo', 'seat'] })
    }
    await owner.call('company.managers', {})
    await manager.call('board.groups', { period: 'week' })
    await admin.call('groups.setRole', { groupId, memberId, role: 'observer' })
    await admin.call('groups.remove', { groupId, memberId, reason: '测试' })
    await admin.call('groups.get', { groupId })
    await admin.call('groups.removed', { groupId })
    await admin.call('groups.readmit', { groupId, memberId })
    await outsider.call('groups.leaveWaiting', { groupId })
    await outsider.call('groups.leave', { groupId })
    await outsider.call('me.erase', {})
    expect(
      await admin.codeOf('groups.moveWaiting', {
        ...{ groupId, memberId, move: 'out', reason: '测试' },
      }),
    ).toBe('not-found')
    await owner.call('company.expel', { memberId: await idOf(member), reason: '测试' })
    // Closing fails on any call over its budget; here only that none was left out.
    const called = new Set(calls.map(({ action }) => action))
    expect(Object.keys(actions).filter((action) => !called.has(action))).toEqual([])
  })
})
