import fc from 'fast-check'
import type { Work } from '../../cloudfunctions/kernel/context'
import { domain } from '../../cloudfunctions/kernel/domain'
import { deadlines } from '../../cloudfunctions/kernel/later'
import {
  openWaitlist,
  readWaitlist,
  waitlist,
  waitlistIn,
  type WaitlistDoc,
} from '../../cloudfunctions/engines/waitlist'
import { openGround, type Ground } from '../kit/ground'

const KIND = 'place'
type Open = NonNullable<Awaited<ReturnType<typeof waitlistIn>>>
const HOLD = 1000

/** What the engine has told people. */
interface Told {
  offered: string[]
  expired: { id: string; isOut: boolean }[]
}

const placesOf = (told: Told) =>
  domain({
    name: 'places',
    waitlists: {
      [KIND]: {
        hold: HOLD,
        offered: (_work, _ref, { id }) => Promise.resolve(void told.offered.push(id)),
        expired: (_work, _ref, { id }, isOut) =>
          Promise.resolve(void told.expired.push({ id, isOut })),
      },
    },
  })

interface Place {
  id: string
  until: number | null
  missed: number
}

/** The plain truth: who sits, who stands in line. */
class Model {
  readonly seated = new Set<string>()
  line: Place[] = []
  offered: string[] = []
  constructor(
    public quota: number,
    public now: number,
  ) {}

  get held() {
    return this.line.filter(({ until }) => until !== null).length
  }

  private hand(last: readonly string[] = []) {
    while (this.quota - this.seated.size - this.held > 0) {
      const waiting = this.line.filter(({ until }) => until === null)
      const next = waiting.find(({ id }) => !last.includes(id)) ?? waiting[0]
      if (!next) return
      next.until = this.now + HOLD
      this.offered.push(next.id)
    }
  }

  enter(id: string): 'place' | number {
    const mine = this.line.find((place) => place.id === id)
    if (mine && mine.until === null) return this.line.indexOf(mine) + 1
    if (mine) this.line = this.line.filter((place) => place !== mine)
    if (mine || this.quota - this.seated.size - this.held > 0) {
      this.seated.add(id)
      return 'place'
    }
    this.line.push({ id, until: null, missed: 0 })
    return this.line.length
  }

  leave(id: string) {
    this.seated.delete(id)
    this.hand()
  }

  takeOut(id: string) {
    this.line = this.line.filter((place) => place.id !== id)
    this.hand()
  }

  skip(id: string) {
    const at = this.line.findIndex((place) => place.id === id)
    const [me, next] = [this.line[at]!, this.line[at + 1]]
    if (next) {
      me.until = null
      this.line.splice(at, 2, next, me)
    }
    this.hand([id])
  }

  resize(quota: number) {
    this.quota = quota
    this.hand()
  }

  pass(ms: number) {
    this.now += ms
    const late = this.line.filter(({ until }) => until !== null && until <= this.now)
    for (const place of late) Object.assign(place, { until: null, missed: place.missed + 1 })
    this.line = [
      ...this.line.filter((place) => !late.includes(place)),
      ...late.filter(({ missed }) => missed < 2),
    ]
    if (late.length > 0) this.hand(late.map(({ id }) => id))
  }
}

const person = fc.integer({ min: 0, max: 5 }).map((n) => `p${n}`)
type Step =
  | { do: 'enter' | 'leave' | 'takeOut' | 'skip'; id: string }
  | { do: 'resize'; quota: number }
  | { do: 'pass'; ms: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('enter' as const), id: person }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'takeOut' as const, 'skip' as const),
      id: person,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      quota: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.integer({ min: 1, max: 1500 }),
    }),
  },
)

/** The same step in the engine; what the model says of it is done first. */
async function take(work: Work, ref: string, model: Model, one: Step): Promise<void> {
  const list = (await waitlistIn(work, KIND, ref))!
  if (one.do === 'resize') return list.resize(one.quota)
  if (one.do === 'pass') return
  const isSeated = model.seated.has(one.id)
  if (one.do === 'enter' && !isSeated) return void (await list.enter({ id: one.id, name: one.id }))
  if (one.do === 'leave' && isSeated) return list.giveUp()
  if (one.do === 'takeOut') return void (await list.takeOut(one.id))
  if (one.do === 'skip') return void (await list.skip(one.id))
}

function imagine(model: Model, one: Step): void {
  const isSeated = 'id' in one && model.seated.has(one.id)
  const waits = 'id' in one && model.line.some(({ id }) => id === one.id)
  if (one.do === 'enter' && !isSeated) model.enter(one.id)
  if (one.do === 'leave' && isSeated) model.leave(one.id)
  if (one.do === 'takeOut' && waits) model.takeOut(one.id)
  if (one.do === 'skip' && waits) model.skip(one.id)
  if (one.do === 'resize') model.resize(one.quota)
  if (one.do === 'pass') model.pass(one.ms)
}

function sameAs(list: WaitlistDoc | null, model: Model): void {
  expect(list?.taken).toBe(model.seated.size)
  expect(
    list?.waiters.map(({ id, heldUntil, missed }) => ({ id, until: heldUntil, missed })),
  ).toEqual(model.line)
}

/** What holds whatever happens, said without the model. */
function holds(list: WaitlistDoc, before: WaitlistDoc | null): void {
  const held = list.waiters.filter(({ heldUntil }) => heldUntil !== null)
  const used = list.taken + held.length
  const usedBefore = before
    ? before.taken + before.waiters.filter(({ heldUntil }) => heldUntil !== null).length
    : 0
  if (used > list.quota) expect(used).toBeLessThanOrEqual(usedBefore)
  if (used < list.quota) expect(held).toHaveLength(list.waiters.length)
  expect(new Set(list.waiters.map(({ id }) => id)).size).toBe(list.waiters.length)
}

describe('a waiting list', () => {
  const told: Told = { offered: [], expired: [] }
  let ground: Ground
  let lists = 0
  beforeAll(async () => {
    ground = await openGround([waitlist, placesOf(told)])
  })
  afterAll(() => ground.close())
  beforeEach(() => {
    told.offered = []
    told.expired = []
  })

  const stored = (ref: string) => readWaitlist(ground.db(), KIND, ref)

  async function open(quota: number): Promise<string> {
    const ref = `list${++lists}`
    await ground.commit((work) => openWaitlist(work, KIND, ref, quota))
    return ref
  }

  it('does what the plain model does, step by step, also when it is killed and done again', async () => {
    const runs = fc.asyncProperty(
      fc.integer({ min: 0, max: 3 }),
      fc.array(fc.tuple(step, fc.integer({ min: 0, max: 6 })), { maxLength: 25 }),
      async (quota, steps) => {
        const ref = await open(quota)
        const model = new Model(quota, ground.clock.now)
        told.offered = []
        let before: WaitlistDoc | null = null
        for (const [one, killAt] of steps) {
          if (one.do === 'pass') ground.clock.now += one.ms
          if (killAt > 0 && one.do !== 'pass') {
            ground.port.failAt(killAt)
            const offered = [...told.offered]
            // Rolled back as a whole, or done before it could be killed.
            const isDone = await ground
              .commit((work) => take(work, ref, model, one), ground.port)
              .then(() => true)
              .catch(() => false)
            ground.port.revive()
            if (!isDone) told.offered = offered
            if (!isDone) await ground.commit((work) => take(work, ref, model, one))
          } else if (one.do === 'pass') expect((await ground.tick()).failed).toEqual([])
          else await ground.commit((work) => take(work, ref, model, one))
          imagine(model, one)
          const list = await stored(ref)
          sameAs(list, model)
          holds(list!, before)
          before = list
          const due = await ground.db().get(deadlines, `waitlist.expire:${KIND}:${ref}`)
          const times = model.line.flatMap(({ until }) => until ?? [])
          expect(due?.at ?? null).toBe(times.length === 0 ? null : Math.min(...times))
        }
        expect(told.offered).toEqual(model.offered)
        // Lists of other runs are not in the way.
        await ground.commit(({ tx }) => tx.remove(deadlines, `waitlist.expire:${KIND}:${ref}`))
      },
    )
    await fc.assert(runs, { numRuns: 25, endOnFailure: true })
  }, 60_000)

  it('gives each place once when many come and go at once', async () => {
    const ref = await open(3)
    const enter = (id: string) =>
      ground.commit(async (work) => (await waitlistIn(work, KIND, ref))!.enter({ id, name: id }))
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => enter(`q${n}`)))
    expect(answers.filter((answer) => answer === 'place')).toHaveLength(3)
    const positions = answers.filter((answer) => typeof answer === 'number').sort((a, b) => a - b)
    expect(positions).toEqual(Array.from({ length: 17 }, (_, n) => n + 1))
    told.offered = []
    const leave = () => ground.commit(async (work) => (await waitlistIn(work, KIND, ref))!.giveUp())
    await Promise.all([leave(), leave(), enter('late')])
    const list = (await stored(ref))!
    holds(list, null)
    expect(list.taken).toBe(1)
    const held = list.waiters.filter(({ heldUntil }) => heldUntil !== null)
    expect(held).toEqual(list.waiters.slice(0, 2))
    expect(await enter(held[1]!.id)).toBe('place')
    expect((await stored(ref))!.taken).toBe(2)
    expect((await stored(ref))!.waiters).toHaveLength(list.waiters.length - 1)
  })

  it('passes an offer on when it runs out, and takes out who lets a second one run out', async () => {
    const ref = await open(1)
    const enter = (id: string) =>
      ground.commit(async (work) => (await waitlistIn(work, KIND, ref))!.enter({ id, name: id }))
    for (const id of ['a', 'b', 'c']) await enter(id)
    await ground.commit(async (work) => (await waitlistIn(work, KIND, ref))!.giveUp())
    const ids = async () => (await stored(ref))!.waiters.map(({ id }) => id)
    for (const line of [['c', 'b'], ['b', 'c'], ['c'], []]) {
      ground.clock.now += HOLD
      await Promise.all([ground.tick(), ground.tick()])
      expect(await ids()).toEqual(line)
    }
    expect(told.offered).toEqual(expect.arrayContaining(['b', 'c', 'b', 'c']))
    const out = told.expired.filter(({ isOut }) => isOut).map(({ id }) => id)
    expect([...new Set(out)]).toEqual(['b', 'c'])
    expect(await enter('a')).toBe('place')
  })

  it('holds each offer for its own time, once, and gives it to the next when its person is skipped', async () => {
    const ref = await open(2)
    const act = <T>(what: (list: Open) => Promise<T>) =>
      ground.commit(async (work) => what((await waitlistIn(work, KIND, ref))!))
    const until = async () =>
      (await stored(ref))!.waiters.map(({ id, heldUntil }) => [id, heldUntil])
    for (const id of ['a', 'b', 'c', 'd', 'e']) await act((list) => list.enter({ id, name: id }))
    const start = ground.clock.now
    await act((list) => list.giveUp())
    ground.clock.now = start + HOLD / 2
    await act((list) => list.giveUp())
    const [first, second] = [start + HOLD, start + 1.5 * HOLD]
    expect(await until()).toEqual([
      ['c', first],
      ['d', second],
      ['e', null],
    ])
    expect(told.offered).toEqual(['c', 'd'])
    ground.clock.now = first
    await ground.tick()
    expect(await until()).toEqual([
      ['d', second],
      ['e', first + HOLD],
      ['c', null],
    ])
    await act((list) => list.skip('e'))
    expect(await until()).toEqual([
      ['d', second],
      ['c', first + HOLD],
      ['e', null],
    ])
  })

  it('lets somebody past who is skipped, and not an empty place stay', async () => {
    const ref = await open(2)
    const act = <T>(what: (list: Open) => Promise<T>) =>
      ground.commit(async (work) => what((await waitlistIn(work, KIND, ref))!))
    for (const id of ['a', 'b', 'c', 'd']) await act((list) => list.enter({ id, name: id }))
    await act((list) => list.giveUp())
    await act((list) => list.giveUp())
    // Both hold a place: whoever is skipped has nobody to lose it to.
    await act((list) => list.skip('c'))
    const list = (await stored(ref))!
    expect(list.waiters.map(({ id }) => id)).toEqual(['d', 'c'])
    expect(list.waiters.every(({ heldUntil }) => heldUntil !== null)).toBe(true)
    expect(await act((one) => one.seat())).toBe(false)
    for (const id of ['d', 'c'])
      expect(await act((one) => one.enter({ id, name: id }))).toBe('place')
    expect(await ground.db().get(deadlines, `waitlist.expire:${KIND}:${ref}`)).toBeNull()
    expect(await act((one) => one.skip('nobody'))).toBe(false)
    expect(await act((one) => one.takeOut('nobody'))).toBe(false)
  })
})
