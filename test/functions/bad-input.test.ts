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
    const askId = `rules.confirm:${company.group.groupId}:1`
    const command = { action: 'asks.remind', input: { askId } }
    expect(codeOf((await company.admin.send(command)) as AnyReply)).toBe('invalid-argument')
    const idempotencyKey = freshKey()
    expect(codeOf((await company.admin.send({ ...command, idempotencyKey })) as AnyReply)).toBe(
      'ok',
    )
    const other = { askId, memberIds: ['someone'] }
    const again = await company.admin.send({ ...command, input: other, idempotencyKey })
    expect(codeOf(again as AnyReply)).toBe('conflict')
  })

  it('lets nobody use another person’s key', async () => {
    const idempotencyKey = freshKey()
    const command = { action: 'notice.grant', input: { templates: ['todo'] }, idempotencyKey }
    await company.member.send(command)
    expect(await company.admin.send(command)).toMatchObject({
      ok: true,
      data: { credits: { todo: 1 } },
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
      const { owner, outsider, chat, group } = company
      const chat2 = chat('别的群', [owner, outsider])
      const other = { name: '别的群', type: 'function' as const }
      await owner.call('groups.create', { ...other, cloudId: owner.cloudIdIn(chat2) })
      const cloudId = outsider.cloudIdIn(chat2)
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
    const publish = (texts: string[]) =>
      company.admin.reply('rules.publish', {
        groupId: company.group.groupId,
        baseVersion: 1,
        clauses: [...CLAUSES, ...texts.map((text) => ({ kind: 'talk' as const, text }))],
        material: false,
      })

    it('[R1] refuses in rules only what is an offence by itself, at its field', async () => {
      expect(await publish(['新人注 册 送 彩 金，找我。'])).toMatchObject({
        ok: false,
        error: { fields: { 'clauses.3.text': '「注册送彩金」不能用' } },
      })
    })

    it('[R1] refuses in a reason only what is an offence by itself, and insults', async () => {
      const { admin, group, idOf, member } = company
      const remove = async (reason: string) =>
        admin.reply('groups.remove', {
          groupId: group.groupId,
          memberId: await idOf(member),
          reason,
        })
      expect(await remove('这个人渣')).toMatchObject({
        ok: false,
        error: { fields: { reason: '「人渣」不能用' } },
      })
    })

    it('[R1] refuses a name that offers what no sales group may', async () => {
      const group = { name: '刷 单 交流群', type: 'function' as const }
      expect(await company.manager.reply('groups.create', group)).toMatchObject({
        ok: false,
        error: { fields: { name: '「刷单」不能用' } },
      })
    })

    it('[R1] [R2] publishes rules that name what they forbid', async () => {
      const reply = await publish([
        '严禁飞单、私单，不得收受回扣。',
        '不得承诺保本保息或稳赚不赔。',
        '严禁刷单、代开发票。',
        '不得使用“全国第一”“国家级”等用语。',
        '样品没有按时收回，扣2分。',
        '每月10日前交回。扣分按1.3条执行。',
      ])
      expect(reply).toMatchObject({ ok: true, data: { version: 2 } })
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
