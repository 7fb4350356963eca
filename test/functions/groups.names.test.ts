import type { TestPerson } from '../kit/boot'
import { bootCompany, join, type TestCompany } from '../kit/company'
import { identityOf, membershipOf, waitingOf } from '../kit/holds'

let company: TestCompany
let groupId: string
let count = 0

beforeAll(async () => {
  company = await bootCompany(15)
  groupId = company.group.groupId
})
afterAll(() => company.close())

function inChat(): TestPerson {
  const person = company.person(`起名的人${++count}`)
  company.world.addToChat(company.chat1.chatId, person.personId)
  return person
}

const joinAs = (person: TestPerson, name: string) =>
  person.reply('groups.join', { groupId, cloudId: person.cloudIdIn(company.chat1), name })

describe('the name that colleagues see', () => {
  it.each([
    ['a zero-width space', '\u200B'],
    ['a zero-width space in it', '孙\u200B成员'],
    ['a word joiner', '\u2060'],
    ['a blank of Braille', '\u2800'],
    ['a filler of Hangul', '\u3164'],
    ['a turn of the line', '\u202Eمحمد'],
    ['a line break', '张\n三'],
    ['a null', '张\u0000三'],
    ['half a character', '张\uD83D'],
    ['only emoji', '😀😀'],
    ['nothing but blanks', ' \u3000 '],
    ['thirteen characters', '一二三四五六七八九十一二三'],
  ])('is not %s [P5]', async (_what, name) => {
    const person = inChat()
    const reply = await joinAs(person, name)
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-argument' } })
    if (!reply.ok) expect(reply.error.fields?.['name']).toMatch(/[\u4e00-\u9fff]/)
    expect(await identityOf(company, person)).toBeNull()
  })

  it('has twelve characters as people count them, emoji too [P6]', async () => {
    const person = inChat()
    const name = '一二三四五六七八九十一😀'
    expect(await joinAs(person, name)).toMatchObject({ data: { state: 'joined' } })
    expect(await identityOf(company, person)).toMatchObject({ name })
  })

  it.each(['孙成员', ' 孙 成员 '])(
    'is told apart from those of the group: %j is taken [P5]',
    async (name) => {
      const person = inChat()
      expect(await joinAs(person, name)).toMatchObject({
        ok: false,
        error: { fields: { name: '群里已有同名的人，加上区域或工号好区分' } },
      })
      expect(await identityOf(company, person)).toBeNull()
      expect(await joinAs(person, `${name.trim()}-华东${count}`)).toMatchObject({ ok: true })
    },
  )

  it('is told apart from those who wait for a seat of the group too [P5]', async () => {
    const { owner, chat } = company
    const people = ['先来', '第二', '第三'].map((name) => company.person(name))
    const chat2 = chat('小群', [owner, ...people])
    const small = await owner.call('groups.create', {
      ...{ name: '小群', type: 'function', cap: 3, cloudId: owner.cloudIdIn(chat2) },
    })
    for (const [n, person] of people.entries()) {
      await join(person, chat2, small.groupId, ['甲', '乙', '丙'][n]!)
    }
    expect(await waitingOf(company, small.groupId)).toEqual(['丙'])
    const late = company.person('第四')
    company.world.addToChat(chat2.chatId, late.personId)
    const reply = await late.reply('groups.join', {
      ...{ groupId: small.groupId, cloudId: late.cloudIdIn(chat2), name: '丙' },
    })
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-argument' } })
  })

  it('stays that of the first joining, whatever another group is told', async () => {
    const { owner, member, chat, idOf } = company
    const chat2 = chat('又一群', [owner, member])
    const other = await owner.call('groups.create', {
      ...{ name: '又一群', type: 'function', cloudId: owner.cloudIdIn(chat2) },
    })
    await join(member, chat2, other.groupId, '另一个名字')
    const memberId = await idOf(member)
    expect(await membershipOf(company, other.groupId, memberId)).toMatchObject({ name: '孙成员' })
  })
})
