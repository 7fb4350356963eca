import { housekeepingJobs } from '../../../../cloudfunctions/kernel/housekeeping.jobs'
import { orderKey } from '../../../../cloudfunctions/kernel/order-key'
import { createRateLimit } from '../../../../cloudfunctions/kernel/rate-limit'
import { EVERY_TICK, runDueJobs, type Job } from '../../../../cloudfunctions/kernel/schedule'
import { hashOf, stableJson } from '../../../../cloudfunctions/kernel/hash'
import { fakeDatabase } from '../../../kit/fake-database'

const HOUR = 60 * 60 * 1000

const counting = (name: string, everyMs: number) => {
  const marks: number[] = []
  const job: Job = {
    ...{ name, everyMs },
    run({ mark, now }) {
      marks.push(mark)
      return Promise.resolve(now + 1)
    },
  }
  return { job, marks }
}

describe('jobs', () => {
  it('run when they are due, a little early too, and go on from their mark', async () => {
    const fake = fakeDatabase()
    const { job, marks } = counting('hourly', HOUR)
    const start = 10 * HOUR
    const at = async (now: number) => {
      await runDueJobs([job], fake.jobs, now)
      return marks.length
    }
    expect(await at(start)).toBe(1)
    expect(await at(start + 60_000)).toBe(1)
    expect(await at(start + HOUR - 5_001)).toBe(1)
    expect(await at(start + HOUR - 5_000)).toBe(2)
    expect(marks).toEqual([0, start + 1])
  })

  it('for each tick run at each tick', async () => {
    const fake = fakeDatabase()
    const { job, marks } = counting('each', EVERY_TICK)
    for (let tick = 0; tick < 3; tick++) await runDueJobs([job], fake.jobs, HOUR + tick)
    expect(marks).toHaveLength(3)
  })

  it('that fail are named, run again, and keep no other from running [M10]', async () => {
    const fake = fakeDatabase()
    const error = new Error('broken')
    let tries = 0
    const broken: Job = {
      ...{ name: 'broken', everyMs: HOUR },
      run() {
        tries++
        return Promise.reject(error)
      },
    }
    const { job, marks } = counting('after', HOUR)
    expect(await runDueJobs([broken, job], fake.jobs, HOUR)).toEqual([{ name: 'broken', error }])
    expect(marks).toHaveLength(1)
    expect(fake.get('schedule', 'broken')).toBeUndefined()
    await runDueJobs([broken, job], fake.jobs, HOUR + 60_000)
    expect([tries, marks.length]).toEqual([2, 1])
  })
})

describe('answers kept for retries', () => {
  it('are forgotten after 48 hours, once an hour [M12]', async () => {
    const fake = fakeDatabase()
    const now = 1000 * HOUR
    for (const age of [0, 47, 48, 49]) {
      fake.put('idempotency', { _id: `${age} h`, at: now - age * HOUR })
    }
    await runDueJobs(housekeepingJobs, fake.jobs, now)
    const kept = () => fake.all('idempotency').map(({ _id }) => _id)
    expect(kept()).toEqual(['0 h', '47 h', '48 h'])
    await runDueJobs(housekeepingJobs, fake.jobs, now + HOUR / 2)
    expect(kept()).toHaveLength(3)
    await runDueJobs(housekeepingJobs, fake.jobs, now + HOUR)
    expect(kept()).toEqual(['0 h', '47 h'])
  })
})

describe('the rate limit', () => {
  it('counts each person’s calls in windows', () => {
    const limit = createRateLimit(2, 1000)
    const calls = [0, 1, 2, 999, 1000, 1001, 1002].map((now) => limit.allow('a', now))
    expect(calls).toEqual([true, true, false, false, true, true, false])
    expect(limit.allow('b', 1002)).toBe(true)
  })

  it('forgets the oldest of many people, not the newest', () => {
    const limit = createRateLimit(1, 1000)
    limit.allow('first', 0)
    for (let person = 0; person < 4_999; person++) limit.allow(`p${person}`, 0)
    expect(limit.allow('first', 1)).toBe(false)
    limit.allow('one more', 1)
    expect(limit.allow('p4998', 2)).toBe(false)
    expect(limit.allow('first', 2)).toBe(true)
  })
})

describe('keys', () => {
  it('sort by time, whatever its length, then by id', () => {
    const keys = [orderKey(9, 'b'), orderKey(10, 'a'), orderKey(9, 'c')]
    expect([...keys].sort()).toEqual([keys[0], keys[2], keys[1]])
  })

  it('of parts do not run into each other, and of an input do not depend on its order', () => {
    expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'))
    const nested = { b: [{ d: 1, c: 2 }], a: null }
    expect(stableJson(nested)).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
    expect(stableJson({ a: [1, 2] })).not.toBe(stableJson({ a: [2, 1] }))
  })
})
