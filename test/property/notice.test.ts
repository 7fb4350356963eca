import fc from 'fast-check'
import { openNotice, type NoticeGround } from '../functions/notice/kit'

const PEOPLE = ['m1', 'm2', 'm3']
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What may happen between two messages, in any order. */
const step = fc.oneof(
  fc.record({ what: fc.constant('say' as const) }),
  fc.record({ what: fc.constant('tick' as const), runs: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    what: fc.constant('kill' as const),
    at: fc.integer({ min: 1, max: 40 }),
    when: fc.constantFrom('before' as const, 'after' as const),
    beside: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({
    what: fc.constant('refuse' as const),
    who: fc.constantFrom(...PEOPLE),
    code: fc.constantFrom('43101', '40003', '-1', 'EXCEED_RATELIMIT'),
  }),
  fc.record({ what: fc.constant('consent' as const), who: fc.constantFrom(...PEOPLE) }),
  fc.record({ what: fc.constant('finish' as const), who: fc.constantFrom(...PEOPLE) }),
  fc.record({
    what: fc.constant('clock' as const),
    by: fc.constantFrom(MINUTE, 5 * MINUTE, DAY, -60 * MINUTE),
  }),
  fc.record({ what: fc.constant('look' as const), who: fc.constantFrom(...PEOPLE) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

describe('messages, whatever happens', () => {
  let ground: NoticeGround
  beforeAll(async () => {
    ground = await openNotice()
  })
  afterAll(() => ground.close())

  /** What is known of the world beside the database. */
  interface World {
    version: number
    finishedAt: Map<string, number>
    /** The newest version that somebody has been shown. */
    seen: Map<string, number>
  }

  const actions: {
    [W in Step['what']]: (step: Extract<Step, { what: W }>, world: World) => Promise<unknown>
  } = {
    say: (_step, world) => ground.say({ kind: 'test.asked', title: `第${++world.version}版` }),
    tick: ({ runs }) =>
      Promise.all(Array.from({ length: runs }, () => ground.tick({ port: ground.process() }))),
    async kill({ at, when, beside }) {
      const dying = ground.process()
      dying.failAt(at, when)
      const others = Array.from({ length: beside }, () => ground.tick({ port: ground.process() }))
      await Promise.all([ground.tick({ port: dying }), ...others])
    },
    refuse: ({ who, code }) => Promise.resolve(ground.answer(who, code)),
    consent: ({ who }) => ground.call(who, 'notice.grant', { templates: ['todo'] }),
    finish: ({ who }, { finishedAt }) => {
      if (!finishedAt.has(who)) finishedAt.set(who, ground.sent.length)
      return ground.finish(who)
    },
    clock: ({ by }) => Promise.resolve((ground.clock.now += by)),
    async look({ who }, { seen }) {
      const { rows, upTo } = await ground.call(who, 'notice.inbox', {})
      await ground.call(who, 'notice.read', { upTo })
      for (const { title } of rows) seen.set(who, Number(title.slice(1, -1)))
    },
  }

  it('[M1] [M2] [M3] [M4] [M8] reach each person at most once, as the newest only, if it still concerns, unread until seen', async () => {
    const runs = fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 14 }),
      async (steps) => {
        await ground.reset()
        await ground.people(PEOPLE, { credits: 3 })
        const world: World = { version: 0, finishedAt: new Map(), seen: new Map() }
        const newest: number[] = []
        for (const one of steps) {
          await actions[one.what](one as never, world)
          while (newest.length < ground.sent.length) newest.push(world.version)
        }
        ground.clock.now += 2 * DAY
        await ground.ticks(90)
        while (newest.length < ground.sent.length) newest.push(world.version)
        const copies = ground.sent.map(({ memberId, title }) => `${memberId} ${title}`)
        expect(new Set(copies).size).toBe(copies.length)
        // Each was the newest when it went out.
        expect(ground.sent.map(({ title }) => title)).toEqual(newest.map((n) => `第${n}版`))
        for (const [who, at] of world.finishedAt) {
          expect(ground.sent.slice(at).map(({ memberId }) => memberId)).not.toContain(who)
        }
        expect(await ground.stored.all('pushes', { isOpen: true })).toEqual([])
        // Nobody is left out but by a refusal, a kill in the middle, or for want of a consent.
        const rows = await ground.stored.all('deliveries', {
          status: { $in: ['claimed', 'again'] },
        })
        const isHit = steps.some(({ what }) => what === 'kill')
        // What was to be tried again and made way for a newer message stays as it was, its consent given back.
        const current = (await ground.stored.all('pushes')).map(({ messageId }) => messageId)
        const unfinished = rows.filter(({ _id }) => current.includes(String(_id).split(':')[0]))
        if (!isHit) expect(unfinished).toEqual([])
        for (const who of PEOPLE) {
          expect(await ground.credits(who)).toBeGreaterThanOrEqual(0)
          const { rows: shown } = await ground.call(who, 'notice.inbox', {})
          const isSeen = world.seen.get(who) === world.version
          expect(shown.map(({ title, isRead }) => [title, isRead])).toEqual(
            world.version === 0 ? [] : [[`第${world.version}版`, isSeen]],
          )
        }
      },
    )
    await fc.assert(runs, { numRuns: 25 })
  }, 120_000)
})
