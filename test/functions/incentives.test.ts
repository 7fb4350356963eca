import {
  changeIncentive,
  credit,
  incentive,
  reverse,
} from '../../cloudfunctions/modules/incentives/index'
import { openBoards, type BoardGround } from '../kit/board-ground'
import { inChina } from '../kit/clock'

let ground: BoardGround
beforeEach(async () => {
  ground = await openBoards()
  await ground.join('a', 'x')
  await ground.join('b', 'x')
})
afterEach(() => ground.close())

const entries = (memberId: string, groupId?: string) =>
  ground.call('a', 'board.entries', {
    ...{ memberId, period: 'month' },
    ...(groupId === undefined ? {} : { groupId }),
  })
const totalOf = async (memberId: string) => (await entries(memberId)).total

describe('a credit', () => {
  it('is one entry with its incentive, version and source [R9] [S1.23]', async () => {
    expect(await ground.credit('five', 'a', 'x', 's')).toBe(5)
    expect((await entries('a')).rows).toEqual([
      {
        ...{ entryId: 'five:test/s:a', points: 5, category: 'rules', text: '确认群规' },
        basis: { id: 'five', version: 1 },
        source: { kind: 'test', title: '事由s' },
        ...{ groupName: '群x', at: ground.clock.now },
      },
    ])
  })

  it('is given once for a source, and writes at most five documents', async () => {
    ground.meter.writes = 0
    expect(await ground.credit('five', 'a', 'x', 's')).toBe(5)
    expect(ground.meter.writes).toBeLessThanOrEqual(5)
    expect(await ground.credit('five', 'a', 'x', 's')).toBe(0)
    expect(await ground.credit('five', 'a', 'x', 'other')).toBe(5)
    expect(await totalOf('a')).toBe(10)
  })

  it('is given once when two come at once, and none is lost of several people', async () => {
    await ground.join('a', 'y')
    const same = Array.from({ length: 4 }, () => ground.credit('five', 'a', 'x', 's'))
    const others = [
      ground.credit('seven', 'a', 'y', 't'),
      ground.credit('seven', 'a', 'x', 'u'),
      ground.credit('five', 'b', 'x', 's'),
    ]
    const given = await Promise.all([...same, ...others])
    expect(given.slice(0, 4).sort()).toEqual([0, 0, 0, 5])
    expect(await totalOf('a')).toBe(19)
    expect(await totalOf('b')).toBe(5)
    expect((await entries('a', 'x')).total).toBe(12)
  })

  it('is given within its validity only', async () => {
    const start = inChina('2026-12-01T00:00:00')
    expect(await ground.credit('later', 'a', 'x', '1', start - 1)).toBe(0)
    expect(await ground.credit('later', 'a', 'x', '2', start)).toBe(3)
    await ground.commit((work) => changeIncentive(work, 'five', { validTo: start }))
    expect(await ground.credit('five', 'a', 'x', '3', start)).toBe(0)
    expect(await ground.credit('five', 'a', 'x', '4', start - 1)).toBe(5)
    expect(await ground.credit('unknown', 'a', 'x', '5')).toBe(0)
  })

  it('is given up to its cap a day and a week', async () => {
    const given = []
    for (const [index, day] of ['23', '23', '23', '24', '24', '25', '30'].entries()) {
      const at = inChina(`2026-11-${day}T09:00:00`)
      given.push(await ground.credit('daily', 'a', 'x', String(index), at))
    }
    expect(given).toEqual([6, 4, 0, 6, 4, 5, 6])
    expect((await entries('a')).rows.reduce((sum, { points }) => sum + points, 0)).toBe(31)
    expect(await totalOf('a')).toBe(31)
  })

  it('needs no read for a source that is new, and is then refused by its id', async () => {
    const terms = await incentive(ground.db(), ground.registry, 'five')
    const once = () =>
      ground.commit((work) =>
        credit(work, {
          ...{ incentive: terms, memberId: 'a', groupId: 'x', groupName: '群x', name: '人a' },
          ...{ source: { kind: 'k', id: 'n', title: '' }, at: work.now, isSourceNew: true },
        }),
      )
    ground.meter.reads = 0
    expect(await once()).toBe(5)
    expect(ground.meter.reads).toBe(4)
  })
})

describe('taking an entry back', () => {
  const back = (id: string) => ground.commit((work) => reverse(work, id, '申诉成立'))

  it('is an entry that names it, once', async () => {
    await ground.credit('minus', 'a', 'x', 's')
    expect(await totalOf('a')).toBe(-4)
    expect([await back('minus:test/s:a'), await back('minus:test/s:a')]).toEqual([true, false])
    const { rows, total } = await entries('a')
    expect(total).toBe(0)
    expect(rows.map(({ points }) => points).sort()).toEqual([-4, 4])
    expect(rows.find(({ points }) => points === 4)).toMatchObject({
      ...{ corrects: 'minus:test/s:a', category: 'other', text: '违规' },
      source: { kind: 'correction', title: '申诉成立' },
    })
    const board = await ground.call('a', 'board.get', { scope: 'company', period: 'month' })
    expect(board.total).toBe(0)
  })

  it('leaves a period that has ended as it was', async () => {
    await ground.credit('five', 'a', 'x', 's')
    ground.clock.now = inChina('2026-12-02T09:00:00')
    await back('five:test/s:a')
    expect(await totalOf('a')).toBe(-5)
    const [standing] = await ground.cloud.database.all('standings', { _id: 'points:a' })
    expect(standing).toMatchObject({ previous: { month: { key: '2026-11', value: 5 } } })
  })

  it('is refused for no entry and for one that takes back', async () => {
    await expect(back('none')).rejects.toMatchObject({ code: 'not-found' })
    await ground.credit('five', 'a', 'x', 's')
    await back('five:test/s:a')
    await expect(back('corrects:five:test/s:a')).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an incentive', () => {
  it('is its domain’s default until somebody changes it; entries keep their version [R9]', async () => {
    const terms = () => incentive(ground.db(), ground.registry, 'five')
    expect(await terms()).toMatchObject({ id: 'five', version: 1, points: 5, capPerDay: null })
    await ground.credit('five', 'a', 'x', 'before')
    await ground.commit((work) => changeIncentive(work, 'five', { points: 9, title: '读完群规' }))
    expect(await terms()).toMatchObject({ version: 2, points: 9, category: 'rules' })
    expect(await incentive(ground.db(), ground.registry, 'none')).toBeNull()
    ground.clock.now += 1
    expect(await ground.credit('five', 'a', 'x', 'after')).toBe(9)
    const { rows } = await entries('a')
    expect(rows.map((row) => [row.text, row.basis?.version])).toEqual([
      ['读完群规', 2],
      ['确认群规', 1],
    ])
    const { rule } = await ground.call('a', 'board.get', { scope: 'company', period: 'week' })
    expect(rule.text).toContain('读完群规得 9 分')
    const nobody = ground.commit((work) => changeIncentive(work, 'none', { points: 1 }))
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('board.entries', () => {
  it('are empty for who has none, and do not exist for nobody', async () => {
    await ground.appoint('boss', 'manager')
    expect(await entries('b')).toMatchObject({ name: '人b', total: 0, rows: [] })
    expect(await entries('boss')).toMatchObject({ name: '人boss', total: 0, rows: [] })
    expect(ground.calls.at(-1)!.reads).toBeLessThanOrEqual(4)
    const reply = await ground.reply('a', 'board.entries', { memberId: 'none', period: 'week' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('page by cursor, each once, and never leave their period by one from elsewhere', async () => {
    for (const source of ['1', '2', '3']) {
      ground.clock.now += 1
      await ground.credit('five', 'a', 'x', source)
    }
    await ground.credit('five', 'a', 'x', 'old', inChina('2026-10-02T12:00:00'))
    const page = (cursor?: string) =>
      ground.call('b', 'board.entries', {
        ...{ memberId: 'a', period: 'month', size: 2 },
        ...(cursor ? { cursor } : {}),
      })
    const first = await page()
    const second = await page(first.next)
    const ids = [...first.rows, ...second.rows].map(({ entryId }) => entryId)
    expect(ids).toEqual(['five:test/3:a', 'five:test/2:a', 'five:test/1:a'])
    expect(second.next).toBeUndefined()
    for (const cursor of ['0000000000000:x', '9999999999999:x']) {
      expect((await page(cursor)).rows.map(({ entryId }) => entryId)).toEqual(ids.slice(0, 2))
    }
  })
})
