import { actions } from '../../../miniprogram/contract/index'
import { say, unsay } from '../../../cloudfunctions/engines/notice/index'
import { inChina } from '../../kit/clock'
import { GROUP, openNotice, to, type NoticeGround } from './kit'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = inChina('2026-11-25T10:00:00')

describe('messages in the mini program', () => {
  let ground: NoticeGround
  beforeAll(async () => {
    ground = await openNotice()
  })
  beforeEach(() => ground.reset())
  afterEach(() => {
    expect(ground.lastCall().isOverBudget).toBe(false)
  })
  afterAll(() => ground.close())

  const inbox = (memberId: string, input = {}) => ground.call(memberId, 'notice.inbox', input)
  const news = (memberId: string) => ground.call(memberId, 'notice.news', { groupId: 'g1' })
  const unread = async (memberId: string) => (await news(memberId)).unread
  const read = (memberId: string, upTo: string) => ground.call(memberId, 'notice.read', { upTo })

  it('[M2] keeps a message unread that comes after somebody has looked, whenever the timer runs', async () => {
    await ground.people(['m1'])
    const { upTo } = await inbox('m1')
    await ground.say()
    await read('m1', upTo)
    await ground.tick()
    expect(await unread('m1')).toBe(1)
    const later = await inbox('m1')
    expect(later.rows).toMatchObject([{ isRead: false }])
    await read('m1', later.upTo)
    expect(await unread('m1')).toBe(0)
    expect((await inbox('m1')).rows).toMatchObject([{ isRead: true }])
  })

  it('[M2] keeps a message unread whose transaction ends after the look at those that began later', async () => {
    await ground.people(['m1'])
    await ground.commit(async (work) => {
      // Begun a minute ago, still at work while the other is written, shown and marked.
      const slow = { ...work, now: NOW - 80_000 }
      ground.clock.now = NOW - 10_000
      await ground.say({ about: 'test:fast', title: '快' })
      ground.clock.now = NOW
      const shown = await inbox('m1')
      expect(shown.rows.map(({ title }) => title)).toEqual(['快'])
      await read('m1', shown.upTo)
      await say(slow, {
        kind: 'test.plain',
        about: 'test:slow',
        audience: GROUP,
        title: '慢',
        text: '',
        target: { route: 'today', params: {} },
      })
    })
    expect((await inbox('m1')).rows).toMatchObject([
      { title: '快', isRead: true },
      { title: '慢', isRead: false },
    ])
    expect(await unread('m1')).toBe(1)
  })

  it('[M2] [M7] keeps a message unread that is said by a clock an hour back', async () => {
    await ground.people(['m1'])
    await ground.say({ about: 'test:before' })
    await read('m1', (await inbox('m1')).upTo)
    ground.clock.now = NOW - HOUR
    await ground.say({ about: 'test:behind' })
    expect(await unread('m1')).toBe(1)
  })

  it('[M2] counts as seen what is older than a day and was not marked one by one', async () => {
    await ground.people(['m1'])
    for (let n = 0; n < 3; n++) await ground.say({ about: null })
    ground.clock.now = NOW + 2 * DAY
    await ground.say({ about: null })
    await read('m1', (await inbox('m1', { size: 1 })).upTo)
    expect(await unread('m1')).toBe(0)
  })

  it('[M2] never takes back what was seen, also when an older look arrives late', async () => {
    await ground.people(['m1'])
    await ground.say()
    const first = await inbox('m1')
    ground.clock.now += HOUR
    const second = await inbox('m1')
    await read('m1', second.upTo)
    await read('m1', first.upTo)
    expect(await unread('m1')).toBe(0)
  })

  it('[M7] shows as unread again what a clock a day ahead had marked unseen', async () => {
    await ground.people(['m1'])
    ground.clock.now = NOW + DAY
    await read('m1', (await inbox('m1')).upTo)
    ground.clock.now = NOW + MINUTE
    await ground.say()
    expect(await unread('m1')).toBe(1)
    ground.clock.now = NOW + HOUR
    await read('m1', (await inbox('m1')).upTo)
    expect(await unread('m1')).toBe(0)
  })

  it('marks nothing that lies ahead, whatever a phone sends', async () => {
    await ground.people(['m1'])
    await read('m1', '9999999999999')
    ground.clock.now += HOUR
    await ground.say()
    expect(await unread('m1')).toBe(1)
    await expect(read('m1', 'now')).rejects.toThrow('invalid-argument')
  })

  it('[M4] shows the newest of what was said about a thing, unread again', async () => {
    await ground.people(['m1'])
    await ground.say({ title: '第1版' })
    await read('m1', (await inbox('m1')).upTo)
    ground.clock.now += 1
    await ground.say({ title: '第2版' })
    expect((await inbox('m1')).rows).toMatchObject([{ title: '第2版', isRead: false }])
  })

  it('[M11] says of what has been done, and of what was called off, that it is done', async () => {
    await ground.people(['m1', 'm2'])
    await ground.say({ askId: 'test.ask:1' })
    await ground.say({ about: 'test:2', title: '不用了' })
    expect(await unread('m1')).toBe(2)
    await ground.settleAsk('test.ask:1', 'm1')
    await ground.commit((work) => unsay(work, 'test:2', GROUP))
    expect(await unread('m1')).toBe(0)
    expect((await inbox('m1')).rows.map(({ isDone }) => isDone)).toEqual([true, true])
    expect(await unread('m2')).toBe(1)
    expect((await inbox('m2')).rows.filter(({ isDone }) => isDone)).toHaveLength(1)
  })

  it('shows nothing that was said before somebody came, and what is said to newcomers', async () => {
    await ground.people(['old'])
    for (let n = 0; n < 30; n++) {
      ground.clock.now = NOW + n
      await ground.say({ about: null, title: `早${n}`, isNews: true })
    }
    ground.clock.now = NOW + HOUR
    await ground.people(['new'], { since: ground.clock.now })
    expect(await inbox('new')).toMatchObject({ rows: [] })
    expect(await inbox('new')).not.toHaveProperty('next')
    expect(await news('new')).toEqual({ rows: [], unread: 0, hasMore: false })
    await ground.say({ title: '欢迎' })
    expect((await inbox('new')).rows.map(({ title }) => title)).toEqual(['欢迎'])
    expect(await unread('old')).toBe(31)
  })

  it('shows to each only what was said to them', async () => {
    await ground.people(['m1', 'm2'])
    await ground.people(['admin'], { role: 'admin' })
    await ground.say({ about: null, audience: to('m1'), title: '只给m1' })
    await ground.say({
      about: null,
      audience: { to: 'group', groupId: 'g1', part: 'admins' },
      title: '管理员',
    })
    await ground.say({
      about: null,
      audience: { to: 'group', groupId: 'other', part: 'all' },
      title: '别的群',
    })
    await ground.say({
      about: null,
      audience: { to: 'company', part: 'managers' },
      title: '管理者',
    })
    const titles = async (id: string) => (await inbox(id)).rows.map(({ title }) => title)
    expect(await titles('m1')).toEqual(['只给m1'])
    expect(await titles('m2')).toEqual([])
    expect(await titles('admin')).toEqual(['管理员'])
    await expect(inbox('visitor')).rejects.toThrow('permission-denied')
  })

  it('pages by cursor without leaving out or repeating, also what came to two of my audiences', async () => {
    await ground.people(['m1'])
    const both = [GROUP, { to: 'group', groupId: 'g1', part: 'acting' }] as const
    for (let n = 0; n < 25; n++) {
      ground.clock.now = NOW + n
      await ground.say({ about: null, title: `第${n}条`, audience: n % 2 === 0 ? GROUP : both })
    }
    const titles: string[] = []
    let cursor: string | undefined
    do {
      const page = await inbox('m1', { size: 10, ...(cursor === undefined ? {} : { cursor }) })
      titles.push(...page.rows.map(({ title }) => title))
      cursor = page.next
    } while (cursor !== undefined)
    expect(titles).toEqual(Array.from({ length: 25 }, (_, n) => `第${24 - n}条`))
    expect(await unread('m1')).toBe(25)
  })

  it('shows the latest five of what is news in the group', async () => {
    await ground.people(['m1'])
    for (let n = 0; n < 7; n++) {
      ground.clock.now = NOW + n
      await ground.say({ about: null, title: `新${n}`, isNews: n !== 3 })
    }
    const { rows } = await news('m1')
    expect(rows.map(({ title }) => title)).toEqual(['新6', '新5', '新4', '新2', '新1'])
    expect(rows[0]).toMatchObject({ target: { route: 'rules.read' }, detail: '请读一读' })
    expect(await ground.call('m1', 'notice.news', { groupId: 'other' })).toMatchObject({ rows: [] })
    expect((await ground.call('m1', 'notice.news', {})).rows).toHaveLength(5)
  })

  it('[M5] looks at few of 5,000 messages, for somebody in twenty groups too, with the same reads', async () => {
    const places = Object.fromEntries(
      Array.from({ length: 20 }, (_, g) => [`g${g}`, { role: 'admin' as const, since: 0 }]),
    )
    await ground.people(['few'], { groups: { g0: { role: 'member', since: 0 } } })
    await ground.people(['many'], { groups: places })
    const parts = ['all', 'acting', 'admins']
    await ground.stored.load(
      'messages',
      Array.from({ length: 5000 }, (_, n) => {
        const at = NOW - 5000 * MINUTE + n * MINUTE
        const audience = `group:g${n % 20}:${parts[Math.floor(n / 20) % 3]}`
        return {
          _id: `message${n}`,
          messageId: `said${n}`,
          kind: 'test.plain',
          about: null,
          audience,
          title: `第${n}条`,
          text: '',
          target: { route: 'today', params: {} },
          at,
          order: `${at}:said${n}`,
          askId: n === 4999 ? 'test.ask:1' : null,
          groupId: null,
          isNews: true,
          state: 'live',
        }
      }),
    )
    const reads: number[] = []
    for (const id of ['few', 'many']) {
      const first = await inbox(id)
      reads.push(ground.lastCall().reads)
      expect(first.rows).toHaveLength(20)
      const second = await inbox(id, { cursor: first.next, size: 100 })
      reads.push(ground.lastCall().reads)
      expect(second.rows.length).toBeGreaterThanOrEqual(10)
      expect(second.rows[0]!.at).toBeLessThan(first.rows.at(-1)!.at)
    }
    expect((await inbox('many')).rows.map(({ title }) => title)).toEqual(
      Array.from({ length: 20 }, (_, n) => `第${4999 - n}条`),
    )
    expect(Math.max(...reads)).toBeLessThanOrEqual(actions['notice.inbox'].cost.reads)
    expect(await news('few')).toMatchObject({ unread: 99, hasMore: true })
    const ofMany = await ground.call('many', 'notice.news', { groupId: 'g1' })
    expect(ofMany).toMatchObject({ unread: 31, hasMore: true })
    expect(ofMany.rows).toHaveLength(5)
  })

  it('counts consents for one template up to fifty', async () => {
    await ground.people(['m1'], { credits: 49 })
    const grant = () => ground.call('m1', 'notice.grant', { templates: ['todo', 'seat', 'todo'] })
    expect(await grant()).toEqual({ credits: { todo: 50, seat: 1 } })
    expect(await grant()).toEqual({ credits: { todo: 50, seat: 2 } })
  })

  it('[M12] forgets messages after 180 days, pushes and deliveries after 60', async () => {
    await ground.people(['m1'])
    await ground.say()
    await ground.tick()
    await inbox('m1')
    const counts = async () =>
      Promise.all(
        ['messages', 'pushes', 'deliveries'].map(
          async (name) => (await ground.stored.all(name)).length,
        ),
      )
    const prune = (now: number) => {
      ground.clock.now = now
      return ground.tick()
    }
    await prune(NOW + 59 * DAY)
    expect(await counts()).toEqual([1, 1, 1])
    await prune(NOW + 61 * DAY)
    expect(await counts()).toEqual([1, 0, 0])
    await prune(NOW + 181 * DAY)
    expect(await counts()).toEqual([0, 0, 0])
  })

  it('forgets a person: what was said to them alone, what they saw, agreed to and got', async () => {
    await ground.people(['m1', 'm2'], { credits: 3 })
    await ground.say({ about: null, audience: to('m1') })
    await ground.say({ about: null })
    await ground.tick()
    await read('m1', (await inbox('m1')).upTo)
    const erase = ground.registry.domains.find(({ name }) => name === 'notice')!.erase!
    const { commit, clock } = ground
    expect(await erase({ db: ground.db(), memberId: 'm1', now: clock.now, commit })).toBe(true)
    const left = await Promise.all(
      ['messages', 'inbox_marks', 'subscriptions', 'deliveries', 'pushes'].map((name) =>
        ground.stored.all(name),
      ),
    )
    expect(JSON.stringify(left)).not.toContain('m1')
    expect(left.map((rows) => rows.length)).toEqual([1, 0, 1, 1, 1])
  })
})
