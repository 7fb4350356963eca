import { Schedule } from '../../../local/cloud/timers/schedule'
import { inChina as at, ManualClock } from '../../kit/clock'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

describe('a schedule', () => {
  it.each([
    ['0 0 2 1 * * *', '2026-11-21T12:00:00', '2026-12-01T02:00:00'],
    ['0 30 9 * * MON-FRI *', '2026-11-21T12:00:00', '2026-11-23T09:30:00'],
    ['*/10 * * * * * *', '2026-11-21T12:00:03', '2026-11-21T12:00:10'],
    ['0 0 8 * * 0 *', '2026-11-21T12:00:00', '2026-11-22T08:00:00'],
    ['0 0 0 25 * 1 *', '2026-11-21T12:00:00', '2026-11-23T00:00:00'],
    ['0 0 0 1 1 * 2028', '2026-11-21T12:00:00', '2028-01-01T00:00:00'],
  ])('%s after %s is %s, in UTC+8', (cron, after, next) => {
    expect(new Schedule(cron).next(at(after))).toBe(at(next))
  })

  it('has an end when its year is over', () => {
    expect(new Schedule('0 0 0 1 1 * 2020').next(at('2026-11-21T12:00:00'))).toBeUndefined()
  })

  it.each(['* * * * *', '0 0 2 * * *', 'a b c d e f g', '0 61 * * * * *'])(
    'cannot be %s',
    (cron) => {
      expect(() => new Schedule(cron)).toThrow()
    },
  )
})

describe('a trigger', () => {
  const START = at('2026-11-21T08:59:30')
  let clock: ManualClock
  let test: TestCloud

  beforeEach(async () => {
    clock = new ManualClock(START)
    test = await openTestCloud({ clock, collections: [{ name: 'fires', indexes: [] }] })
    await test.deploy(
      'digest',
      `exports.main = async (event) => {
         const data = { event, context: cloud.getWXContext(), source: process.env.TRIGGER_SRC }
         await cloud.database().collection('fires').add({ data })
         return data
       }`,
      { triggers: [{ name: 'everyMorning', type: 'timer', config: '0 0 9 * * * *' }] },
    )
    await test.deploy('silent', 'exports.main = () => 1')
    await test.restart({ timers: true })
  })

  afterEach(() => test.close())

  const fires = async () => test.cloud.database.all('fires')
  const firesAre = async (count: number) => {
    while ((await fires()).length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  it('calls the function at its time, without a user', async () => {
    clock.moveTo(at('2026-11-21T09:00:00'))
    await firesAre(1)
    expect(await fires()).toMatchObject([
      {
        source: 'timer',
        event: {
          Type: 'Timer',
          TriggerName: 'everyMorning',
          Time: '2026-11-21T01:00:00Z',
          Message: '',
        },
      },
    ])
    expect((await fires())[0]).not.toHaveProperty('context.OPENID')
    expect((await fires())[0]).not.toHaveProperty('event.userInfo')
  })

  it('comes again every day', async () => {
    for (const day of ['21', '22', '23']) clock.moveTo(at(`2026-11-${day}T09:00:00`))
    await firesAre(3)
  })

  it('does not make up for what fell into a time when the cloud was down', async () => {
    clock.moveTo(at('2026-11-21T08:59:50'))
    await test.cloud.close()
    clock.moveTo(at('2026-11-24T12:00:00'))
    await test.restart({ timers: true })
    clock.moveTo(at('2026-11-25T08:59:59'))
    expect(await fires()).toEqual([])
    clock.moveTo(at('2026-11-25T09:00:00'))
    await firesAre(1)
  })

  it('rings once even when its timer is a moment early', async () => {
    const due = at('2026-11-21T09:00:00')
    clock.early = 3
    clock.moveTo(due)
    clock.early = 0
    await firesAre(1)
    clock.moveTo(due + 60_000)
    expect(await fires()).toHaveLength(1)
  })

  it('finds the time of the clock in the function', async () => {
    await test.deploy(
      'watch',
      'exports.main = () => ({ now: Date.now(), made: new Date(), text: Date() })',
    )
    const seen = (await test.call('watch')) as { now: number; made: string; text: string }
    for (const time of [seen.now, Date.parse(seen.made), Date.parse(seen.text) + 1000]) {
      expect(time - START).toBeGreaterThanOrEqual(0)
      expect(time - START).toBeLessThan(2000)
    }
    clock.moveTo(at('2027-01-01T00:00:00'))
    expect(await test.call('watch')).toMatchObject({
      made: expect.stringMatching(/^2026-12-31T16:00:0/) as string,
    })
  })

  it('can be fired by hand', async () => {
    await expect(test.cloud.fireTimer('digest')).resolves.toMatchObject({
      ok: true,
      result: { event: { TriggerName: 'everyMorning' }, source: 'timer' },
    })
    await expect(test.cloud.fireTimer('silent')).rejects.toThrow('silent has no timer trigger')
  })
})

it('does not start with a config.json that the platform would refuse', async () => {
  const test = await openTestCloud()
  const trigger = { name: 'often', type: 'timer', config: '0 0 9 * * *' }
  await test.deploy('odd', 'exports.main = () => 1', { triggers: [trigger] })
  await expect(test.restart({ timers: true })).rejects.toThrow(/odd.*7 cron fields/s)
  await test.restart({ timers: false })
  await test.close()
})
