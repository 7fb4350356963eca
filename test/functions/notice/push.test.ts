import { unsay } from '../../../cloudfunctions/engines/notice/index'
import { inChina } from '../../kit/clock'
import { GROUP, openNotice, to, type NoticeGround } from './kit'

const THREE = ['m1', 'm2', 'm3']
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = inChina('2026-11-25T10:00:00')

describe('pushing messages', () => {
  let ground: NoticeGround
  beforeAll(async () => {
    ground = await openNotice()
  })
  beforeEach(() => ground.reset())
  afterAll(() => ground.close())

  const reached = () => ground.sent.map(({ memberId }) => memberId).sort()
  const pushRow = async () => (await ground.stored.all('pushes'))[0]
  const delivery = async (memberId: string) =>
    (await ground.stored.all('deliveries', { memberId }))[0]

  it('[M1] reaches each person once with two to five runs at the same time', async () => {
    const people = Array.from({ length: 13 }, (_, index) => `p${index}`)
    for (const runs of [2, 3, 4, 5]) {
      await ground.reset()
      await ground.people(people, { credits: 3 })
      await ground.say()
      const reports = await Promise.all(
        Array.from({ length: runs }, () => ground.tick({ port: ground.process() })),
      )
      expect(reports.flatMap(({ failed }) => failed)).toEqual([])
      expect(reached()).toEqual([...people].sort())
      for (const id of people) expect(await ground.credits(id)).toBe(2)
    }
  })

  it.each(['before', 'after'] as const)(
    '[M1] reaches nobody twice when the run is killed %s any operation, and takes up the rest',
    async (when) => {
      for (let n = 1; ; n++) {
        await ground.reset()
        await ground.people(THREE)
        await ground.say()
        ground.port.failAt(n, when)
        await ground.tick().catch(() => undefined)
        if (!ground.port.revive()) break
        ground.clock.now += 2 * MINUTE
        await ground.ticks(3)
        const rows = await ground.stored.all('deliveries')
        for (const id of THREE) {
          const copies = ground.sent.filter(({ memberId }) => memberId === id).length
          const status = rows.find(({ memberId }) => memberId === id)?.['status']
          expect({ n, id, copies, status }).toEqual(
            status === 'claimed'
              ? { n, id, copies: expect.any(Number) as number, status }
              : { n, id, copies: 1, status: 'sent' },
          )
          expect(copies).toBeLessThanOrEqual(1)
        }
        expect(await pushRow()).toMatchObject({ isOpen: false, status: 'done' })
      }
    },
  )

  it('[M1] looks again at each person when the turn comes: consent spent, or message there by now', async () => {
    const people = Array.from({ length: 13 }, (_, index) => `p${String(index).padStart(2, '0')}`)
    await ground.people(people)
    await ground.say()
    const row = await pushRow()
    // Ten go out at once; meanwhile other runs are at work with those who come after them.
    ground.underway.hook = async () => {
      const spent = { memberId: 'p11', template: 'todo', credits: 0, granted: 1, updatedAt: 0 }
      await ground.stored.load('subscriptions', [{ _id: 'p11:todo', ...spent }])
      const got = { memberId: 'p12', template: 'todo', status: 'sent', attempts: 1, code: null }
      await ground.stored.load('deliveries', [
        { _id: `${String(row?.['messageId'])}:p12`, ...got, granted: 1, at: NOW },
      ])
    }
    await ground.tick()
    expect(reached()).toEqual(people.slice(0, 11))
    expect(await ground.credits('p11')).toBe(0)
    expect(await ground.credits('p12')).toBe(1)
  })

  it('[M3] leaves in peace who was removed or has done it since', async () => {
    await ground.people(THREE)
    await ground.say({ kind: 'test.asked' })
    await ground.leave('m1')
    await ground.finish('m2')
    await ground.tick()
    expect(reached()).toEqual(['m3'])
    expect(await ground.credits('m2')).toBe(1)
  })

  it('[M3] leaves in peace who has settled the ask that it reminds of', async () => {
    await ground.people(THREE)
    await ground.say({ askId: 'test.ask:1' })
    await ground.settleAsk('test.ask:1', 'm3')
    await ground.tick()
    expect(reached()).toEqual(['m1', 'm2'])
  })

  it('[M4] sends the newest of five versions only, and spends one consent', async () => {
    await ground.people(THREE, { credits: 5 })
    for (let version = 1; version <= 5; version++) {
      ground.clock.now += HOUR / 2
      await ground.say({ title: `第${version}版` })
    }
    ground.clock.now = inChina('2026-11-26T15:00:00')
    await ground.ticks(5)
    expect(ground.sent.map(({ title }) => title)).toEqual(['第5版', '第5版', '第5版'])
    expect(reached()).toEqual(THREE)
    expect(await ground.credits('m1')).toBe(4)
    expect(await ground.stored.all('messages')).toHaveLength(1)
  })

  it('[M4] goes on with the newer version when it comes while the older goes out', async () => {
    await ground.people(THREE, { credits: 2 })
    await ground.say({ title: '第1版' })
    let isSaid = false
    ground.underway.hook = async () => {
      if (isSaid) return
      isSaid = true
      await ground.say({ title: '第2版' })
    }
    await ground.ticks(3)
    expect(
      ground.sent
        .filter(({ title }) => title === '第2版')
        .map((s) => s.memberId)
        .sort(),
    ).toEqual(THREE)
    expect(ground.sent.filter(({ title }) => title === '第1版').length).toBeLessThanOrEqual(3)
  })

  it('[M4] calls off a push together with its message', async () => {
    await ground.people(THREE)
    await ground.say()
    await ground.commit((work) => unsay(work, 'test:1', GROUP))
    await ground.commit((work) => unsay(work, 'test:never-said', GROUP))
    await ground.tick()
    expect(ground.sent).toEqual([])
  })

  it('[M5] shows a message to all at once and pushes to 300 people in one run', async () => {
    const people = Array.from({ length: 300 }, (_, index) => `p${String(index).padStart(3, '0')}`)
    await ground.people(people)
    await ground.say({ audience: { to: 'company', part: 'all' } })
    expect(await ground.stored.all('messages')).toHaveLength(1)
    expect((await ground.call('p299', 'notice.inbox', {})).rows).toHaveLength(1)
    await ground.tick()
    expect(reached()).toEqual(people)
    expect(await pushRow()).toMatchObject({ status: 'done' })
  })

  it('[M5] stops when the time is up and goes on where it was', async () => {
    const people = Array.from({ length: 25 }, (_, index) => `p${String(index).padStart(3, '0')}`)
    await ground.people(people)
    await ground.say()
    let asked = 0
    // Time passes with each look at the clock: a few batches and the run is over.
    await ground.tick({ elapsed: () => 5_000 * asked++ })
    expect(ground.sent.length).toBeGreaterThan(0)
    expect(ground.sent.length).toBeLessThan(25)
    expect(await pushRow()).toMatchObject({ status: 'pending', isOpen: true })
    ground.clock.now += MINUTE
    await ground.tick()
    expect(reached()).toEqual(people)
  })

  it('[M6] lets a message of an unknown kind wait alone and visibly', async () => {
    await ground.people(THREE)
    await ground.say({ about: 'test:poisoned' })
    const [row] = await ground.stored.all('pushes')
    await ground.stored.load('pushes', [{ ...row, kind: 'gone.kind' }])
    ground.clock.now += 1
    await ground.say()
    const { failed } = await ground.tick()
    expect(reached()).toEqual(THREE)
    expect(failed).toEqual([{ name: 'notice.push', error: expect.any(Error) as Error }])
    expect(await ground.stored.get('pushes', row!['_id'] as string)).toMatchObject({
      isOpen: true,
      attempts: 1,
      nextAt: ground.clock.now + MINUTE,
      lastCode: 'no domain declares messages of kind gone.kind',
    })
    for (let tick = 0; tick < 40; tick++) {
      ground.clock.now += MINUTE
      await ground.tick()
    }
    expect(await ground.stored.get('pushes', row!['_id'] as string)).toMatchObject({
      isOpen: false,
      status: 'failed',
    })
  })

  it('[M6] ends a push whose message is gone', async () => {
    await ground.people(THREE)
    await ground.say()
    const [message] = await ground.stored.all('messages')
    await ground.stored.load('messages', [{ ...message, messageId: 'another' }])
    await ground.tick()
    expect(ground.sent).toEqual([])
    expect(await pushRow()).toMatchObject({ status: 'failed', lastCode: 'message-gone' })
  })

  it('[M7] sends at the next run what a clock a day ahead has put off', async () => {
    await ground.people(THREE)
    ground.answer('m1', '-1')
    await ground.say({ audience: to('m1') })
    ground.clock.now += DAY
    await ground.tick()
    await ground.say({ about: 'test:2', audience: to('m2') })
    ground.clock.now = NOW + MINUTE
    await ground.tick()
    expect(reached()).toEqual(['m1', 'm2'])
  })

  it('[M7] takes up at once what a dead run with a clock an hour ahead had claimed', async () => {
    await ground.people(THREE)
    await ground.say()
    ground.clock.now += HOUR
    const dying = ground.process()
    // Deadlines, open pushes, then the claim's three operations and its commit.
    dying.failAt(7, 'after')
    await ground.tick({ port: dying })
    expect(await pushRow()).toMatchObject({ status: 'sending' })
    ground.clock.now = NOW + MINUTE
    await ground.tick()
    expect(reached()).toEqual(THREE)
  })

  it('takes up a push whose sender died, not before its lease is over', async () => {
    await ground.people(THREE)
    await ground.say()
    const dying = ground.process()
    dying.failAt(7, 'after')
    await ground.tick({ port: dying })
    expect(await pushRow()).toMatchObject({ status: 'sending', nextAt: NOW + 90_000 })
    ground.clock.now = NOW + 89_000
    await ground.tick()
    expect(ground.sent).toEqual([])
    ground.clock.now = NOW + 91_000
    await ground.tick()
    expect(reached()).toEqual(THREE)
  })

  it.each(['40037', '47003', '41030', '43107', 'no-template'])(
    '[M8] keeps %s and tries nobody again',
    async (code) => {
      await ground.people(THREE)
      for (const id of THREE) ground.answer(id, code)
      await ground.say()
      await ground.ticks(10)
      expect(ground.sent).toEqual([])
      expect(await pushRow()).toMatchObject({ status: 'failed', lastCode: code, isOpen: false })
      expect(await delivery('m1')).toMatchObject({ status: 'refused', code, attempts: 1 })
      expect(await ground.credits('m1')).toBe(1)
    },
  )

  it('[M8] keeps 40003 with the person alone', async () => {
    await ground.people(THREE)
    ground.answer('m2', '40003')
    await ground.say()
    await ground.ticks(10)
    expect(reached()).toEqual(['m1', 'm3'])
    expect(await delivery('m2')).toMatchObject({ status: 'refused', code: '40003', attempts: 1 })
    expect(await ground.credits('m2')).toBe(1)
    expect(await pushRow()).toMatchObject({ status: 'done', lastCode: '40003' })
  })

  it('[M8] tries again with longer pauses what WeChat could not do, the others not', async () => {
    await ground.people(THREE)
    ground.answer('m2', '-1', 'EXCEED_RATELIMIT', '45009')
    await ground.say()
    const tries: number[] = []
    ground.underway.hook = (id) => {
      if (id === 'm2') tries.push((ground.clock.now - NOW) / MINUTE)
      return Promise.resolve()
    }
    await ground.ticks(30)
    expect(reached()).toEqual(THREE)
    expect(tries).toEqual([0, 1, 3, 7])
    expect(await delivery('m2')).toMatchObject({ status: 'sent', attempts: 4, code: null })
    expect(await ground.credits('m2')).toBe(0)
  })

  it('[M8] gives up after six tries, with the code', async () => {
    await ground.people(THREE)
    ground.answer('m2', ...Array<string>(20).fill('ETIMEDOUT'))
    await ground.say()
    await ground.ticks(120)
    expect(reached()).toEqual(['m1', 'm3'])
    expect(await delivery('m2')).toMatchObject({
      status: 'refused',
      attempts: 6,
      code: 'ETIMEDOUT',
    })
    expect(await ground.credits('m2')).toBe(1)
    expect(await pushRow()).toMatchObject({ isOpen: false, lastCode: 'ETIMEDOUT' })
  })

  it('[M8] waits with everybody while nobody can be reached', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `p${index}`)
    await ground.people(people)
    for (const id of people) ground.answer(id, '45009')
    await ground.say()
    await ground.tick()
    expect(await ground.stored.all('deliveries')).toHaveLength(10)
    await ground.ticks(30)
    expect(reached()).toEqual([...people].sort())
  })

  it('[M9] counts a consent that comes while a push is on its way', async () => {
    await ground.people(['m1'])
    ground.answer('m1', '43101')
    ground.underway.hook = async () => {
      await ground.call('m1', 'notice.grant', { templates: ['todo'] })
    }
    await ground.say()
    await ground.tick()
    expect(ground.sent).toEqual([])
    expect(await ground.credits('m1')).toBe(1)
    expect(await delivery('m1')).toMatchObject({ status: 'refused', code: '43101' })
  })

  it('[M9] takes 43101 as the truth about what was agreed to before', async () => {
    await ground.people(['m1'], { credits: 4 })
    ground.answer('m1', '43101')
    await ground.say()
    await ground.ticks(3)
    expect(await ground.credits('m1')).toBe(0)
    expect(ground.sent).toEqual([])
  })

  it('[M9] counts a consent that comes while a push arrives', async () => {
    await ground.people(['m1'])
    ground.underway.hook = async () => {
      await ground.call('m1', 'notice.grant', { templates: ['todo'] })
    }
    await ground.say()
    await ground.tick()
    expect(reached()).toEqual(['m1'])
    expect(await ground.credits('m1')).toBe(1)
  })

  it('sends nothing without a consent, and leaves the message in the inbox', async () => {
    await ground.people(['m1'], { credits: 0 })
    await ground.say()
    await ground.tick()
    expect(ground.sent).toEqual([])
    expect((await ground.call('m1', 'notice.inbox', {})).rows).toMatchObject([{ isRead: false }])
  })

  it('pushes once to who belongs to two audiences of one message', async () => {
    await ground.people(THREE, { credits: 5 })
    await ground.say({ audience: [GROUP, to('m1'), { to: 'company', part: 'all' }] })
    await ground.tick()
    expect(reached()).toEqual(THREE)
  })

  it('wakes nobody at night, unless it is urgent', async () => {
    await ground.people(THREE, { credits: 5 })
    ground.clock.now = inChina('2026-11-25T22:30:00')
    await ground.say()
    await ground.say({
      about: 'test:2',
      audience: to('m1'),
      push: { fields: { thing1: '急' }, urgent: true },
    })
    await ground.tick()
    expect(ground.sent.map(({ title }) => title)).toEqual(['急'])
    ground.clock.now = inChina('2026-11-26T07:59:00')
    await ground.tick()
    expect(ground.sent).toHaveLength(1)
    ground.clock.now = inChina('2026-11-26T08:00:00')
    await ground.tick()
    expect(ground.sent).toHaveLength(4)
  })

  it('wakes nobody at night with what was due by day, when the timer was off', async () => {
    await ground.people(THREE)
    await ground.say()
    ground.clock.now = inChina('2026-11-25T23:00:00')
    await ground.tick()
    expect(ground.sent).toEqual([])
    expect(await pushRow()).toMatchObject({ nextAt: inChina('2026-11-26T08:00:00') })
    ground.clock.now = inChina('2026-11-26T08:01:00')
    await ground.tick()
    expect(reached()).toEqual(THREE)
  })

  it('opens the page of its route, and 今日 for a route that this version does not know', async () => {
    await ground.people(['m1'], { credits: 2 })
    await ground.say()
    await ground.say({ about: 'test:2', target: { route: 'gone.page', params: {} } })
    await ground.tick()
    expect(ground.sent.map(({ page }) => page).sort()).toEqual([
      'pages/rules/rules?g=g1',
      'pages/today/today',
    ])
  })

  it('costs one read when nothing is open, and one when all that is open waits', async () => {
    await ground.people(THREE)
    // One for deadlines, one for the schedule.
    expect(await ground.tick()).toMatchObject({ reads: 3, writes: 0 })
    ground.clock.now = inChina('2026-11-25T22:30:00')
    await ground.say()
    await ground.tick()
    ground.clock.now += MINUTE
    expect(await ground.tick()).toMatchObject({ reads: 3, writes: 0 })
  })

  it('refuses to say what no domain declares', async () => {
    await expect(ground.say({ kind: 'nobody.knows' })).rejects.toThrow('nobody.knows')
  })

  it('replaces a push that waits by a message that is not pushed', async () => {
    await ground.people(THREE)
    await ground.say()
    await ground.say({ kind: 'test.quiet' })
    await ground.tick()
    expect(ground.sent).toEqual([])
  })
})
