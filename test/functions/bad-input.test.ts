import fc from 'fast-check'
import type { Reply } from '../../miniprogram/contract/action'
import { actions, type ActionName } from '../../miniprogram/contract/index'
import { freshKey } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'

type AnyReply = Reply<unknown>

const codeOf = (reply: AnyReply) => (reply.ok ? 'ok' : reply.error.code)
const messageOf = (reply: AnyReply) => (reply.ok ? '' : reply.error.message)
const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text)

describe('bad input', () => {
  let company: TestCompany
  beforeAll(async () => {
    company = await bootCompany()
    await company.admin.call('rules.publish', {
      groupId: company.group.groupId,
      baseVersion: 0,
      clauses: CLAUSES,
      material: true,
    })
  })
  afterAll(() => company.close())

  const send = async (event: unknown) => (await company.member.send(event)) as AnyReply

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'rules.none', ''])(
    'answers the unknown action "%s" with a sentence',
    async (action) => {
      const reply = await send({ action, input: {} })
      expect(codeOf(reply)).toBe('not-found')
      expect(isChinese(messageOf(reply))).toBe(true)
    },
  )

  it.each([
    ['an extra field', { groupId: 'g', extra: 1 }],
    ['a wrong type', { groupId: 7 }],
    ['a missing field', {}],
    ['null', null],
    ['a list', []],
    ['a prototype field', JSON.parse('{"groupId":"g","__proto__":{"a":1}}') as unknown],
    ['an id that reaches into another document', { groupId: 'a:b' }],
    ['an operator of the database', { groupId: { $ne: '' } }],
  ])('refuses %s', async (_what, input) => {
    const reply = await send({ action: 'rules.get', input })
    expect(codeOf(reply)).toBe('invalid-argument')
    expect(isChinese(messageOf(reply))).toBe(true)
  })

  it('says which field is wrong, in Chinese', async () => {
    const reply = await company.admin.reply('rules.publish', {
      groupId: company.group.groupId,
      baseVersion: 1,
      clauses: [{ kind: 'talk', text: '字'.repeat(301) }],
      material: false,
    })
    expect(reply).toMatchObject({
      ok: false,
      error: { fields: { 'clauses.0.text': '太长了，最多 300 个字' } },
    })
  })

  it('refuses a request that is too large before looking into it', async () => {
    const reply = await send({ action: 'rules.get', input: { groupId: 'x'.repeat(200_000) } })
    expect(codeOf(reply)).toBe('invalid-argument')
    expect(messageOf(reply)).toContain('太长')
  })

  it('does not take anything in the event for the caller', async () => {
    const reply = await send({
      action: 'me.get',
      input: {},
      userInfo: { openId: company.owner.openid },
    })
    expect(reply).toMatchObject({ ok: true, data: { name: '孙成员' } })
    expect(codeOf(await send({ action: 'me.get', input: {}, openid: company.owner.openid }))).toBe(
      'invalid-argument',
    )
  })

  it('asks a key of every command, and refuses the same key for another input', async () => {
    const { groupId } = company.group
    const command = { action: 'rules.remind', input: { groupId } }
    expect(codeOf((await company.admin.send(command)) as AnyReply)).toBe('invalid-argument')
    const idempotencyKey = freshKey()
    expect(codeOf((await company.admin.send({ ...command, idempotencyKey })) as AnyReply)).toBe(
      'ok',
    )
    const other = { groupId, memberIds: ['someone'] }
    const again = await company.admin.send({ ...command, input: other, idempotencyKey })
    expect(codeOf(again as AnyReply)).toBe('conflict')
  })

  it('lets nobody use another person’s key', async () => {
    const idempotencyKey = freshKey()
    const command = { action: 'notice.grant', input: { templates: ['rules-due'] }, idempotencyKey }
    await company.member.send(command)
    expect(await company.admin.send(command)).toMatchObject({
      ok: true,
      data: { credits: { 'rules-due': 1 } },
    })
  })

  describe('at the door of a group', () => {
    it('takes no forged group info', async () => {
      const { outsider, group } = company
      const forged = { groupId: group.groupId, cloudId: 'forged-cloud-id', name: '某人' }
      expect(await outsider.codeOf('groups.join', forged)).toBe('permission-denied')
      const object = { groupId: group.groupId, cloudId: { data: { opengid: 'x' } }, name: '某人' }
      expect(await outsider.codeOf('groups.join', object as never)).toBe('invalid-argument')
    })

    it('takes no proof that was made for someone else', async () => {
      const { outsider, member, chat1, group } = company
      const cloudId = member.cloudIdIn(chat1)
      const stolen = { groupId: group.groupId, cloudId, name: '某人' }
      expect(await outsider.codeOf('groups.join', stolen)).toBe('permission-denied')
    })

    it('tells that a card belongs to another chat, and nothing of the group', async () => {
      const { outsider, chat, group } = company
      const cloudId = outsider.cloudIdIn(chat('别的群', [outsider]))
      const session = await outsider.call('session.open', { cloudId, groupId: group.groupId })
      expect(session).toMatchObject({ entry: 'wrong-chat', group: null })
    })

    it('keeps out who was removed, and says so', async () => {
      const { admin, outsider, chat1, group, idOf } = company
      const { groupId } = group
      await join(outsider, chat1, groupId, '周外人')
      const memberId = await idOf(outsider)
      await admin.call('groups.remove', { groupId, memberId, reason: '测试移出' })
      const card = { cloudId: outsider.cloudIdIn(chat1), groupId }
      expect(await outsider.call('session.open', card)).toMatchObject({ entry: 'removed' })
      expect(await outsider.codeOf('rules.get', { groupId })).toBe('permission-denied')
      const again = await outsider.reply('groups.join', { ...card, name: '周外人' })
      expect(messageOf(again)).toContain('移出')
    })
  })

  describe('texts that others will see', () => {
    it('refuses what the word standard forbids, at its field', async () => {
      const reply = await company.admin.reply('rules.publish', {
        groupId: company.group.groupId,
        baseVersion: 1,
        clauses: [...CLAUSES, { kind: 'talk', text: '对客户说包 赚不赔。' }],
        material: false,
      })
      expect(reply).toMatchObject({
        ok: false,
        error: { fields: { 'clauses.3.text': '「包赚」不能用' } },
      })
    })
  })

  it('slows down a script, not a hand', async () => {
    const fast = company.person('急性子')
    const replies = await Promise.all(
      Array.from({ length: 420 }, () => fast.codeOf('session.open', {})),
    )
    expect(replies.filter((code) => code === 'resource-exhausted').length).toBeGreaterThan(0)
    expect(replies.slice(0, 100).every((code) => code === 'ok')).toBe(true)
  })

  it('never throws and never answers internal, whatever is sent', async () => {
    const names = fc.oneof(
      fc.constantFrom(...(Object.keys(actions) as ActionName[])),
      fc.string({ maxLength: 20 }),
    )
    const event = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record(
          { action: names, input: fc.jsonValue(), idempotencyKey: fc.string() },
          { requiredKeys: [] },
        ),
      },
      { weight: 1, arbitrary: fc.jsonValue() },
    )
    let people = 0
    await fc.assert(
      fc.asyncProperty(event, async (any) => {
        // A fresh person now and then, so that the rate limit does not answer for the code behind it.
        const person = company.person(`模糊${Math.floor(people++ / 50)}`)
        const reply = (await person.send(any)) as AnyReply
        expect(typeof reply.ok).toBe('boolean')
        expect(codeOf(reply)).not.toBe('internal')
        if (!reply.ok) expect(isChinese(reply.error.message)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
