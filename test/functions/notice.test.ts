import type { TestPerson } from '../kit/boot'
import { inChina } from '../kit/clock'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { giveConsents } from '../kit/gives'
import { announced, consentsOf, sendingsTo } from '../kit/holds'

const MINUTE = 60_000
const TEMPLATE = 'template-todo'

let company: TestCompany
let groupId: string
let ids: Record<'owner' | 'admin' | 'member', string>

async function setUp(): Promise<void> {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, admin, member, idOf } = company
  ids = { owner: await idOf(owner), admin: await idOf(admin), member: await idOf(member) }
}

let drafts = 0
const publish = async () => {
  const book = await company.owner.call('rules.get', { groupId })
  const clauses = [{ kind: 'talk' as const, text: `第 ${++drafts} 稿。` }]
  const input = { groupId, baseVersion: book?.version ?? 0, clauses, material: true }
  return company.owner.call('rules.publish', input)
}

/** As the phone does after its question was answered with yes, here and at WeChat. */
async function agree(person: TestPerson): Promise<void> {
  company.world.recordSubscription(person.personId, { [TEMPLATE]: 'accept' })
  await person.call('notice.grant', { templates: ['todo'] })
}

const inbox = async (person: TestPerson) => (await person.call('notice.inbox', {})).rows
const titlesFor = async (person: TestPerson) => (await inbox(person)).map(({ title }) => title)
const unreadOf = async (person: TestPerson) => (await person.call('me.get', {})).unread
const pushesTo = (person: TestPerson) => company.world.notices(person.personId)

describe('consents to messages', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  it('are counted one by one, at most fifty [P5]', async () => {
    const { member, owner } = company
    const grant = () => member.call('notice.grant', { templates: ['todo'] })
    expect(await grant()).toEqual({ credits: { todo: 1 } })
    expect(await grant()).toEqual({ credits: { todo: 2 } })
    const both = await member.call('notice.grant', { templates: ['todo', 'todo', 'seat'] })
    expect(both).toEqual({ credits: { todo: 3, seat: 1 } })
    expect(await consentsOf(company, ids.member)).toBe(3)
    expect(await consentsOf(company, ids.owner)).toBe(0)
    expect(await member.call('me.get', {})).toMatchObject({ credits: { todo: 3, seat: 1 } })
    expect(await owner.call('me.get', {})).toMatchObject({ credits: {} })
    await giveConsents(company, ids.member, 50)
    expect(await grant()).toEqual({ credits: { todo: 50 } })
  })
})

describe('a message to a group', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  it('is with everyone in it at once, without any job, as one document, and as news [M5] [B2]', async () => {
    const { owner, admin, member, stranger, manager } = company
    await publish()
    for (const person of [owner, admin, member]) {
      expect(await titlesFor(person)).toEqual(['群规更新到 v1'])
    }
    expect(await announced(company)).toEqual([
      { title: '群规更新到 v1', to: `group:${groupId}:acting` },
      { title: '群规更新到 v1', to: `group:${groupId}:all` },
    ])
    expect(await titlesFor(manager)).toEqual([])
    expect(await stranger.codeOf('notice.inbox', {})).toBe('permission-denied')
    expect((await inbox(member))[0]).toEqual({
      noticeId: expect.any(String) as string,
      ...{ title: '群规更新到 v1', at: expect.any(Number) as number },
      text: '华东客户维护群的群规已更新，请在 3 天内读完并确认',
      target: { route: 'rules.read', params: { g: groupId } },
      ...{ isRead: false, isDone: false },
    })
  })

  it('is done for who has confirmed, and counts no more [M11]', async () => {
    const { admin, member } = company
    expect(await unreadOf(admin)).toBe(1)
    await admin.call('rules.acknowledge', { groupId, version: 1 })
    expect(await inbox(admin)).toMatchObject([{ isDone: true }])
    expect(await inbox(member)).toMatchObject([{ isDone: false }])
    expect(await unreadOf(admin)).toBe(0)
  })

  it('is unread until it was seen, by who saw it, timer or not [M2]', async () => {
    const { member, owner, runJobs, pass } = company
    await runJobs()
    expect(await unreadOf(member)).toBe(1)
    const { upTo } = await member.call('notice.inbox', {})
    await member.call('notice.read', { upTo })
    expect(await inbox(member)).toMatchObject([{ isRead: true }])
    expect(await unreadOf(member)).toBe(0)
    expect(await unreadOf(owner)).toBe(1)
    pass(3 * MINUTE)
    await publish()
    // What was not shown yet is not read, though the same answer is sent again.
    await member.call('notice.read', { upTo })
    expect(await unreadOf(member)).toBe(1)
  })

  it('takes the place of the one before about the same thing [M4] [M11]', async () => {
    const { member } = company
    await publish()
    await publish()
    expect(await titlesFor(member)).toEqual(['群规更新到 v4'])
    expect(await unreadOf(member)).toBe(1)
  })

  it('is not for who comes later: today asks them', async () => {
    const { outsider, chat1, pass } = company
    pass(MINUTE)
    await join(outsider, chat1, groupId, '周新人')
    expect(await titlesFor(outsider)).toEqual([])
    expect((await outsider.call('today.get', {})).due).toHaveLength(1)
  })

  it('is gone for who was removed [M3]', async () => {
    const { admin, outsider, idOf } = company
    const memberId = await idOf(outsider)
    await publish()
    expect(await titlesFor(outsider)).toEqual(['群规更新到 v5'])
    await admin.call('groups.remove', { groupId, memberId, reason: '离职' })
    expect(await titlesFor(outsider)).toEqual([])
    expect(await unreadOf(outsider)).toBe(0)
  })

  it('makes way for a later one about the same ask', async () => {
    const { admin, member, pass } = company
    const askId = `rules.confirm:${groupId}:5`
    pass(MINUTE)
    await admin.call('asks.remind', { askId, memberIds: [ids.member] })
    const { rows, next } = await member.call('notice.inbox', {})
    expect(rows.map(({ title }) => title)).toEqual(['请确认群规 v5'])
    expect(next).toBeUndefined()
  })
})

describe('a subscription message', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  it('goes out once with a consent, which it spends; others have the inbox [P5] [M1]', async () => {
    const { member, owner, runJobs, world } = company
    await agree(member)
    // WeChat would let it through, but here nobody has agreed.
    world.recordSubscription(owner.personId, { [TEMPLATE]: 'accept' })
    await publish()
    await Promise.all([runJobs(), runJobs(), runJobs()])
    await runJobs()
    expect(pushesTo(member)).toMatchObject([
      {
        ...{ templateId: TEMPLATE, page: `pages/rules/rules?g=${groupId}` },
        data: { thing1: { value: '群规更新到 v1' }, thing2: { value: '华东客户维护群' } },
      },
    ])
    expect(await consentsOf(company, ids.member)).toBe(0)
    expect(await sendingsTo(company, ids.member)).toMatchObject([{ status: 'sent' }])
    expect(pushesTo(owner)).toEqual([])
    expect(await sendingsTo(company, ids.owner)).toEqual([])
    expect(await titlesFor(owner)).toEqual(['群规更新到 v1'])
  })

  it('goes to nobody whom it does not concern any more: gone, or done [M3]', async () => {
    const { admin, member, owner, outsider, chat1, idOf, runJobs } = company
    await join(outsider, chat1, groupId, '周新人')
    for (const person of [admin, member, outsider]) await agree(person)
    const before = [admin, outsider].map((person) => pushesTo(person).length)
    await publish()
    await admin.call('rules.acknowledge', { groupId, version: 2 })
    await owner.call('groups.remove', { groupId, memberId: await idOf(outsider), reason: '离职' })
    await runJobs()
    expect([admin, outsider].map((person) => pushesTo(person).length)).toEqual(before)
    expect(pushesTo(member)).toHaveLength(2)
  })

  it('is the newest only, when the timer stood still [M4]', async () => {
    const { member, runJobs } = company
    await agree(member)
    await agree(member)
    const before = pushesTo(member).length
    for (let version = 0; version < 5; version++) await publish()
    await runJobs()
    expect(pushesTo(member)).toHaveLength(before + 1)
    expect(await consentsOf(company, ids.member)).toBe(1)
  })

  it('waits for the morning at night; the inbox does not', async () => {
    const { member, pass, now, runJobs } = company
    const before = pushesTo(member).length
    pass(inChina('2026-11-18T22:30:00') - now())
    await publish()
    const latest = (await titlesFor(member))[0]
    expect(latest).toBe('群规更新到 v8')
    await runJobs()
    pass(inChina('2026-11-19T07:59:00') - now())
    await runJobs()
    expect(pushesTo(member)).toHaveLength(before)
    pass(2 * MINUTE)
    await runJobs()
    expect(pushesTo(member)).toHaveLength(before + 1)
  })

  it('that WeChat refuses for want of a consent is not tried again, its code kept [M8]', async () => {
    const { member, runJobs, pass, world } = company
    await member.call('notice.grant', { templates: ['todo'] })
    const asWeChatDoes = world.sendSubscribeMessage.bind(world)
    let sent = 0
    world.sendSubscribeMessage = () => {
      sent++
      return { errCode: 43101, errMsg: 'as the test says' }
    }
    await publish()
    for (let minute = 0; minute < 5; minute++) {
      await runJobs()
      pass(10 * MINUTE)
    }
    world.sendSubscribeMessage = asWeChatDoes
    expect(sent).toBe(1)
    expect(await consentsOf(company, ids.member)).toBe(0)
    expect((await sendingsTo(company, ids.member))[0]).toMatchObject({
      ...{ status: 'refused', code: '43101' },
    })
    expect((await titlesFor(member))[0]).toBe('群规更新到 v9')
  })
})
