import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { archive, fillWaitingList, givePoints } from '../kit/gives'

const DAY = 86_400_000

let company: TestCompany
let groupId: string
let second: string

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, member, chat } = company
  const chat2 = chat('第二群', [owner, member])
  const made = await owner.call('groups.create', {
    ...{ name: '第二群', type: 'project', cloudId: owner.cloudIdIn(chat2) },
  })
  second = made.groupId
  company.pass(1000)
  await join(member, chat2, second, '孙成员')
})
afterAll(() => company.close())

const publish = (id: string, baseVersion: number, note = '') =>
  company.owner.call('rules.publish', {
    ...{ groupId: id, baseVersion, material: true, note },
    clauses: [...CLAUSES, { kind: 'talk', text: `第 ${baseVersion} 稿。` }],
  })

describe('a day without anything due', () => {
  it('shows a member the group and no figures yet [N1]', async () => {
    expect(await company.member.call('today.get', {})).toEqual({
      name: '孙成员',
      group: {
        ...{ groupId, name: '华东客户维护群', type: 'function', role: 'member' },
        seats: { taken: 3, cap: 15, idealMin: 10, idealMax: 15 },
      },
      ...{ due: [], duties: [] },
    })
    expect(await company.member.call('board.figures', { groupId })).toEqual({
      ...{ groupId, weekPoints: 0, monthPoints: 0, place: null, of: 3 },
    })
    const news = await company.member.call('notice.news', {})
    expect(news).toEqual({ rows: [], unread: 0, hasMore: false })
  })

  it('reminds an admin that there are no rules, and of who waits [S1.1]', async () => {
    await fillWaitingList(company, groupId, 2)
    const { duties } = await company.admin.call('today.get', {})
    expect(duties).toEqual([
      {
        ...{ key: `groups.waiting:${groupId}`, kind: 'waiting', title: '2 人在候补', count: 2 },
        ...{ groupId, detail: '华东客户维护群' },
        target: { route: 'groups.home', params: { g: groupId } },
      },
      {
        ...{ key: `rules.none:${groupId}`, kind: 'none', title: '还没有群规', count: 0, groupId },
        ...{ detail: '华东客户维护群', target: { route: 'rules.edit', params: { g: groupId } } },
      },
    ])
    await fillWaitingList(company, groupId, 0)
  })
})

describe('what is due', () => {
  it('is listed over all my groups, most urgent first [N1] [S1.1]', async () => {
    await publish(second, 0)
    company.pass(DAY)
    await publish(groupId, 0)
    const { due } = await company.member.call('today.get', {})
    expect(due.map(({ groupName, title }) => `${groupName} ${title}`)).toEqual([
      '第二群 确认群规 v1',
      '华东客户维护群 确认群规 v1',
    ])
    const book = await company.member.call('rules.get', { groupId })
    expect(due[1]).toEqual({
      ...{ askId: `rules.confirm:${groupId}:1`, kind: 'rules.confirm', title: '确认群规 v1' },
      ...{ detail: '共 4 条', groupId, groupName: '华东客户维护群', points: 5 },
      ...{ dueAt: book!.effectiveAt + 3 * DAY, remindedAt: null },
      target: { route: 'rules.read', params: { g: groupId } },
    })
  })

  it('says when an admin has reminded me, and is gone once confirmed [B2]', async () => {
    const { admin, member, idOf } = company
    const askId = `rules.confirm:${groupId}:1`
    await admin.call('asks.remind', { askId, memberIds: [await idOf(member)] })
    const { due } = await member.call('today.get', {})
    expect(due[1]?.remindedAt).toBeGreaterThan(0)
    expect((await admin.call('today.get', {})).due[0]?.remindedAt).toBeNull()
    await member.call('rules.acknowledge', { groupId, version: 1 })
    const after = await member.call('today.get', {})
    expect(after.due.map(({ groupName }) => groupName)).toEqual(['第二群'])
  })

  it('of a next version says how much changed; observers owe nothing', async () => {
    const { owner, member, idOf } = company
    await member.call('rules.acknowledge', { groupId: second, version: 1 })
    await publish(second, 1, '换一条')
    expect((await member.call('today.get', {})).due).toMatchObject([
      { title: '确认群规 v2', detail: '改动 8 条' },
    ])
    const memberId = await idOf(member)
    await owner.call('groups.setRole', { groupId: second, memberId, role: 'observer' })
    expect((await member.call('today.get', {})).due).toEqual([])
    await owner.call('groups.setRole', { groupId: second, memberId, role: 'member' })
  })

  it('tells the admin how many have not confirmed, in the groups they look after [S1.1]', async () => {
    const { admin, owner } = company
    expect((await admin.call('today.get', {})).duties).toEqual([
      {
        ...{ key: `pending:rules.confirm:${groupId}:1`, kind: 'pending', count: 2, groupId },
        ...{ title: '2 人还没确认群规 v1', detail: '华东客户维护群' },
        target: {
          route: 'rules.roster',
          params: { g: groupId, ask: `rules.confirm:${groupId}:1` },
        },
      },
    ])
    const duties = (await owner.call('today.get', {})).duties
    expect(duties.map(({ detail, count }) => `${detail} ${count}`).sort()).toEqual([
      '华东客户维护群 2',
      '第二群 2',
    ])
    for (const person of [admin, owner]) {
      await person.call('rules.acknowledge', { groupId, version: 1 })
    }
    expect((await admin.call('today.get', {})).duties).toEqual([])
  })
})

describe('figures and news', () => {
  it('are those of the group I look at, and open to what the board shows [N2]', async () => {
    const { member, idOf, owner } = company
    const [memberId, ownerId] = [await idOf(member), await idOf(owner)]
    await givePoints(company, second, memberId, 7)
    await givePoints(company, second, ownerId, 9)
    await givePoints(company, second, memberId, 40, company.now() - 10 * DAY)
    const figures = (id: string) => member.call('board.figures', { groupId: id })
    // Of two confirmations five each.
    expect(await figures(second)).toEqual({
      ...{ groupId: second, monthPoints: 52, place: 1, of: 2, weekPoints: 12 },
    })
    expect(await figures(groupId)).toMatchObject({ monthPoints: 5, place: 1, of: 3, weekPoints: 5 })
    const board = await member.call('board.get', {
      ...{ scope: 'group', groupId: second, period: 'month' },
    })
    expect(board.mine).toMatchObject({ place: 1, points: 52 })
    const entries = await member.call('board.entries', {
      ...{ memberId, groupId: second, period: 'month' },
    })
    expect(entries.total).toBe(52)
    const look = async (id?: string) => member.call('today.get', id ? { groupId: id } : {})
    expect((await look(second)).group).toMatchObject({ name: '第二群', role: 'member' })
    expect((await look('nowhere')).group).toMatchObject({ groupId })
  })

  it('tell what holds now, newest first: a newer version takes the place of the older [S1.1]', async () => {
    const { rows } = await company.member.call('notice.news', {})
    expect(rows.map(({ title, target }) => `${title} ${target.params['g']}`)).toEqual([
      `群规更新到 v2 ${second}`,
      `群规更新到 v1 ${groupId}`,
    ])
    const ofOne = await company.member.call('notice.news', { groupId })
    expect(ofOne.rows.map(({ title }) => title)).toEqual(['群规更新到 v1'])
    expect((await company.admin.call('notice.news', {})).rows).toHaveLength(1)
  })

  it('show a manager any group without a place of their own [A8]', async () => {
    const { manager, admin } = company
    expect(await manager.call('today.get', { groupId })).toMatchObject({
      ...{ name: '李经理', group: { groupId, role: null }, due: [], duties: [] },
    })
    expect(await manager.call('today.get', {})).toMatchObject({ group: null })
    expect(await manager.call('board.figures', { groupId })).toMatchObject({ place: null })
    // A group one is not in is not shown to others, whatever they ask for.
    expect((await admin.call('today.get', { groupId: second })).group).toMatchObject({ groupId })
  })

  it('ask nothing for a group that is closed', async () => {
    await archive(company, second)
    expect((await company.member.call('today.get', {})).due).toEqual([])
    const duties = (await company.owner.call('today.get', {})).duties
    expect(duties.map((one) => one.groupId)).not.toContain(second)
  })
})
