import type { InputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { announced, asksOf, auditTrail, bookOf, markOf } from '../kit/holds'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

let company: TestCompany
let groupId: string
let askId: string
let ids: Record<'owner' | 'admin' | 'member' | 'observer', string>

/** Publishes a material version on top of what is effective. */
async function publish(by: TestPerson, clauses: InputOf<'rules.publish'>['clauses']) {
  const book = await bookOf(company, groupId)
  const input = { groupId, baseVersion: book?.version ?? 0, clauses, material: true }
  const { version } = await by.call('rules.publish', input)
  askId = `rules.confirm:${groupId}:${version}`
}

async function setUp(): Promise<void> {
  company = await bootCompany()
  groupId = company.group.groupId
  const { owner, admin, member, outsider, chat1, idOf } = company
  await join(outsider, chat1, groupId, '王观察')
  const observer = await idOf(outsider)
  await admin.call('groups.setRole', { groupId, memberId: observer, role: 'observer' })
  ids = {
    ...{ owner: await idOf(owner), admin: await idOf(admin), member: await idOf(member) },
    observer,
  }
  await publish(admin, CLAUSES)
}

const titlesFor = async (person: TestPerson) =>
  (await person.call('notice.inbox', {})).rows.map(({ title }) => title)

describe('who has confirmed and who has not', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  it('is listed for admins and managers; observers are not asked [S1.1] [Q32]', async () => {
    const { admin, owner, member, outsider, manager, pass } = company
    expect((await outsider.call('rules.get', { groupId }))?.mine).toMatchObject({
      isDue: false,
      dueAt: null,
      points: 0,
    })
    await owner.call('rules.acknowledge', { groupId, version: 1 })
    pass(1000)
    await admin.call('rules.acknowledge', { groupId, version: 1 })
    const roster = await admin.call('asks.roster', { askId })
    expect(roster).toMatchObject({
      ...{ askId, title: '确认群规 v1', groupId, groupName: '华东客户维护群', isOpen: true },
    })
    expect(roster.done.map(({ name, state }) => `${name} ${state}`)).toEqual([
      '钱管理 done',
      '赵负责 done',
    ])
    expect(roster.pending).toEqual([
      {
        ...{ memberId: ids.member, name: '孙成员', state: 'open', at: null, isAway: false },
        ...{ dueAt: roster.dueAt, isLate: false, remindedAt: null, canRemind: true },
      },
    ])
    // Half of three have: the second of them decides; nine tenths are all three.
    expect(roster.t50).toBeGreaterThanOrEqual(1000)
    expect(roster.t90).toBeNull()
    expect(await manager.call('asks.roster', { askId })).toEqual(roster)
    expect(await member.codeOf('asks.roster', { askId })).toBe('permission-denied')
    expect((await member.call('rules.get', { groupId }))?.askId).toBe(askId)
  })

  it('knows who has opened it, once', async () => {
    const { member, admin, now, pass } = company
    const since = now()
    expect(await member.call('asks.seen', { askId })).toEqual({ askId })
    const first = await markOf(company, askId, ids.member)
    expect(first).toMatchObject({ state: 'seen', at: null })
    expect(first!.seenAt).toBeGreaterThanOrEqual(since)
    pass(1000)
    await member.call('asks.seen', { askId })
    expect(await markOf(company, askId, ids.member)).toEqual(first)
    const { pending } = await admin.call('asks.roster', { askId })
    expect(pending).toMatchObject([{ name: '孙成员', state: 'seen' }])
    // What is done stays done.
    await admin.call('asks.seen', { askId })
    expect(await markOf(company, askId, ids.admin)).toMatchObject({ state: 'done' })
  })

  it('lets an admin remind who has not, and nobody else [S1.1] [B2]', async () => {
    const { admin, member, owner } = company
    const memberIds = [ids.member, ids.owner, ids.observer, 'nobody']
    expect(await admin.call('asks.remind', { askId, memberIds })).toEqual({
      ...{ reminded: [ids.member], skipped: [ids.owner, ids.observer, 'nobody'] },
    })
    expect(await announced(company)).toEqual([
      { title: '群规更新到 v1', to: `group:${groupId}:acting` },
      { title: '群规更新到 v1', to: `group:${groupId}:all` },
      { title: '请确认群规 v1', to: `member:${ids.member}` },
    ])
    const { pending } = await admin.call('asks.roster', { askId })
    expect(pending[0]).toMatchObject({ canRemind: false })
    expect(pending[0]?.remindedAt).toBeGreaterThan(0)
    // Of what is said about one ask the newest stands.
    expect(await titlesFor(member)).toEqual(['请确认群规 v1'])
    expect(await titlesFor(owner)).toEqual(['群规更新到 v1'])
    expect(await auditTrail(company, 'asks.remind')).toMatchObject([
      { actorId: ids.admin, subject: askId, detail: '1' },
    ])
  })

  it('reminds once in four hours [B2]', async () => {
    const { admin, member, pass } = company
    const latest = async () => (await member.call('notice.inbox', {})).rows[0]?.at
    const before = await latest()
    pass(4 * HOUR - 5000)
    expect(await admin.call('asks.remind', { askId })).toEqual({
      ...{ reminded: [], skipped: [ids.member] },
    })
    expect(await latest()).toBe(before)
    pass(5000)
    expect(await admin.call('asks.remind', { askId })).toEqual({
      ...{ reminded: [ids.member], skipped: [] },
    })
    expect(await latest()).toBeGreaterThan(before!)
  })

  it('reminds only whom it names, and nobody of what has made way for a newer version', async () => {
    const { admin, owner } = company
    const old = askId
    await publish(owner, [{ kind: 'talk', text: '新的一条。' }])
    const reply = await admin.call('asks.remind', { askId, memberIds: [ids.owner] })
    expect(reply).toEqual({ reminded: [ids.owner], skipped: [] })
    const everyone = await admin.call('asks.remind', { askId })
    expect(everyone.reminded.sort()).toEqual([ids.admin, ids.member].sort())
    expect(everyone.skipped).toEqual([ids.owner])
    expect(await admin.reply('asks.remind', { askId: old })).toMatchObject({
      error: { code: 'conflict', message: '这件事已经结束，不用再提醒' },
    })
    expect(await admin.call('asks.roster', { askId: old })).toMatchObject({ isOpen: false })
  })

  it('is told to nobody who has nothing to do with the group', async () => {
    const { stranger, outsider, manager } = company
    expect(await stranger.codeOf('asks.roster', { askId })).toBe('permission-denied')
    for (const action of ['asks.seen', 'asks.snooze'] as const) {
      const input = { askId, ...(action === 'asks.snooze' ? { until: company.now() + HOUR } : {}) }
      // Observers and managers are not asked: to them it does not exist.
      for (const person of [outsider, manager]) {
        expect(await person.codeOf(action, input as never)).toBe('not-found')
      }
    }
  })
})

describe('what is put off', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  const due = async () => (await company.member.call('today.get', {})).due.length

  it('is out of 今日 until then, and still not done', async () => {
    const { member, admin, now, pass } = company
    expect(await due()).toBe(1)
    await member.call('asks.snooze', { askId, until: now() + DAY })
    expect(await due()).toBe(0)
    const { pending } = await admin.call('asks.roster', { askId })
    expect(pending.map(({ name }) => name)).toContain('孙成员')
    expect((await member.call('rules.get', { groupId }))?.mine).toMatchObject({ isDue: true })
    pass(DAY + 1000)
    expect(await due()).toBe(1)
  })

  it('is put off for a week at most', async () => {
    const { member, now } = company
    const reply = await member.reply('asks.snooze', { askId, until: now() + 8 * DAY })
    expect(reply).toMatchObject({
      error: { code: 'invalid-argument', fields: { until: '最多推迟七天' } },
    })
    expect(await due()).toBe(1)
  })
})

describe('reminders by the schedule', () => {
  beforeAll(setUp)
  afterAll(() => company.close())

  it('go to who has not confirmed when a day is left, and daily from when it is due [S1.1]', async () => {
    const { admin, owner, member, pass, runJobs } = company
    await owner.call('rules.acknowledge', { groupId, version: 1 })
    const remindedAt = async () =>
      (await admin.call('asks.roster', { askId })).pending.find(
        ({ memberId }) => memberId === ids.member,
      )?.remindedAt
    pass(2 * DAY - HOUR)
    await runJobs()
    expect(await remindedAt()).toBeNull()
    pass(2 * HOUR)
    await runJobs()
    const first = await remindedAt()
    expect(first).toBeGreaterThan(0)
    expect((await titlesFor(member))[0]).toBe('请确认群规 v1')
    // Twice in one minute is once.
    await runJobs()
    expect(await remindedAt()).toBe(first)
    pass(DAY)
    await runJobs()
    const second = await remindedAt()
    expect(second).toBeGreaterThan(first!)
    pass(DAY)
    await runJobs()
    expect(await remindedAt()).toBeGreaterThan(second!)
    expect(await asksOf(company, groupId)).toMatchObject([{ state: 'open', reminded: 2 }])
  })

  it('tell the admins who is late [S1.1]', async () => {
    const { admin, member, outsider } = company
    expect(await titlesFor(admin)).toContain('2 人逾期未确认群规 v1')
    for (const person of [member, outsider]) {
      expect(await titlesFor(person)).not.toContain('2 人逾期未确认群规 v1')
    }
    const { pending } = await admin.call('asks.roster', { askId })
    expect(pending.map(({ isLate }) => isLate)).toEqual([true, true])
  })

  it('stop with the last who confirms, late as it is', async () => {
    const { admin, member, pass, runJobs } = company
    await admin.call('rules.acknowledge', { groupId, version: 1 })
    await member.call('rules.acknowledge', { groupId, version: 1 })
    expect(await markOf(company, askId, ids.member)).toMatchObject({ state: 'done', isLate: true })
    const isOverdue = ({ title }: { title: string }) => title.includes('逾期')
    const before = await announced(company)
    expect(before.filter(isOverdue)).toHaveLength(1)
    pass(2 * DAY)
    await runJobs()
    // Nobody is late any more, and nobody is told so any more [M11].
    expect(await announced(company)).toEqual(before.filter((one) => !isOverdue(one)))
    const { t50, t90, pending } = await admin.call('asks.roster', { askId })
    expect(pending).toEqual([])
    expect(t90).toBeGreaterThanOrEqual(t50!)
  })
})
