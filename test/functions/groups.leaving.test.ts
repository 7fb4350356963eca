import type { ActionName, InputOf } from '../../miniprogram/contract/index'
import { freshKey, type TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { givePoints } from '../kit/gives'
import { companyScoreOf, identityOf, membershipOf, scoreOf, seatsOf } from '../kit/holds'

let company: TestCompany
let groupId: string

function withCompany(cap: number) {
  beforeAll(async () => {
    company = await bootCompany(cap)
    groupId = company.group.groupId
  })
  afterAll(() => company.close())
}

function inChat(name: string): TestPerson {
  const person = company.person(name)
  company.world.addToChat(company.chat1.chatId, person.personId)
  return person
}

const LAST_ADMIN = { code: 'conflict', message: '群里至少要有一位管理员，请先指定另一位' }

/** One more group in a chat of its own, with these people. */
async function secondGroup(name: string, people: Record<string, TestPerson>) {
  const { owner, chat } = company
  const chat2 = chat(name, [owner, ...Object.values(people)])
  const made = await owner.call('groups.create', {
    ...{ name, type: 'function', cloudId: owner.cloudIdIn(chat2) },
  })
  for (const [own, person] of Object.entries(people)) await join(person, chat2, made.groupId, own)
  return made.groupId
}

describe('leaving a group', () => {
  withCompany(4)

  it('is not for its last admin [S2.12]', async () => {
    const { owner, admin, idOf } = company
    const ownerId = await idOf(owner)
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'member' })
    expect(await admin.reply('groups.leave', { groupId })).toMatchObject({ error: LAST_ADMIN })
    await admin.call('groups.setRole', { groupId, memberId: ownerId, role: 'admin' })
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3 })
  })

  it('offers the seat to the first who waits, and leaves what one did [S2.1] [N3]', async () => {
    const { member, chat1, idOf, now } = company
    const memberId = await idOf(member)
    await givePoints(company, groupId, memberId, 20)
    await join(inChat('末席'), chat1, groupId, '末席')
    const waiting = inChat('候补')
    expect(await join(waiting, chat1, groupId, '候补')).toMatchObject({ position: 1 })
    const key = freshKey()
    const first = await member.reply('groups.leave', { groupId }, key)
    expect(first).toEqual({ ok: true, data: { groupId } })
    // The reply was lost: the same answer, though there is nothing to leave any more.
    expect(await member.reply('groups.leave', { groupId }, key)).toEqual(first)
    const gone = await membershipOf(company, groupId, memberId)
    expect(gone).toMatchObject({ status: 'left', leftHow: 'left', reason: null, name: '孙成员' })
    expect(gone!.leftAt).toBeLessThanOrEqual(now())
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 3, cap: 4, waiting: 1 })
    const inbox = await waiting.call('notice.inbox', {})
    expect(inbox.rows).toMatchObject([{ title: '有空席位了' }])
    expect(await scoreOf(company, groupId, memberId)).toMatchObject({ isShown: false, month: 20 })
  })

  it('out of the last one, nothing is to be seen but one’s own [P7]', async () => {
    const { member, owner, idOf } = company
    const before = await identityOf(company, member)
    expect(before).toMatchObject({ name: '孙成员', groups: {} })
    const other = await idOf(owner)
    const queries: { [A in ActionName]?: InputOf<A> } = {
      'groups.get': { groupId },
      'rules.get': { groupId },
      'board.get': { scope: 'company', period: 'month' },
      'board.figures': { groupId },
      'board.entries': { memberId: other, period: 'month' },
      'board.groups': { period: 'month' },
    }
    for (const [action, input] of Object.entries(queries)) {
      const code = await member.codeOf(action as ActionName, input as never)
      expect([action, code]).toEqual([action, 'permission-denied'])
    }
    expect(await member.call('groups.list', {})).toEqual({ rows: [] })
    expect(await member.call('today.get', {})).toMatchObject({ group: null, due: [], duties: [] })
    expect(await member.call('me.get', {})).toMatchObject({
      ...{ name: '孙成员', groups: [], points: { month: 20 } },
    })
    expect(await companyScoreOf(company, before!.memberId)).toMatchObject({
      ...{ isShown: false, month: 20 },
    })
    expect((await member.call('notice.inbox', {})).rows).toEqual([])
  })

  it('is once: who has left cannot leave, and comes back by the card', async () => {
    const { member, chat1, admin } = company
    expect(await member.codeOf('groups.leave', { groupId })).toBe('permission-denied')
    expect(await join(member, chat1, groupId, '孙成员')).toMatchObject({
      ...{ state: 'waiting', position: 2 },
    })
    const { removed } = await admin.call('groups.get', { groupId })
    expect(removed.map(({ name }) => name)).toEqual(['李经理'])
    expect(await admin.codeOf('groups.leave', { groupId })).toBe('ok')
  })
})

describe('removed from one group of two [P4]', () => {
  withCompany(15)

  it('leaves one rule and one number: the board, what it opens to, and my own page', async () => {
    const { owner, admin, member, manager, idOf } = company
    const second = await secondGroup('第二群', { 孙成员: member })
    const memberId = await idOf(member)
    for (const [by, id] of [
      [admin, groupId],
      [owner, second],
    ] as const) {
      await by.call('rules.publish', {
        ...{ groupId: id, baseVersion: 0, clauses: CLAUSES, material: true },
      })
      expect(await member.call('rules.acknowledge', { groupId: id, version: 1 })).toMatchObject({
        earned: 5,
      })
    }
    await owner.call('groups.remove', { groupId: second, memberId, reason: '点错了' })
    const board = await manager.call('board.get', { scope: 'company', period: 'month' })
    const row = board.top.find((one) => one.memberId === memberId)
    const entries = await manager.call('board.entries', { memberId, period: 'month' })
    const me = await member.call('me.get', {})
    expect([row?.points, entries.total, me.points.month]).toEqual([10, 10, 10])
    expect(entries.rows.map(({ points }) => points)).toEqual([5, 5])
    expect(me.groups.map(({ name, monthPoints }) => `${name} ${monthPoints}`)).toEqual([
      '华东客户维护群 5',
    ])
    const own = await member.call('board.figures', { groupId })
    expect(own).toMatchObject({ monthPoints: 5, place: 1, of: 3 })
  })
})

describe('many', () => {
  withCompany(100)

  it('people who were removed come page by page, each once, the latest first [P3]', async () => {
    const { admin, owner, chat1, idOf, pass } = company
    for (let n = 1; n <= 21; n++) {
      const person = inChat(`过客${n}`)
      await join(person, chat1, groupId, `过客${n}`)
      await admin.call('groups.remove', {
        ...{ groupId, memberId: await idOf(person), reason: `第 ${n} 位` },
      })
      pass(1000)
    }
    const { removed, hasMoreRemoved } = await admin.call('groups.get', { groupId })
    expect([removed.length, hasMoreRemoved]).toEqual([20, true])
    const seen: string[] = []
    let next: string | undefined
    do {
      const page = await owner.call('groups.removed', {
        ...{ groupId, size: 8, ...(next === undefined ? {} : { cursor: next }) },
      })
      expect(page.rows.length).toBeLessThanOrEqual(8)
      seen.push(...page.rows.map(({ name, reason }) => `${name} ${reason}`))
      next = page.next
    } while (next !== undefined && seen.length < 50)
    const passing = Array.from({ length: 21 }, (_, n) => `过客${21 - n} 第 ${21 - n} 位`)
    expect(seen).toEqual([...passing, '李经理 只看全局'])
    expect(await admin.codeOf('groups.removed', { groupId, cursor: 'x' })).toBe('invalid-argument')
  })

  it('groups of one person are all there, on every page [P3]', async () => {
    const { owner, member } = company
    const names: string[] = []
    let last = ''
    for (let n = 1; n <= 22; n++) {
      last = await secondGroup(`第${n}组`, { 孙成员: member })
      names.push(`第${n}组`)
    }
    await owner.call('rules.publish', {
      ...{ groupId: last, baseVersion: 0, clauses: CLAUSES, material: true },
    })
    const list = await member.call('groups.list', {})
    expect(list.rows.map(({ name }) => name)).toEqual(['华东客户维护群', ...names])
    expect((await member.call('me.get', {})).groups).toHaveLength(23)
    const today = await member.call('today.get', { groupId: last })
    expect(today).toMatchObject({ group: { groupId: last }, due: [{ groupName: '第22组' }] })
    expect(await member.codeOf('groups.leave', { groupId: last })).toBe('ok')
  })

  it('groups of a company come page by page, each once, for who reads them all [P3]', async () => {
    const { manager } = company
    const first = await manager.call('groups.list', { size: 20 })
    const rest = await manager.call('groups.list', { size: 20, cursor: first.next! })
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([20, 3, undefined])
    const ids = [...first.rows, ...rest.rows].map(({ groupId: id }) => id)
    expect(new Set(ids).size).toBe(23)
  })
})
