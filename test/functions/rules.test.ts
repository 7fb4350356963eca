import type { InputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import {
  announced,
  asksOf,
  auditTrail,
  bookOf,
  membershipOf,
  seatsOf,
  versionsOf,
} from '../kit/holds'

const DAY = 24 * 60 * 60 * 1000
const NO_RULES = { ok: false, error: { code: 'not-found', message: '本群还没有发布群规' } }

let company: TestCompany
let groupId: string

/** Publishes on top of what is effective; the clauses of the kit when none are given. */
async function publish(
  by: TestPerson,
  changes: { material?: boolean; clauses?: InputOf<'rules.publish'>['clauses'] },
) {
  const book = await bookOf(company, groupId)
  return by.reply('rules.publish', {
    ...{ groupId, baseVersion: book?.version ?? 0, clauses: CLAUSES, material: true, ...changes },
  })
}

const clausesOf = async () =>
  (await bookOf(company, groupId))!.clauses.map(({ clauseId, kind, text }) => ({
    clauseId,
    kind,
    text,
  }))

const open = (person: TestPerson) => person.call('rules.get', { groupId })

function withCompany(setUp: () => Promise<unknown> = () => Promise.resolve()) {
  beforeAll(async () => {
    company = await bootCompany()
    groupId = company.group.groupId
    await setUp()
  })
  afterAll(() => company.close())
}

describe('before there are rules', () => {
  withCompany()

  it('shows none, and has nothing to confirm, compare or remind of [S1.1]', async () => {
    const { admin, member } = company
    const askId = `rules.confirm:${groupId}:1`
    const noAsk = { ok: false, error: { code: 'not-found', message: '这件事已经不在了' } }
    expect(await member.call('rules.get', { groupId })).toBeNull()
    expect(await member.reply('rules.acknowledge', { groupId, version: 1 })).toMatchObject(NO_RULES)
    expect(await member.reply('rules.changes', { groupId, from: 1 })).toMatchObject(NO_RULES)
    expect(await admin.reply('asks.roster', { askId })).toMatchObject(noAsk)
    expect(await admin.reply('asks.remind', { askId })).toMatchObject(noAsk)
    expect(await versionsOf(company, groupId)).toEqual([])
  })

  it('offers the admin clauses of every kind to start from [S1.2] [S1.3]', async () => {
    const { clauses } = await company.admin.call('rules.starter', { groupId })
    expect(clauses).toHaveLength(24)
    const kinds = ['conduct', 'talk', 'process', 'discipline', 'feedback', 'reward']
    expect([...new Set(clauses.map(({ kind }) => kind))]).toEqual(kinds)
  })

  it('publishes nothing for a group that does not exist', async () => {
    const input = { groupId: 'nowhere', baseVersion: 0, clauses: CLAUSES, material: true }
    expect(await company.owner.reply('rules.publish', input)).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: '没有这个群' },
    })
    expect(await auditTrail(company, 'rules.publish')).toEqual([])
  })
})

describe('the first version', () => {
  withCompany(() =>
    company.admin.call('rules.publish', {
      ...{ groupId, baseVersion: 0, clauses: CLAUSES, note: ' 第一版 ' },
      // Not so: the first is asked of everyone, whatever this says.
      material: false,
    }),
  )

  it('is asked of every member within three days, with what it earns [S1.1] [S1.2]', async () => {
    const view = await open(company.member)
    expect(view).toMatchObject({
      ...{ groupId, version: 1, note: '第一版', material: true, changes: [], canEdit: false },
      acknowledged: { count: 0, total: 3 },
      mine: { version: 0, at: null, isDue: true, points: 5 },
    })
    expect(view!.clauses.map(({ number, text }) => `${number} ${text}`)).toEqual([
      '1.1 群里只谈工作。',
      '2.1 发言先写主题。',
      '3.1 按时确认群规有积分。',
    ])
    expect(view!.mine!.dueAt).toBe(view!.effectiveAt + 3 * DAY)
  })

  it('may be edited by admins and the owner, and read by managers without being asked', async () => {
    const { admin, owner, manager } = company
    expect((await open(admin))?.canEdit).toBe(true)
    expect((await open(owner))?.canEdit).toBe(true)
    expect(await open(manager)).toMatchObject({ mine: null, canEdit: false })
  })

  it('is kept as published, told to everyone, and written down [S1.1] [B1]', async () => {
    const adminId = await company.idOf(company.admin)
    expect(await bookOf(company, groupId)).toMatchObject({
      ...{ version: 1, requiredVersion: 1, material: true, points: 5 },
    })
    expect(await asksOf(company, groupId)).toMatchObject([
      { state: 'open', audience: `group:${groupId}:acting`, points: 5, reminded: 0 },
    ])
    expect(await versionsOf(company, groupId)).toEqual([
      {
        ...{ version: 1, material: true, note: '第一版', publishedBy: adminId },
        texts: CLAUSES.map(({ text }) => text),
      },
    ])
    expect((await seatsOf(company, groupId))?.ruleVersion).toBe(1)
    expect(await announced(company)).toEqual([
      { title: '群规更新到 v1', to: `group:${groupId}:acting` },
      { title: '群规更新到 v1', to: `group:${groupId}:all` },
    ])
    expect(await auditTrail(company, 'rules.publish')).toEqual([
      {
        ...{ actorId: adminId, action: 'rules.publish', groupId },
        ...{ subject: 'v1', detail: 'material' },
      },
    ])
  })

  it('is due three days after joining for who comes later', async () => {
    const { outsider, chat1, pass } = company
    pass(DAY)
    await join(outsider, chat1, groupId, '周新人')
    const view = await open(outsider)
    const joinedAt = (await membershipOf(company, groupId, await company.idOf(outsider)))!.joinedAt
    expect(view?.mine?.dueAt).toBe(joinedAt + 3 * DAY)
    expect(joinedAt).toBeGreaterThanOrEqual(view!.effectiveAt + DAY)
  })
})

describe('a next version', () => {
  withCompany(async () => {
    await publish(company.admin, {})
    await company.member.call('rules.acknowledge', { groupId, version: 1 })
    await company.admin.call('asks.remind', { askId: `rules.confirm:${groupId}:1` })
  })

  it.each([
    ['the same once more', () => clausesOf(), 1, '和现在的版本没有区别'],
    ['on top of an old one', () => Promise.resolve(CLAUSES), 0, '别人刚发布了 v1，请刷新后再改'],
    ['on top of a future one', () => Promise.resolve(CLAUSES), 2, '别人刚发布了 v1，请刷新后再改'],
  ])('is not published: %s', async (_what, clauses, baseVersion, message) => {
    const input = { groupId, baseVersion, clauses: await clauses(), material: true }
    const reply = await company.admin.reply('rules.publish', input)
    expect(reply).toMatchObject({ ok: false, error: { code: 'conflict', message } })
    expect(await versionsOf(company, groupId)).toHaveLength(1)
  })

  it.each([
    ['clauses', '新人注册送彩金，找我。', 'clauses.1.text', '「注册送彩金」不能用'],
    ['the note', '注册送彩金', 'note', '「注册送彩金」不能用'],
    ['the note', '谁装逼谁出去', 'note', '内容需要人工复核，暂时不能提交，请换个说法'],
    ['clauses', '滚蛋', 'clauses.1.text', '内容不合规范，请换个说法'],
  ])('passes a check of %s first: %s [S1.5]', async (_where, text, field, message) => {
    const [first] = await clausesOf()
    const clauses = field === 'note' ? [first!] : [first!, { kind: 'talk' as const, text }]
    const note = field === 'note' ? text : ''
    const input = { groupId, baseVersion: 1, clauses, material: true, note }
    expect(await company.admin.reply('rules.publish', input)).toMatchObject({
      ok: false,
      error: { code: 'invalid-argument', message, fields: { [field]: message } },
    })
  })

  it('that is minor leaves confirmations, deadlines and reminders as they are [B1]', async () => {
    const before = (await bookOf(company, groupId))!
    const { admin, member, pass } = company
    const asked = await asksOf(company, groupId)
    expect(asked).toMatchObject([{ state: 'open', reminded: 2 }])
    pass(1000)
    const [conduct, talk, reward] = await clausesOf()
    const clauses = [conduct!, { ...talk!, text: '发言先写【主题】。' }, reward!]
    await publish(admin, { material: false, clauses })
    expect(await bookOf(company, groupId)).toMatchObject({
      ...{ version: 2, requiredVersion: 1, requiredAt: before.requiredAt, material: false },
    })
    expect(await asksOf(company, groupId)).toEqual(asked)
    expect(await open(member)).toMatchObject({
      ...{ version: 2, material: false, acknowledged: { count: 1, total: 3 } },
      mine: { version: 1, isDue: false, dueAt: null, points: 0 },
      changes: [
        {
          change: 'changed',
          clause: { clauseId: talk!.clauseId, number: '2.1' },
          before: talk!.text,
        },
      ],
    })
    // It is news; the reminder of what is asked stays beside it.
    expect((await announced(company)).map(({ title }) => title)).toEqual([
      ...['群规更新到 v1', '请确认群规 v1', '群规 v2 生效'],
    ])
    expect(await auditTrail(company, 'rules.publish')).toMatchObject([
      { detail: 'material' },
      { subject: 'v2', detail: 'minor' },
    ])
  })

  it('that is material asks everyone again and starts reminders anew [B1]', async () => {
    const { owner, member, now } = company
    const [conduct, talk] = await clausesOf()
    const since = now()
    const clauses = [conduct!, talk!, { kind: 'process' as const, text: '报价先过主管。' }]
    expect(await publish(owner, { clauses })).toMatchObject({ ok: true, data: { version: 3 } })
    const book = (await bookOf(company, groupId))!
    expect(book).toMatchObject({ version: 3, requiredVersion: 3 })
    expect(await asksOf(company, groupId)).toMatchObject([
      { state: 'closed', reminded: 2 },
      { askId: `rules.confirm:${groupId}:3`, state: 'open', reminded: 0 },
    ])
    expect(book.requiredAt).toBeGreaterThanOrEqual(since)
    const view = await open(member)
    expect(view).toMatchObject({
      acknowledged: { count: 0, total: 3 },
      mine: { version: 1, isDue: true, dueAt: book.requiredAt + 3 * DAY, points: 5 },
    })
    expect(view!.changes.map(({ change }) => change)).toEqual(['added', 'removed'])
    // What was asked before and the reminder of it have made way.
    expect(await announced(company)).toEqual([
      { title: '群规 v2 生效', to: `group:${groupId}:all` },
      { title: '群规更新到 v3', to: `group:${groupId}:acting` },
      { title: '群规更新到 v3', to: `group:${groupId}:all` },
    ])
  })

  it('compares with any version before it, not only the last [B1]', async () => {
    const { member } = company
    const changes = await member.call('rules.changes', { groupId, from: 1 })
    expect(changes).toMatchObject({ from: 1, to: 3 })
    expect(changes.changes.map(({ change }) => change)).toEqual(['changed', 'added', 'removed'])
    const last = await member.call('rules.changes', { groupId, from: 2 })
    expect(last.changes.map(({ change }) => change)).toEqual(['added', 'removed'])
    expect(await member.reply('rules.changes', { groupId, from: 9 })).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: '没有这个版本' },
    })
  })

  it('may change nothing but the order; an id that is not the book’s is replaced', async () => {
    const [conduct, talk, process] = await clausesOf()
    const more = { clauseId: 'made-up', kind: 'talk' as const, text: '一条消息说一件事。' }
    await publish(company.admin, { clauses: [conduct!, talk!, more, process!] })
    // Asked twice since the last confirmation, which is still known.
    expect((await open(company.member))?.mine).toMatchObject({ version: 1, isDue: true })
    const clauses = await clausesOf()
    expect(clauses.map(({ clauseId }) => clauseId)).not.toContain('made-up')
    expect(clauses.slice(0, 2).map(({ clauseId }) => clauseId)).toEqual([
      conduct!.clauseId,
      talk!.clauseId,
    ])
    const swapped = [clauses[0]!, clauses[2]!, clauses[1]!, clauses[3]!]
    expect(await publish(company.admin, { clauses: swapped, material: false })).toMatchObject({
      ok: true,
      data: { version: 5 },
    })
    expect((await open(company.member))?.changes).toEqual([])
  })

  it('may change nothing but a clause’s kind: that is a change [R4]', async () => {
    const clauses = await clausesOf()
    const moved = clauses.map((clause, index) =>
      index === 0 ? { ...clause, kind: 'process' as const } : clause,
    )
    expect(await publish(company.admin, { clauses: moved, material: false })).toMatchObject({
      ok: true,
    })
    expect((await open(company.member))?.changes).toMatchObject([
      { change: 'changed', clause: { clauseId: clauses[0]!.clauseId, kind: 'process' } },
    ])
  })

  it('has no two clauses that are one [R4]', async () => {
    const clauses = await clausesOf()
    const before = (await versionsOf(company, groupId)).length
    const twice = [...clauses, { ...clauses[1]!, text: '改了字的同一条。' }]
    expect(await publish(company.admin, { clauses: twice })).toMatchObject({
      ok: false,
      error: {
        code: 'invalid-argument',
        fields: { [`clauses.${clauses.length}`]: '这一条和前面的是同一条' },
      },
    })
    expect(await versionsOf(company, groupId)).toHaveLength(before)
  })
})
