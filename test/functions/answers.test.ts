import { freshKey } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { countAnswers, seatsOf } from '../kit/holds'

const HOUR = 60 * 60 * 1000

let company: TestCompany
let groupId: string

beforeAll(async () => {
  company = await bootCompany()
  groupId = company.group.groupId
})
afterAll(() => company.close())

describe('the answer of a command', () => {
  it('is answered again to whose reply was lost, whatever they may do by now [P9]', async () => {
    const { admin, idOf } = company
    const memberId = await idOf(admin)
    const key = freshKey()
    const stepDown = () => admin.reply('groups.setRole', { groupId, memberId, role: 'member' }, key)
    const first = await stepDown()
    expect(first).toMatchObject({ ok: true, data: { role: 'member' } })
    expect(await stepDown()).toEqual(first)
    const other = { groupId, memberId, role: 'admin' as const }
    expect(await admin.codeOf('groups.setRole', other)).toBe('permission-denied')
  })

  it('is answered again when the proof of the chat is too old by then [P9]', async () => {
    const { outsider, chat1, pass } = company
    const key = freshKey()
    const cloudId = outsider.cloudIdIn(chat1)
    const enter = () => outsider.reply('groups.join', { groupId, cloudId, name: '周外人' }, key)
    const first = await enter()
    expect(first).toMatchObject({ ok: true, data: { state: 'joined' } })
    pass(6 * 60_000)
    expect(await enter()).toEqual(first)
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 4 })
  })

  it('is nobody else’s', async () => {
    const { owner, outsider, chat1 } = company
    const key = freshKey()
    const removed = { groupId, memberId: 'nobody', reason: '测试' }
    expect(await outsider.reply('groups.leave', { groupId }, key)).toMatchObject({ ok: true })
    expect(await owner.reply('groups.remove', removed, key)).toMatchObject({
      error: { code: 'not-found' },
    })
    await join(outsider, chat1, groupId, '周外人')
  })

  it('is kept for 48 hours, and no longer than an hour more [M12]', async () => {
    const { member, pass, runJobs } = company
    pass(2 * HOUR)
    const before = await countAnswers(company)
    const key = freshKey()
    const grant = () => member.reply('notice.grant', { templates: ['todo'] }, key)
    const first = await grant()
    expect(await countAnswers(company)).toBe(before + 1)
    pass(47 * HOUR)
    await runJobs()
    // Those of before have gone, this one has not.
    expect(await countAnswers(company)).toBe(1)
    expect(await grant()).toEqual(first)
    pass(2 * HOUR)
    await runJobs()
    expect(await countAnswers(company)).toBe(0)
  })
})
