import { daily, every } from '../../../cloudfunctions/kernel/calendar'
import { domain } from '../../../cloudfunctions/kernel/domain'
import { kernel } from '../../../cloudfunctions/kernel/index'
import type { JobContext, JobOutcome } from '../../../cloudfunctions/kernel/jobs'
import { later, laterOnce, never } from '../../../cloudfunctions/kernel/later'
import { errorText } from '../../../cloudfunctions/kernel/schedule'
import { table, type Document } from '../../../cloudfunctions/kernel/table'
import { inChina } from '../../kit/clock'
import { openGround, type Ground } from '../../kit/ground'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = inChina('2026-11-25T10:00:00')

const effects = table<Document & { count: number }>()('test_effects', { indexes: {} })

describe('jobs and deadlines', () => {
  let ground: Ground
  /** What each job does when it runs, and how often it ran. */
  const does: Record<string, (context: JobContext) => Promise<JobOutcome>> = {}
  let ran: string[] = []
  const done = () => Promise.resolve({ isDone: true })
  const job = (name: string, when: ReturnType<typeof every> | 'tick') => ({
    name,
    when,
    run(context: JobContext) {
      ran.push(name)
      return (does[name] ?? done)(context)
    },
  })
  const test = domain({
    name: 'test',
    tables: [effects],
    jobs: [
      job('test.hourly', every(HOUR)),
      job('test.daily', daily('18:00')),
      job('test.often', every(10 * MINUTE)),
      job('test.tick', 'tick'),
    ],
    deadlines: {
      'test.count': {
        async run({ tx }, ref) {
          const known = await tx.get(effects, ref)
          await tx.put(effects, { _id: ref, count: (known?.count ?? 0) + 1 })
        },
      },
      'test.throws': {
        run: () => Promise.reject(new Error('not today')),
      },
    },
  })

  beforeAll(async () => {
    ground = await openGround([kernel, test])
  })
  beforeEach(async () => {
    await ground.stored.clear()
    ground.port.revive()
    ground.clock.now = NOW
    for (const name of Object.keys(does)) delete does[name]
    // The first tick makes the schedule and runs what runs at intervals.
    await ground.tick()
    ran = []
  })
  afterAll(() => ground.close())

  const state = async (name: string) => {
    const schedule = await ground.stored.get('schedule', 'schedule')
    return (schedule?.['jobs'] as Record<string, Record<string, unknown>>)[name]!
  }
  const set = (kind: string, ref: string, at: number) =>
    ground.commit((work) => later(work, kind, ref, at))
  const deadline = (kind: string, ref: string) => ground.stored.get('deadlines', `${kind}:${ref}`)
  const count = async (ref: string) => (await ground.stored.get('test_effects', ref))?.['count']

  it('costs two reads and no write when nothing is due', async () => {
    ground.clock.now += MINUTE
    const { reads, writes, failed } = await ground.tick()
    expect({ reads, writes, failed }).toEqual({ reads: 2, writes: 0, failed: [] })
    expect(ran).toEqual(['test.tick'])
  })

  it('runs jobs when their time has come, not before', async () => {
    ground.clock.now = NOW + 10 * MINUTE - 1
    await ground.tick()
    expect(ran).toEqual(['test.tick'])
    ground.clock.now = inChina('2026-11-25T17:59:59')
    await ground.tick()
    expect(ran).not.toContain('test.daily')
    ran = []
    ground.clock.now = inChina('2026-11-25T18:00:00')
    await ground.tick()
    expect(ran).toContain('test.daily')
    ran = []
    ground.clock.now += MINUTE
    await ground.tick()
    expect(ran).not.toContain('test.daily')
  })

  it('[M7] heals at the next tick after a clock that was a day ahead', async () => {
    ground.clock.now = NOW + DAY
    await ground.tick()
    ground.clock.now = NOW + MINUTE
    await ground.tick()
    expect((await state('test_daily'))['next']).toBe(inChina('2026-11-25T18:00:00'))
    expect((await state('test_hourly'))['next']).toBe(NOW + HOUR)
    ran = []
    ground.clock.now = NOW + HOUR
    await ground.tick()
    expect(ran).toEqual(expect.arrayContaining(['test.hourly', 'test.often']))
  })

  it('[M7] heals at the next tick after a clock that was an hour ahead, leases too', async () => {
    does['test.hourly'] = () => {
      // The process dies in the middle of its work.
      dying.failAt(1)
      return done()
    }
    const dying = ground.process()
    ground.clock.now = NOW + HOUR
    await ground.tick({ port: dying })
    expect((await state('test_hourly'))['lease']).toBe(NOW + HOUR + 90_000)
    ground.clock.now = NOW + MINUTE
    delete does['test.hourly']
    ran = []
    await ground.tick()
    expect((await state('test_hourly'))['lease']).toBe(0)
    ground.clock.now = NOW + HOUR
    await ground.tick()
    expect(ran).toContain('test.hourly')
  })

  it('runs a job once when ticks overlap', async () => {
    ground.clock.now = NOW + HOUR
    await Promise.all([1, 2, 3, 4, 5].map(() => ground.tick({ port: ground.process() })))
    expect(ran.filter((name) => name === 'test.hourly')).toHaveLength(1)
    expect(ran.filter((name) => name === 'test.often')).toHaveLength(1)
  })

  it('takes over from a run that died, when its lease is over', async () => {
    const dying = ground.process()
    does['test.hourly'] = () => {
      dying.failAt(1)
      return done()
    }
    ground.clock.now = NOW + HOUR
    await ground.tick({ port: dying })
    delete does['test.hourly']
    ran = []
    ground.clock.now = NOW + HOUR + 89_000
    await ground.tick()
    expect(ran).not.toContain('test.hourly')
    ground.clock.now = NOW + HOUR + 91_000
    await ground.tick()
    expect(ran).toContain('test.hourly')
  })

  it('lets a run that lost its lease change nothing', async () => {
    does['test.hourly'] = async (context) => {
      delete does['test.hourly']
      // So slow that another run takes over and ends before it.
      ground.clock.now = context.now + 2 * MINUTE
      await ground.tick({ port: ground.process() })
      return { isDone: false, mark: 'stale' }
    }
    ground.clock.now = NOW + HOUR
    await ground.tick()
    expect(await state('test_hourly')).toMatchObject({
      mark: '',
      // Hours begin where clocks say.
      next: NOW + 2 * HOUR,
    })
  })

  it('tries a job that fails again with longer pauses, keeps its error, and runs the others', async () => {
    does['test.hourly'] = () => Promise.reject(new Error('broken'))
    does['test.tick'] = () => Promise.reject(new Error('broken too'))
    const tries: number[] = []
    for (let minute = 60; minute <= 80; minute++) {
      ran = []
      ground.clock.now = NOW + minute * MINUTE
      const { failed } = await ground.tick()
      if (ran.includes('test.hourly')) {
        tries.push(minute)
        expect(failed.map(({ name }) => name)).toEqual(['test.tick', 'test.hourly'])
      }
      if (minute === 60) expect(ran).toContain('test.often')
    }
    expect(tries).toEqual([60, 61, 63, 67, 75])
    expect(await state('test_hourly')).toMatchObject({ tries: 5, lastError: 'broken', lease: 0 })
    delete does['test.hourly']
    ground.clock.now = NOW + 91 * MINUTE
    await ground.tick()
    expect(await state('test_hourly')).toMatchObject({ tries: 0, lastError: null })
  })

  it('runs the longest waiting first, and what is not done again at the next tick from its mark', async () => {
    does['test.often'] = () => Promise.resolve({ isDone: false, mark: 'half' })
    ground.clock.now = inChina('2026-11-25T18:00:00')
    await ground.tick()
    expect(ran.filter((name) => name !== 'test.tick')).toEqual([
      'test.often',
      'test.hourly',
      'test.daily',
    ])
    ran = []
    const marks: string[] = []
    does['test.often'] = ({ mark }) => {
      marks.push(mark)
      return done()
    }
    ground.clock.now += MINUTE
    await ground.tick()
    expect(ran).toEqual(['test.tick', 'test.often'])
    expect(marks).toEqual(['half'])
  })

  it('leaves time for jobs of the schedule, however long the others take', async () => {
    let elapsed = 0
    does['test.tick'] = ({ hasTime }) => {
      while (hasTime()) elapsed += 1_000
      return done()
    }
    ground.clock.now = NOW + HOUR
    await ground.tick({ elapsed: () => elapsed })
    expect(ran).toContain('test.hourly')
  })

  it('does what was set for a time once that has come, and not before', async () => {
    await set('test.count', 'a', NOW + 10)
    ground.clock.now = NOW + 9
    await ground.tick()
    expect(await count('a')).toBeUndefined()
    ground.clock.now = NOW + 10
    await ground.tick()
    await ground.tick()
    expect(await count('a')).toBe(1)
    expect(await deadline('test.count', 'a')).toBeNull()
  })

  it('moves a time that is set again, keeps one that is set once, and calls off', async () => {
    await set('test.count', 'moved', NOW)
    await set('test.count', 'moved', NOW + HOUR)
    await set('test.count', 'kept', NOW + HOUR)
    await ground.commit((work) => laterOnce(work, 'test.count', 'kept', NOW))
    await ground.commit((work) => laterOnce(work, 'test.count', 'once', NOW))
    await set('test.count', 'off', NOW)
    await ground.commit((work) => never(work, 'test.count', 'off'))
    await ground.commit((work) => never(work, 'test.count', 'never-set'))
    await ground.tick()
    const counts = await Promise.all(['moved', 'kept', 'once', 'off'].map(count))
    expect(counts).toEqual([undefined, undefined, 1, undefined])
  })

  it('does a deadline once when ticks overlap', async () => {
    for (const ref of ['a', 'b', 'c', 'd']) await set('test.count', ref, NOW)
    const reports = await Promise.all(
      [1, 2, 3, 4, 5].map(() => ground.tick({ port: ground.process() })),
    )
    expect(reports.flatMap(({ failed }) => failed)).toEqual([])
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(count))).toEqual([1, 1, 1, 1])
  })

  it.each(['before', 'after'] as const)(
    'does each deadline once when the run is killed %s any operation',
    async (when) => {
      for (let n = 1; n < 60; n++) {
        await set('test.count', `a${n}`, NOW)
        await set('test.count', `b${n}`, NOW)
        ground.port.failAt(n, when)
        await ground.tick()
        if (!ground.port.revive()) return
        await ground.tick()
        expect([n, await count(`a${n}`), await count(`b${n}`)]).toEqual([n, 1, 1])
      }
      throw new Error('the run never came to its end')
    },
  )

  it('[M6] lets a deadline of an unknown kind wait alone and visibly', async () => {
    await set('gone.kind', 'x', NOW - HOUR)
    await set('test.throws', 'y', NOW - HOUR)
    await set('test.count', 'a', NOW)
    const { failed } = await ground.tick()
    expect(failed.map(({ name }) => name).sort()).toEqual(['gone.kind', 'test.throws'])
    expect(await count('a')).toBe(1)
    expect(await deadline('gone.kind', 'x')).toMatchObject({
      status: 'waiting',
      tries: 1,
      at: NOW + MINUTE,
      dueAt: NOW - HOUR,
      lastError: 'nobody knows the deadline gone.kind',
    })
    expect(await deadline('test.throws', 'y')).toMatchObject({ tries: 1, lastError: 'not today' })
  })

  it('[M6] lets a hundred poisoned deadlines keep no other waiting', async () => {
    for (let n = 0; n < 100; n++) await set('gone.kind', `x${n}`, NOW - HOUR)
    await set('test.count', 'a', NOW)
    await ground.tick()
    expect(await count('a')).toBe(1)
  })

  it('[M6] tries a stuck deadline once a day', async () => {
    await set('test.throws', 'y', NOW)
    let tries = 0
    while (tries < 8) {
      await ground.tick()
      const row = await deadline('test.throws', 'y')
      tries = row?.['tries'] as number
      ground.clock.now = row?.['at'] as number
    }
    const stuck = await deadline('test.throws', 'y')
    expect(stuck).toMatchObject({ status: 'stuck', tries: 8 })
    // 1 + 2 + 4 + … minutes of pauses before it, then a day.
    expect(stuck?.['at']).toBe(NOW + (1 + 2 + 4 + 8 + 16 + 32 + 60) * MINUTE + DAY)
  })

  it('keeps an error whatever was thrown', () => {
    expect(errorText(new Error('x'.repeat(400)))).toHaveLength(300)
    expect(errorText({ errCode: -1 })).toBe('{"errCode":-1}')
    expect([errorText(undefined), errorText(null), errorText('text')]).toEqual([
      'undefined',
      'null',
      'text',
    ])
  })
})
