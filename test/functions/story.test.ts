import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionEnvironment, TEMPLATES } from '../../local/cli/console'
import type { Card } from '../../local/world'
import type { Company } from '../../story/company'
import { createGrown } from '../../story/growth'
import { playOn, type OpenOptions } from '../../story'
import { checkStory, problemsOf } from '../../story/invariants'
import type { Random } from '../../story/random'
import type { Phone, Stage } from '../../story/stage'
import { inChina } from '../kit/clock'

/** A Friday morning at work, as in the end-to-end tests. */
const NOW = inChina('2026-11-20T10:30:00')
const TODO = TEMPLATES.find(({ variable }) => variable === 'TEMPLATE_TODO')!.templateId

const dirs: string[] = []
afterAll(async () => {
  for (const dir of dirs) await rm(dir, { recursive: true, force: true })
})

async function played<T>(
  use: (stage: Stage) => Promise<T> | T,
  given: Partial<OpenOptions> = {},
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'story-'))
  dirs.push(dir)
  const options: OpenOptions = {
    databaseDir: join(dir, 'database'),
    worldDir: join(dir, 'world'),
    appid: 'wxtest0000000000',
    templates: TEMPLATES,
    environment: functionEnvironment(''),
    now: NOW,
    ...given,
  }
  return playOn(options, use)
}

const small = (random: Random): Company => createGrown(random, 25, 14)

/** Every document that the product keeps. */
async function everything({ registry, documents }: Stage): Promise<Record<string, unknown[]>> {
  const names = registry.tables.map(({ name }) => name).sort()
  const kept: Record<string, unknown[]> = {}
  for (const name of names) kept[name] = await documents(name)
  return kept
}

describe('a company of any size', () => {
  it('keeps what always holds, after each day and in every figure that people are shown', async () => {
    let days = 0
    const tally = await played((stage) => stage.tally, {
      createCompany: small,
      async afterDay(stage) {
        days++
        await checkStory(stage)
      },
    })
    expect(days).toBe(15)
    for (const action of [
      'groups.join',
      'rules.acknowledge',
      'notice.read',
      'board.get',
    ] as const) {
      expect(tally.actions.get(action)?.calls).toBeGreaterThan(10)
    }
    expect([...new Set(tally.overBudget)]).toEqual([])
  })

  it('lives the same life again by the same seed, and another by another', async () => {
    const options = { createCompany: small, seed: 7 }
    const one = await played(everything, options)
    expect(await played(everything, options)).toEqual(one)
    const other = await played(everything, { ...options, seed: 8 })
    expect(other['points_ledger']).not.toEqual(one['points_ledger'])
  })

  it('is looked at by checks that notice what is wrong', async () => {
    await played(
      async (stage) => {
        expect(await problemsOf(stage)).toEqual([])
        const wrong = {
          groups: (row: Record<string, unknown>) => ({ ...row, waitingCount: 99 }),
          points_ledger: (row: Record<string, unknown>) => ({ ...row, points: 1000 }),
          rule_books: (row: Record<string, unknown>) => ({ ...row, requiredVersion: 77 }),
          subscriptions: (row: Record<string, unknown>) => ({ ...row, credits: -1 }),
        }
        for (const [collection, spoil] of Object.entries(wrong)) {
          const spoiled: Stage = {
            ...stage,
            async documents(name) {
              const rows = await stage.documents(name)
              return name === collection ? rows.map((row) => ({ ...row, ...spoil(row) })) : rows
            },
          }
          expect([collection, await problemsOf(spoiled)]).not.toEqual([collection, []])
        }
      },
      { createCompany: small },
    )
  })
})

describe('the company of a first start at any hour', () => {
  it.each(['2026-10-05T23:40:00'])(
    'is as its people say of it, at %s',
    async (moment) => {
      await played(
        async (stage) => {
          expect(await problemsOf(stage)).toEqual([])
          const last = (chatId: string) =>
            stage.world
              .messages(chatId, 1000)
              .flatMap(({ body }) => (body.kind === 'card' ? [body.card.title] : []))
              .at(-1)
          expect(last('chat-huadong')).toBe('本群群规 v3 · 9/12 已确认')
          expect(last('chat-huanan')).toBe('本群群规 v2 · 15/15 已确认')
          const { templates } = await stage.as('chen-yinuo').ask('session.open', {})
          expect(stage.world.credits('chen-yinuo', templates.todo!)).toBeGreaterThan(0)
        },
        { now: inChina(moment) },
      )
    },
    60_000,
  )
})

describe('the company of the first start', () => {
  let stage: Stage
  let close: () => void
  let playing: Promise<void>
  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      playing = played(
        (opened) =>
          new Promise<void>((closed) => {
            stage = opened
            close = closed
            ready()
          }),
      )
      playing.catch(failed)
    })
  }, 60_000)
  afterAll(async () => {
    close()
    await playing
  })

  const phone = (key: string): Phone => stage.as(stage.company.cast[key]!)
  const cards = (chatId: string): Card[] =>
    stage.world
      .messages(chatId, 1000)
      .flatMap(({ body }) => (body.kind === 'card' ? [body.card] : []))

  it('keeps what always holds', async () => {
    expect(await problemsOf(stage)).toEqual([])
  })

  it('has five groups, one full with people who wait, one below the ideal band', async () => {
    const { rows } = await phone('manager').ask('groups.list', {})
    const sizes = rows.map(({ name, seats, waiting, chatBound }) => [
      name,
      seats.taken,
      seats.cap,
      waiting,
      chatBound,
    ])
    expect(sizes).toEqual([
      ['华东客户维护群', 12, 15, 0, true],
      ['华南大客户群', 15, 15, 2, true],
      ['售后响应群', 13, 15, 0, true],
      ['新人训练营', 11, 15, 0, true],
      ['新品上市项目群', 9, 15, 0, true],
    ])
    const { rows: managers } = await phone('owner').ask('company.managers', {})
    expect(managers.map(({ name }) => name).sort()).toEqual(['严知行', '吴清和'])
  })

  it('has about sixty people with different names', () => {
    const names = stage.company.people.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThanOrEqual(58)
    expect(names.length).toBeLessThanOrEqual(66)
  })

  it('asks the member to confirm v3, and shows the admin who is left', async () => {
    const groupId = stage.groupId('huadong')
    const book = (await phone('member').ask('rules.get', { groupId }))!
    expect(book).toMatchObject({ version: 3, acknowledged: { count: 9, total: 12 } })
    expect(book.mine).toMatchObject({ isDue: true, points: 5 })
    expect(book.clauses.length).toBeGreaterThanOrEqual(20)
    expect(book.changes.map(({ change }) => change).sort()).toEqual(['added', 'changed', 'removed'])
    const roster = await phone('admin').ask('asks.roster', { askId: book.askId })
    const left = roster.pending.map(({ name, canRemind }) => [name, canRemind])
    expect(left.sort()).toEqual([
      ['方向晚', true],
      ['沈砚秋', true],
      ['陈一诺', true],
    ])
    const { duties } = await phone('admin').ask('today.get', {})
    expect(duties.map(({ kind }) => kind).sort()).toEqual(['none', 'pending'])
  })

  it('leaves one late in a second group, none in a third, and a fourth without rules', async () => {
    const pendingIn = async (key: string, admin: string) => {
      const book = await stage.as(admin).ask('rules.get', { groupId: stage.groupId(key) })
      if (!book) return null
      const { pending } = await stage.as(admin).ask('asks.roster', { askId: book.askId })
      return [book.version, pending.map(({ name, isLate }) => [name, isLate])]
    }
    expect(await pendingIn('shouhou', 'jin-shicheng')).toEqual([4, [['陶然', true]]])
    expect(await pendingIn('huanan', 'liang-peishan')).toEqual([2, []])
    expect(await pendingIn('xunlian', 'miao-qiushi')).toEqual([1, [['龚晓晨', false]]])
    expect(await pendingIn('xinpin', 'cui-mingyuan')).toBeNull()
  })

  it('knows a newcomer, a removed member, one who would wait, and a visitor by their cards', async () => {
    const opened = async (key: string, groupKey: string) => {
      const chatId = `chat-${groupKey}`
      const cloudId = phone(key).cloudIdIn(chatId)
      const groupId = stage.groupId(groupKey)
      return (await phone(key).ask('session.open', { cloudId, groupId })).entry
    }
    expect(await opened('newcomer', 'huadong')).toBe('not-member')
    expect(await opened('removed', 'huadong')).toBe('removed')
    expect(await opened('fullGroupNewcomer', 'huanan')).toBe('not-member')
    expect(await phone('visitor').ask('session.open', {})).toMatchObject({
      viewer: { kind: 'visitor' },
      entry: 'none',
    })
    const cloudId = phone('owner').cloudIdIn('chat-xinan')
    expect(await phone('owner').ask('session.open', { cloudId })).toMatchObject({
      entry: 'not-bound',
      canBind: true,
    })
  })

  it('ends its chats with cards that say what is true', async () => {
    const groupId = stage.groupId('huadong')
    expect(cards('chat-huadong').at(-1)).toEqual({
      title: '本群群规 v3 · 9/12 已确认',
      path: `pages/rules/rules?g=${groupId}`,
      withShareTicket: true,
    })
    expect(cards('chat-shouhou').map(({ title }) => title)).toContain('本群群规 v4 · 11/12 已确认')
    const { title } = cards('chat-huadong').find((card) => card.title.includes('v3'))!
    expect(title).toBe('本群群规 v3 · 0/11 已确认')
  })

  it('has chats of people who are there, in order and in the past', () => {
    for (const { chatId, personIds } of stage.company.chats) {
      const messages = stage.world.messages(chatId, 10_000)
      expect(messages.length).toBeGreaterThan(5)
      const times = messages.map(({ at }) => at)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.at(-1)).toBeLessThanOrEqual(NOW)
      for (const { personId, body } of messages) {
        if (personId !== null) expect(personIds).toContain(personId)
        if (body.kind !== 'text') continue
        expect(body.text).not.toMatch(/[{}|]/)
        for (const mentioned of body.mention ?? []) expect(personIds).toContain(mentioned)
      }
    }
  })

  it('lets the member be reminded by a service notice, confirm, and earn points', async () => {
    const groupId = stage.groupId('huadong')
    const { askId } = (await phone('admin').ask('rules.get', { groupId }))!
    const personId = stage.company.cast['member']!
    const memberId = stage.memberIds.get(personId)!
    const [before, credits] = [
      stage.world.notices(personId).length,
      stage.world.credits(personId, TODO),
    ]
    expect(credits).toBeGreaterThan(0)
    const { reminded } = await phone('admin').act('asks.remind', { askId, memberIds: [memberId] })
    expect(reminded).toEqual([memberId])
    await stage.tick()
    expect(stage.world.notices(personId)).toHaveLength(before + 1)
    expect(stage.world.credits(personId, TODO)).toBe(credits - 1)
    const earned = await phone('member').act('rules.acknowledge', { groupId, version: 3 })
    expect(earned.earned).toBe(5)
  })

  it('stays within the cost of every action', () => {
    expect([...new Set(stage.tally.overBudget)]).toEqual([])
  })
})
