import { bootCompany, join, type TestCompany } from '../kit/company'
import { announced, consentsOf, giveConsents, messagesTo } from '../kit/holds'

const MINUTE = 60_000

let company: TestCompany
let groupId: string
let ids: Record<'owner' | 'admin' | 'member', string>

beforeEach(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, admin, member, idOf } = company
  ids = { owner: await idOf(owner), admin: await idOf(admin), member: await idOf(member) }
})
afterEach(() => company.close())

const publish = (baseVersion = 0, text = '群里只谈工作。') =>
  company.owner.call('rules.publish', {
    ...{ groupId, baseVersion, clauses: [{ kind: 'talk' as const, text }], material: true },
  })

describe('consents to messages', () => {
  it('are counted one by one, at most fifty', async () => {
    const { member, owner } = company
    const grant = () => member.call('notice.grant', { templates: ['rules-due'] })
    expect(await grant()).toEqual({ credits: { 'rules-due': 1 } })
    expect(await grant()).toEqual({ credits: { 'rules-due': 2 } })
    const twice = await member.call('notice.grant', { templates: ['rules-due', 'rules-due'] })
    expect(twice).toEqual({ credits: { 'rules-due': 3 } })
    expect(await consentsOf(company, ids.member)).toBe(3)
    expect(await consentsOf(company, ids.owner)).toBe(0)
    expect(await member.call('me.get', {})).toMatchObject({ credits: { 'rules-due': 3 } })
    expect(await owner.call('me.get', {})).toMatchObject({ credits: {} })
    await giveConsents(company, ids.member, 50)
    expect(await grant()).toEqual({ credits: { 'rules-due': 50 } })
  })
})

describe('a message to a group', () => {
  it('is in the inbox of everyone it concerns, once, newest first [S1.1] [B2]', async () => {
    const { member, outsider, admin, chat1, runJobs, pass } = company
    await join(outsider, chat1, groupId, '王观察')
    const observer = await company.idOf(outsider)
    await admin.call('groups.setRole', { groupId, memberId: observer, role: 'observer' })
    await publish()
    expect(await announced(company)).toEqual([{ title: '群规更新到 v1', to: null }])
    // Who confirms before it goes out is not asked any more.
    await admin.call('rules.acknowledge', { groupId, version: 1 })
    await runJobs()
    await runJobs()
    expect(await messagesTo(company, ids.member)).toEqual(['群规更新到 v1'])
    expect(await messagesTo(company, ids.owner)).toEqual(['群规更新到 v1'])
    expect(await messagesTo(company, ids.admin)).toEqual([])
    expect(await messagesTo(company, observer)).toEqual([])
    expect(await announced(company)).toEqual([])
    pass(MINUTE)
    await admin.call('rules.remind', { groupId, memberIds: [ids.member] })
    await runJobs()
    const { rows } = await member.call('notice.inbox', {})
    expect(rows.map(({ title }) => title)).toEqual(['请确认群规 v1', '群规更新到 v1'])
    expect(rows[1]).toEqual({
      noticeId: expect.any(String) as string,
      ...{ title: '群规更新到 v1', at: expect.any(Number) as number, isRead: false },
      text: '华东客户维护群的群规已更新，请在 3 天内读完并确认',
      path: `pages/rules/rules?g=${groupId}`,
    })
    expect(await messagesTo(company, ids.owner)).toHaveLength(1)
  })

  it('does not reach who was removed before it went out', async () => {
    const { admin, runJobs } = company
    await publish()
    await admin.call('groups.remove', { groupId, memberId: ids.member, reason: '离职' })
    await runJobs()
    expect(await messagesTo(company, ids.member)).toEqual([])
    expect(await messagesTo(company, ids.admin)).toHaveLength(1)
  })

  it('comes page by page, each once, and only one’s own', async () => {
    const { member, admin, runJobs, pass } = company
    for (const version of [0, 1, 2]) {
      await publish(version, `第 ${version} 稿。`)
      await runJobs()
      pass(MINUTE)
    }
    await admin.call('rules.remind', { groupId, memberIds: [ids.admin] })
    await runJobs()
    const titles = async (cursor?: string) => {
      const page = await member.call('notice.inbox', { size: 2, ...(cursor ? { cursor } : {}) })
      return { titles: page.rows.map(({ title }) => title), next: page.next }
    }
    const first = await titles()
    expect(first.titles).toEqual(['群规更新到 v3', '群规更新到 v2'])
    expect(await titles(first.next)).toEqual({ titles: ['群规更新到 v1'], next: undefined })
    expect((await member.call('notice.inbox', { size: 3 })).next).toBeUndefined()
  })

  it('is unread until the inbox is seen, and only for who saw it', async () => {
    const { member, admin, runJobs, pass } = company
    await publish()
    await runJobs()
    expect(await member.call('me.get', {})).toMatchObject({ unread: 1 })
    pass(MINUTE)
    expect(await member.call('notice.read', {})).toEqual({ unread: 0 })
    expect(await member.call('me.get', {})).toMatchObject({ unread: 0 })
    expect(await admin.call('me.get', {})).toMatchObject({ unread: 1 })
    pass(MINUTE)
    await publish(1, '第二稿。')
    await runJobs()
    const { rows } = await member.call('notice.inbox', {})
    expect(rows.map(({ isRead }) => isRead)).toEqual([false, true])
    expect(await member.call('me.get', {})).toMatchObject({ unread: 1 })
  })
})
