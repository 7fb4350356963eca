import type { TestPerson } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { announced, auditTrail, consentsOf, identityOf, seatsOf, waitersOf } from '../kit/holds'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

let company: TestCompany
let groupId: string
let people: Record<'末席' | '甲' | '乙' | '丙', TestPerson>

/** Four seats: owner, admin, member and one more; then three wait in order. */
async function setUp(): Promise<void> {
  company = await bootCompany(4)
  groupId = company.group.groupId
  people = Object.fromEntries(
    ['末席', '甲', '乙', '丙'].map((name) => [name, company.person(name)]),
  ) as typeof people
  for (const [name, one] of Object.entries(people)) {
    company.world.addToChat(company.chat1.chatId, one.personId)
    await join(one, company.chat1, groupId, name)
  }
}
const close = () => company.close()

const open = (who: TestPerson) =>
  who.call('session.open', { cloudId: who.cloudIdIn(company.chat1), groupId })
const take = async (who: TestPerson) => {
  const cloudId = who.cloudIdIn(company.chat1)
  const reply = await who.call('groups.join', { groupId, cloudId, name: '候补' })
  return reply.state === 'joined' ? 'joined' : reply.position
}
const names = async () => (await waitersOf(company, groupId)).map(({ name }) => name).join('')
/** Whom a seat is held for. */
const held = async () =>
  (await waitersOf(company, groupId))
    .flatMap(({ name, heldUntil }) => (heldUntil === null ? [] : [name]))
    .join('')
const removeMember = async () =>
  company.admin.call('groups.remove', {
    ...{ groupId, memberId: await company.idOf(company.member), reason: '转岗' },
  })
const titlesFor = async (who: TestPerson) =>
  (await who.call('notice.inbox', {})).rows.map(({ title }) => title)
/** The id of who is in no group yet. */
const idOf = async (who: TestPerson) => (await identityOf(company, who))!.memberId

describe('a seat that becomes free', () => {
  beforeAll(setUp)
  afterAll(close)

  it('is nobody’s while the group is full', async () => {
    expect(await open(people.甲)).toMatchObject({ entry: 'waiting', position: 1 })
    expect(await take(people.甲)).toBe(1)
    expect(await held()).toBe('')
  })

  it('is held a day for the first in the list, who is told of it [N3] [P2]', async () => {
    const since = company.now()
    await removeMember()
    const { heldUntil } = (await waitersOf(company, groupId))[0]!
    expect(await held()).toBe('甲')
    expect(heldUntil).toBeGreaterThanOrEqual(since + DAY)
    expect(heldUntil).toBeLessThanOrEqual(company.now() + DAY)
    expect(await titlesFor(people.甲)).toEqual(['有空席位了'])
    expect(await titlesFor(people.乙)).toEqual([])
    const { waiting } = await company.admin.call('groups.get', { groupId })
    expect(waiting.map((row) => row.heldUntil)).toEqual([heldUntil, null, null])
  })

  it('is neither the next one’s nor a passer-by’s [N3]', async () => {
    expect(await open(people.乙)).toMatchObject({ entry: 'waiting', position: 2 })
    expect(await take(people.乙)).toBe(2)
    expect(await join(company.outsider, company.chat1, groupId, '周外人')).toMatchObject({
      ...{ state: 'waiting', position: 4 },
    })
    expect(await open(people.甲)).toMatchObject({ entry: 'not-member' })
    expect(await take(people.甲)).toBe('joined')
  })

  it('leaves the others where they stand, one place further', async () => {
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4, cap: 4, waiting: 3 })
    expect(await names()).toBe('乙丙周外人')
    expect(await open(people.乙)).toMatchObject({ entry: 'waiting', position: 1 })
  })

  it('goes to the next when who had it leaves the list [N3]', async () => {
    await company.admin.call('groups.remove', {
      ...{ groupId, memberId: await idOf(people.甲), reason: '又走了' },
    })
    expect(await held()).toBe('乙')
    await people.乙.call('groups.leaveWaiting', { groupId })
    expect(await held()).toBe('丙')
    expect(await titlesFor(people.丙)).toEqual(['有空席位了'])
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3, waiting: 2 })
  })
})

describe('an offer that nobody takes [P2]', () => {
  beforeAll(setUp)
  afterAll(close)

  it('passes on after 24 hours, not before, and both are told [N3]', async () => {
    const { pass, runJobs } = company
    await removeMember()
    pass(DAY - 60_000)
    await runJobs()
    expect(await held()).toBe('甲')
    pass(2 * 60_000)
    await runJobs()
    expect([await names(), await held()]).toEqual(['乙丙甲', '乙'])
    expect(await titlesFor(people.甲)).toEqual(['席位已让给下一位'])
    expect(await titlesFor(people.乙)).toEqual(['有空席位了'])
    expect(await take(people.甲)).toBe(3)
  })

  it('comes round again, and after a second one nobody waits for who never comes', async () => {
    const { pass, runJobs } = company
    for (let day = 0; day < 3; day++) {
      pass(DAY + 60_000)
      await runJobs()
    }
    // 乙 and 丙 have let one pass, 甲 two.
    expect([await names(), await held()]).toEqual(['乙丙', '乙'])
    expect(await open(people.甲)).toMatchObject({ entry: 'not-member' })
    expect(await take(people.乙)).toBe('joined')
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4, waiting: 1 })
  })
})

describe('an admin in the waiting list [P2]', () => {
  beforeAll(setUp)
  afterAll(close)

  const move = async (name: keyof typeof people, how: 'skip' | 'out', by = company.admin) =>
    by.reply('groups.moveWaiting', {
      ...{ groupId, memberId: await idOf(people[name]), move: how, reason: '这周不在' },
    })

  it('lets somebody wait behind the next, with a reason that they read', async () => {
    expect(await move('甲', 'skip')).toMatchObject({ ok: true })
    expect(await names()).toBe('乙甲丙')
    const { rows } = await people.甲.call('notice.inbox', {})
    expect(rows).toMatchObject([
      { title: '候补位置后移了一位', text: '华东客户维护群的管理员：这周不在' },
    ])
    expect(await auditTrail(company, 'groups.moveWaiting')).toMatchObject([
      { actorId: await idOf(company.admin), groupId, subject: await idOf(people.甲) },
    ])
  })

  it('passes a held seat on to who comes next', async () => {
    await removeMember()
    expect(await held()).toBe('乙')
    expect(await move('乙', 'skip')).toMatchObject({ ok: true })
    expect([await names(), await held()]).toEqual(['甲乙丙', '甲'])
    expect((await titlesFor(people.甲))[0]).toBe('有空席位了')
    expect(await take(people.乙)).toBe(2)
  })

  it('takes somebody out, whose seat goes on', async () => {
    expect(await move('甲', 'out')).toMatchObject({ ok: true })
    expect([await names(), await held()]).toEqual(['乙丙', '乙'])
    expect((await titlesFor(people.甲))[0]).toBe('你已不在候补名单里')
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3, waiting: 2 })
  })

  it('has nobody to let past the last, and moves only who waits', async () => {
    expect(await move('丙', 'skip')).toMatchObject({
      error: { code: 'conflict', message: '这个人已经是最后一位' },
    })
    expect(await move('甲', 'out')).toMatchObject({
      error: { code: 'not-found', message: '这个人不在候补名单里' },
    })
    expect(await names()).toBe('乙丙')
  })

  it('is an admin of this group, not somebody who sits in it or reads the company', async () => {
    for (const person of [people.末席, company.manager, people.丙]) {
      expect(await move('乙', 'out', person)).toMatchObject({
        error: { code: 'permission-denied' },
      })
    }
    expect(await names()).toBe('乙丙')
  })
})

describe('a message about a seat', () => {
  beforeAll(setUp)
  afterAll(close)

  it('is pushed to who agreed to it while waiting, and spends that consent [P2]', async () => {
    const { world, runJobs } = company
    await people.甲.call('notice.grant', { templates: ['seat'] })
    world.recordSubscription(people.甲.personId, { 'template-seat': 'accept' })
    await removeMember()
    await runJobs()
    expect(world.notices(people.甲.personId)).toMatchObject([
      {
        ...{ templateId: 'template-seat', page: `subpackages/group/join/join?g=${groupId}` },
        data: { thing1: { value: '华东客户维护群' }, thing2: { value: '有空席位了' } },
      },
    ])
    expect(await consentsOf(company, await idOf(people.甲), 'seat')).toBe(0)
    expect(await announced(company)).toMatchObject([
      { title: '有空席位了', to: `member:${await idOf(people.甲)}` },
    ])
  })
})
