import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'

describe('from a group card to the leaderboard', () => {
  let company: TestCompany
  beforeAll(async () => {
    company = await bootCompany()
  })
  afterAll(() => company.close())

  it('takes a newcomer from the card to a place on the board', async () => {
    const { admin, outsider, chat1, group, manager } = company
    const { groupId } = group
    const { version } = await admin.call('rules.publish', {
      groupId,
      baseVersion: 0,
      clauses: CLAUSES,
      material: true,
      note: '第一版',
    })
    expect(version).toBe(1)

    const card = { cloudId: outsider.cloudIdIn(chat1), groupId }
    expect(await outsider.call('session.open', card)).toMatchObject({ entry: 'not-member' })
    expect(await join(outsider, chat1, groupId, '周新人')).toMatchObject({ state: 'joined' })

    expect(await outsider.call('session.open', card)).toMatchObject({
      ...{ entry: 'ok', viewer: { name: '周新人' } },
    })
    const book = await outsider.call('rules.get', { groupId })
    expect(book).toMatchObject({ version: 1, mine: { isDue: true, points: 5 } })

    expect(await outsider.call('rules.acknowledge', { groupId, version })).toMatchObject({
      earned: 5,
    })
    const board = await outsider.call('board.get', { scope: 'group', groupId, period: 'month' })
    expect(board.mine).toMatchObject({ place: 1, points: 5 })

    const roster = await admin.call('asks.roster', { askId: book!.askId })
    expect(roster.done.map((row) => row.name)).toEqual(['周新人'])
    expect(roster.pending.map((row) => row.name)).toEqual(['赵负责', '钱管理', '孙成员'])

    const whole = await manager.call('board.get', { scope: 'company', period: 'month' })
    expect(whole.top).toMatchObject([{ name: '周新人', points: 5, groupName: '华东客户维护群' }])
    const entries = await manager.call('board.entries', {
      memberId: whole.top[0]!.memberId,
      period: 'month',
    })
    expect(entries).toMatchObject({
      ...{ total: 5, rows: [{ points: 5, basis: { id: 'rules.acknowledge' } }] },
    })
  })

  it('reminds who has not confirmed, with a message when there is a consent', async () => {
    const { admin, member, group, runJobs, world } = company
    await member.call('notice.grant', { templates: ['todo'] })
    world.recordSubscription(member.personId, { 'template-todo': 'accept' })
    const askId = `rules.confirm:${group.groupId}:1`
    const { reminded } = await admin.call('asks.remind', { askId })
    expect(reminded).toHaveLength(3)
    await runJobs()
    const inbox = await member.call('notice.inbox', {})
    expect(inbox.rows[0]).toMatchObject({ title: '请确认群规 v1', isRead: false })
    expect(world.notices(member.personId)).toHaveLength(1)
    const again = await admin.call('asks.remind', { askId })
    expect(again.reminded).toEqual([])
  })
})
