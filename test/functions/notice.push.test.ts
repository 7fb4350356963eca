import type { TestPerson } from '../kit/boot'
import { bootCompany, type TestCompany } from '../kit/company'
import { bookOf, consentsOf, giveConsents, messagesTo, sendingsTo } from '../kit/holds'

const MINUTE = 60_000
const TEMPLATE = 'template-rules-due'

let company: TestCompany
let groupId: string
let ids: Record<'owner' | 'member', string>
let asWeChatDoes: TestCompany['world']['sendSubscribeMessage']

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, member, idOf, world } = company
  ids = { owner: await idOf(owner), member: await idOf(member) }
  asWeChatDoes = world.sendSubscribeMessage.bind(world)
  await agree(member)
  await giveConsents(company, ids.member, 0)
})
afterAll(() => company.close())
beforeEach(() => {
  company.pass(MINUTE)
  company.world.sendSubscribeMessage = asWeChatDoes
})

/** Tells everyone of a next version, and sends it. */
async function publish(): Promise<void> {
  const baseVersion = (await bookOf(company, groupId))?.version ?? 0
  const clauses = [{ kind: 'talk' as const, text: `第 ${baseVersion} 稿。` }]
  await company.owner.call('rules.publish', { groupId, baseVersion, clauses, material: true })
  await company.runJobs()
}

/** As the phone does after its question was answered with yes, here and at WeChat. */
async function agree(person: TestPerson): Promise<void> {
  company.world.recordSubscription(person.personId, { [TEMPLATE]: 'accept' })
  await person.call('notice.grant', { templates: ['rules-due'] })
}

const pushesTo = (person: TestPerson) => company.world.notices(person.personId)

/** WeChat answers every push like this from now on; `sent` counts them. */
function weChatAnswers(errCode: number): { sent: number } {
  const count = { sent: 0 }
  company.world.sendSubscribeMessage = () => {
    count.sent++
    return { errCode, errMsg: 'as the test says' }
  }
  return count
}

describe('a subscription message', () => {
  it('goes out with a consent, which it spends; without one the inbox has to do [P5]', async () => {
    const { member, owner, runJobs } = company
    await agree(member)
    const seen = pushesTo(member).length
    // WeChat would let it through, but here nobody has agreed.
    company.world.recordSubscription(owner.personId, { [TEMPLATE]: 'accept' })
    await publish()
    await runJobs()
    expect(seen).toBe(0)
    expect(pushesTo(member)).toMatchObject([
      {
        templateId: TEMPLATE,
        page: `pages/rules/rules?g=${groupId}`,
        data: { thing1: { value: '群规更新到 v1' }, thing2: { value: '华东客户维护群' } },
      },
    ])
    expect(await consentsOf(company, ids.member)).toBe(0)
    expect(await sendingsTo(company, ids.member)).toEqual([
      { state: 'done', tries: 0, wasPushed: true },
    ])
    expect(pushesTo(owner)).toEqual([])
    expect(await messagesTo(company, ids.owner)).toHaveLength(1)
    expect(await sendingsTo(company, ids.owner)).toEqual([
      { state: 'done', tries: 0, wasPushed: false },
    ])
  })

  it('does not go out once the consent is spent, even where WeChat would let it through', async () => {
    const { member, world } = company
    const before = pushesTo(member).length
    world.recordSubscription(member.personId, { [TEMPLATE]: 'accept' })
    await publish()
    expect(pushesTo(member)).toHaveLength(before)
    expect(await consentsOf(company, ids.member)).toBe(0)
  })

  it('spends one consent of several', async () => {
    await agree(company.member)
    await agree(company.member)
    await publish()
    expect(await consentsOf(company, ids.member)).toBe(1)
  })

  it('forgets consents that WeChat does not know', async () => {
    await agree(company.member)
    await agree(company.member)
    weChatAnswers(43101)
    await publish()
    expect(await consentsOf(company, ids.member)).toBe(0)
    expect((await sendingsTo(company, ids.member))[0]).toEqual({
      ...{ state: 'done', tries: 0, wasPushed: false },
    })
  })

  it('that failed is tried again, later and later, six times in all [M8]', async () => {
    const { runJobs, pass } = company
    await giveConsents(company, ids.member, 1)
    const messages = (await messagesTo(company, ids.member)).length
    const weChat = weChatAnswers(-1)
    await publish()
    expect(weChat.sent).toBe(1)
    expect(await sendingsTo(company, ids.member)).toMatchObject({
      0: { state: 'pending', tries: 1 },
    })
    pass(2 * MINUTE - 5000)
    await runJobs()
    expect(weChat.sent).toBe(1)
    for (const [minutes, sent] of [
      ...[
        [2, 2],
        [4, 3],
        [8, 4],
        [16, 5],
        [32, 6],
        [64, 6],
        [128, 6],
      ],
    ] as [number, number][]) {
      pass(minutes * MINUTE)
      await runJobs()
      expect([minutes, weChat.sent]).toEqual([minutes, sent])
    }
    expect(await sendingsTo(company, ids.member)).toMatchObject({
      0: { state: 'failed', tries: 6 },
    })
    expect(await consentsOf(company, ids.member)).toBe(1)
    expect(await messagesTo(company, ids.member)).toHaveLength(messages + 1)
  })

  it('arrives when a later try is let through', async () => {
    const { member, runJobs, pass, world } = company
    await agree(member)
    const before = pushesTo(member).length
    weChatAnswers(-1)
    await publish()
    world.sendSubscribeMessage = asWeChatDoes
    pass(2 * MINUTE)
    await runJobs()
    expect(pushesTo(member)).toHaveLength(before + 1)
    expect(await sendingsTo(company, ids.member)).toMatchObject({ 0: { state: 'done', tries: 1 } })
  })
})
