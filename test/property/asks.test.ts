import fc from 'fast-check'
import {
  askId,
  ask,
  asks,
  getAsk,
  goAway,
  settle,
  withdraw,
} from '../../cloudfunctions/engines/asks'
import { addresseesOf } from '../../cloudfunctions/engines/asks/asks.repo'
import { note } from '../../cloudfunctions/engines/asks/asks.writes'
import { notice } from '../../cloudfunctions/engines/notice'
import { inWindow, QUIET_HOURS } from '../../cloudfunctions/kernel/calendar'
import { domain } from '../../cloudfunctions/kernel/domain'
import { deadlines } from '../../cloudfunctions/kernel/later'
import type { GroupPerson } from '../../cloudfunctions/kernel/people'
import { openGround, type Ground } from '../kit/ground'
import { inChina } from '../kit/clock'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const START = inChina('2026-11-02T09:00:00')

describe('asks', () => {
  let ground: Ground
  let people: GroupPerson[] = []
  let isActive = true
  let refs = 0

  const office = domain({
    name: 'office',
    provides: {
      people: {
        group: (_reader, groupId) => Promise.resolve({ groupId, name: '甲群', isActive, people }),
      },
    },
    asks: {
      'office.sign': {
        template: 'todo',
        roster: 'rules.roster',
        words: ({ title }) => ({ title, text: title, fields: {} }),
        overdue: (_ask, late) => ({ title: `${late} 人逾期`, text: '', fields: {} }),
      },
    },
  })

  beforeAll(async () => {
    ground = await openGround([
      ...[asks, notice(() => Promise.resolve({ ok: false, code: 'no-push' })), office],
    ])
  })
  afterAll(() => ground.close())
  beforeEach(async () => {
    await ground.cloud.database.clear()
    isActive = true
    people = []
    ground.clock.now = START
  })

  const member = (memberId: string, since = 0, role: GroupPerson['role'] = 'member') =>
    ({ memberId, name: memberId, role, since }) satisfies GroupPerson

  async function open(given: { within?: number; dueAt?: number }): Promise<string> {
    const ref = `g1:${++refs}`
    await ground.commit((work) =>
      ask(work, {
        ...{ kind: 'office.sign', ref, about: `sign:${ref}`, groupId: 'g1', groupName: '甲群' },
        ...{ title: '签名', detail: '', target: { route: 'today', params: {} } },
        audience: { to: 'group', groupId: 'g1', part: 'acting' },
        ...given,
      }),
    )
    return askId('office.sign', ref)
  }
  const read = async (id: string) => (await getAsk(ground.db(), id))!
  const done = (id: string, memberId: string) =>
    ground.commit(async (work) => settle(work, (await getAsk(work.tx, id))!, memberId, 0))
  const happens = (fact: 'member.joined' | 'group.archived', detail: object) =>
    ground.commit((work) => work.happened(fact, detail as never))

  /** Lives on in steps. @returns when each was reminded */
  async function live(id: string, days: number, each?: (now: number) => Promise<void>) {
    const times: Record<string, number[]> = {}
    const end = ground.clock.now + days * DAY
    while (ground.clock.now < end) {
      ground.clock.now += 2 * HOUR
      await each?.(ground.clock.now)
      // A minute in which nothing is due changes nothing.
      const due = { at: { $lte: ground.clock.now } }
      if ((await ground.cloud.database.all('deadlines', due)).length === 0) continue
      expect((await ground.tick()).failed).toEqual([])
      for (const [who, at] of Object.entries((await read(id)).reminded)) {
        const known = (times[who] ??= [])
        if (known.at(-1) !== at) known.push(at)
      }
    }
    return times
  }

  it('count all of a hundred people who settle at once, each once', async () => {
    people = Array.from({ length: 100 }, (_, n) => member(`m${n}`))
    const id = await open({ within: 3 * DAY })
    const both = await Promise.all(
      [...people, ...people.slice(0, 10)].map(({ memberId }) => done(id, memberId)),
    )
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(100)
    const all = await addresseesOf(ground.db(), ground.registry, await read(id))
    expect(all.filter(({ mark }) => mark?.state === 'done')).toHaveLength(100)
    await ground.commit(async (work) => note(work, await read(id), 'm1', null))
    expect((await done(id, 'm1')).isNew).toBe(false)
  }, 30_000)

  it('remind −7 d, −1 d, when due and daily, by day only', async () => {
    people = [member('a')]
    const dueAt = START + 9 * DAY
    const times = (await live(await open({ dueAt }), 12))['a']!
    const points = [dueAt - 7 * DAY, dueAt - DAY, dueAt, dueAt + DAY, dueAt + 2 * DAY]
    points.forEach((point, at) => {
      expect(times[at]).toBeGreaterThanOrEqual(point)
      expect(times[at]).toBeLessThan(point + 3 * HOUR)
    })
    expect(times.length).toBeLessThanOrEqual(6)
  }, 30_000)

  it('remind nobody at night, nor who is away, done, snoozed or gone; newcomers have their own time', async () => {
    const hours = (max: number) => fc.integer({ min: 0, max }).map((n) => n * HOUR)
    const runs = fc.asyncProperty(
      fc.record({
        ...{ within: hours(72).map((ms) => ms + DAY), done: hours(120), gone: hours(120) },
        ...{ awayFrom: hours(96), awayFor: hours(72), snoozed: hours(120), joins: hours(96) },
        startsAt: hours(23),
      }),
      async (life) => {
        await ground.cloud.database.clear()
        ground.clock.now = START + life.startsAt
        const start = ground.clock.now
        people = ['done', 'gone', 'away', 'snoozed', 'steady'].map((name) => member(name))
        const id = await open({ within: life.within })
        const away = { from: start + life.awayFrom, to: start + life.awayFrom + life.awayFor }
        await ground.commit((work) => goAway(work, 'away', away))
        const until = start + life.snoozed
        await ground.commit(async (work) => note(work, await read(id), 'snoozed', until))
        const happened = new Set<string>()
        const once = async (what: string, at: number, now: number, run: () => Promise<unknown>) => {
          if (now < at || happened.has(what)) return
          happened.add(what)
          await run()
        }
        let since = 0
        const times = await live(id, 6, async (now) => {
          await once('done', start + life.done, now, () => done(id, 'done'))
          await once('gone', start + life.gone, now, () => {
            people = people.filter(({ memberId }) => memberId !== 'gone')
            return Promise.resolve()
          })
          await once('joins', start + life.joins, now, () => {
            since = now
            people = [...people, member('newcomer', now)]
            return happens('member.joined', { groupId: 'g1', memberId: 'newcomer' })
          })
        })
        const of = (who: string) => times[who] ?? []
        // The timer may come late, but what is due at night waits for the morning.
        for (const at of Object.values(times).flat()) expect(inWindow(QUIET_HOURS, at)).toBe(false)
        for (const at of of('done')) expect(at).toBeLessThan(start + life.done)
        for (const at of of('gone')) expect(at).toBeLessThan(start + life.gone)
        for (const at of of('away')) expect(at < away.from || at >= away.to).toBe(true)
        for (const at of of('snoozed')) expect(at).toBeGreaterThanOrEqual(until)
        for (const at of of('newcomer')) {
          expect(at).toBeGreaterThanOrEqual(since + life.within - DAY)
        }
        expect(of('steady').length).toBeGreaterThan(0)
        // From when it is due on nobody who is there waits longer than a day and a night.
        const last = of('steady').at(-1)!
        expect(ground.clock.now - last).toBeLessThan(DAY + 14 * HOUR)
      },
    )
    await fc.assert(runs, { numRuns: 6, endOnFailure: true })
  }, 90_000)

  it('of a group without members say nothing and wait for the first who comes', async () => {
    const id = await open({ within: 2 * DAY })
    expect(await live(id, 4)).toEqual({})
    people = [member('first', ground.clock.now)]
    await happens('member.joined', { groupId: 'g1', memberId: 'first' })
    expect(Object.keys(await live(id, 3))).toEqual(['first'])
  }, 30_000)

  it('with a fixed time remind who comes after all others have done it', async () => {
    people = [member('a')]
    const id = await open({ dueAt: START + 4 * DAY })
    await done(id, 'a')
    await live(id, 5)
    people = [...people, member('late', ground.clock.now)]
    await happens('member.joined', { groupId: 'g1', memberId: 'late' })
    expect(Object.keys(await live(id, 2))).toEqual(['late'])
  }, 30_000)

  it('of a group that is closed, and those replaced by a newer one, are over', async () => {
    people = [member('a')]
    const [closed, old] = [await open({ within: 2 * DAY }), await open({ within: 2 * DAY })]
    await ground.commit((work) => withdraw(work, old, true))
    expect(await ground.db().get(deadlines, `asks.remind:${old}`)).toBeNull()
    isActive = false
    await happens('group.archived', { groupId: 'g1' })
    expect(await live(closed, 4)).toEqual({})
    expect([(await read(closed)).state, (await read(old)).state]).toEqual(['closed', 'closed'])
    expect((await read(old)).reminded).toEqual({})
  }, 30_000)
})
