import { measure, setWords } from '../../cloudfunctions/engines/metrics/index'
import { domain } from '../../cloudfunctions/kernel/domain'
import { groupNameOf, openBoards, personNameOf, type BoardGround } from '../kit/board-ground'
import { inChina } from '../kit/clock'

const MINUTE = 60_000
/** Another domain with a metric whose facts are kept by the engine. */
const deals = domain({
  name: 'deals',
  metrics: {
    deals: { label: '成交', unit: '单', kind: 'count', better: 'more', facts: 'here' },
  },
})

let ground: BoardGround
beforeEach(async () => {
  ground = await openBoards({ domains: [deals] })
})
afterEach(() => ground.close())

const shown = (rows: readonly { place: number; memberId: string; points: number }[]) =>
  rows.map(({ place, memberId, points }) => `${place}${memberId}${points}`).join(' ')

/** `a` has 90, `b` 80 …: nine people of a group, credited by single sources. */
async function nine(): Promise<void> {
  for (const [index, memberId] of [...'abcdefghi'].entries()) {
    await ground.join(memberId, 'x')
    await ground.commit((work) =>
      measure(work, {
        ...{ metric: 'points', memberId, groupId: 'x', groupName: '群x', name: `人${memberId}` },
        ...{ value: 90 - 10 * index, parts: { other: 90 - 10 * index }, at: work.now },
        source: { kind: 't', id: memberId, title: '' },
      }),
    )
  }
}

describe('board.get', () => {
  it('of a group orders who has points and says what they are made of [S1.20] [S1.23]', async () => {
    await nine()
    const board = await ground.call('c', 'board.get', {
      scope: 'group',
      groupId: 'x',
      period: 'month',
    })
    expect(board).toMatchObject({ scope: 'group', periodKey: '2026-11', total: 9 })
    expect(board.range).toEqual({
      ...{ from: inChina('2026-11-01T00:00:00'), to: inChina('2026-12-01T00:00:00') },
    })
    expect(shown(board.top)).toBe('1a90 2b80 3c70 4d60 5e50 6f40')
    expect(board.top[2]).toMatchObject({
      ...{ name: personNameOf('c'), isMe: true, parts: [{ category: 'other', points: 70 }] },
    })
    expect(board.mine).toMatchObject({ place: 3, isExact: true, points: 70, gapToNext: 10 })
    expect(shown(board.mine!.around)).toBe('1a90 2b80 3c70 4d60 5e50')
    expect(board.rule).toMatchObject({ tieOrder: '同分先到者在前' })
    expect(board.rule.text).toContain('确认群规得 5 分')
  })

  it('puts nobody of the last third on show, but for managers', async () => {
    await nine()
    for (const scope of ['group', 'company'] as const) {
      const input = { scope, groupId: 'x', period: 'week' as const }
      const weak = await ground.call('h', 'board.get', input)
      expect(shown(weak.top)).toBe('1a90 2b80 3c70 4d60 5e50 6f40')
      expect(shown(weak.mine!.around)).toBe('8h20')
      expect(weak.mine).toMatchObject({ place: 8, gapToNext: 10 })
      const edge = await ground.call('f', 'board.get', input)
      expect(shown(edge.mine!.around)).toBe('4d60 5e50 6f40')
      await ground.appoint('h', 'manager')
      expect((await ground.call('h', 'board.get', input)).top).toHaveLength(9)
      await ground.appoint('h', null)
    }
  })

  it('costs at most six reads, and three within the top', async () => {
    await nine()
    await ground.call('a', 'board.get', { scope: 'company', period: 'month' })
    expect(ground.calls.at(-1)).toMatchObject({ reads: 3, writes: 0, isOverBudget: false })
  })

  it('refuses whoever is out of all groups, and other groups [P7]', async () => {
    await nine()
    await ground.leave('a', 'x')
    const codes = async (who: string) => {
      const answers = await Promise.all([
        ground.reply(who, 'board.get', { scope: 'company', period: 'week' }),
        ground.reply(who, 'board.get', { scope: 'group', groupId: 'x', period: 'week' }),
        ground.reply(who, 'board.entries', { memberId: 'b', period: 'week' }),
        ground.reply(who, 'board.groups', { period: 'week' }),
        ground.reply(who, 'board.figures', { groupId: 'x' }),
      ])
      return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).join(' ')
    }
    const refused = Array(5).fill('permission-denied').join(' ')
    expect(await codes('a')).toBe(refused)
    expect(await codes('nobody')).toBe(refused)
    expect(await codes('b')).toBe('ok ok ok permission-denied ok')
    await ground.join('z', 'y')
    expect(await codes('z')).toBe('ok not-found ok permission-denied not-found')
    await ground.appoint('a', 'manager')
    expect(await codes('a')).toBe('ok ok ok ok ok')
  })

  it('asks which group', async () => {
    await ground.join('a', 'x')
    expect(await ground.reply('a', 'board.get', { scope: 'group', period: 'week' })).toMatchObject({
      error: { code: 'invalid-argument', fields: { groupId: '还没有选择群' } },
    })
  })

  it('says how points come about in the words of who changed that [R9]', async () => {
    await ground.join('a', 'x')
    await ground.commit((work) => setWords(work, 'points', '新的说法'))
    for (const scope of ['group', 'company'] as const) {
      const board = await ground.call('a', 'board.get', { scope, groupId: 'x', period: 'week' })
      expect(board.rule.text).toBe('新的说法')
    }
  })
})

describe('who leaves', () => {
  it('keeps the figures and has no place; who comes back has both again [P4]', async () => {
    await nine()
    const company = async () =>
      shown((await ground.call('b', 'board.get', { scope: 'company', period: 'week' })).top)
    await ground.join('a', 'y')
    await ground.leave('a', 'x')
    expect(await company()).toContain('1a90')
    const inX = await ground.call('b', 'board.get', {
      scope: 'group',
      groupId: 'x',
      period: 'week',
    })
    expect(shown(inX.top)).not.toContain('a90')
    await ground.leave('a', 'y')
    expect(await company()).not.toContain('a90')
    expect(
      await ground.call('b', 'board.entries', { memberId: 'a', period: 'week' }),
    ).toMatchObject({
      ...{ name: personNameOf('a'), total: 90 },
    })
    // What comes late for somebody who is gone gives no place either.
    await ground.credit('five', 'a', 'x', 'late')
    expect(await company()).not.toContain('a95')
    await ground.join('a', 'x')
    expect(await company()).toContain('1a95')
  })

  it('costs at most two reads and three writes a metric beside its own', async () => {
    await nine()
    await ground.join('a', 'y')
    for (const step of [() => ground.leave('a', 'x'), () => ground.leave('a', 'y')]) {
      const { reads, writes } = { ...ground.meter }
      await step()
      // Group and identity are the test's own; two metrics; leaving the company is a second fact.
      expect(ground.meter.reads - reads - 2).toBeLessThanOrEqual(2 * 2 * 2)
      expect(ground.meter.writes - writes - 2).toBeLessThanOrEqual(2 * 2 * 2)
    }
  })

  it('is without a name after its data were deleted', async () => {
    await nine()
    const erase = ground.registry.domains.find(({ name }) => name === 'metrics')!.erase!
    const { now } = ground.clock
    const context = { db: ground.db(), memberId: 'a', now, commit: ground.commit }
    expect(await erase(context)).toBe(true)
    const rows = await ground.cloud.database.all('standings', { memberId: 'a' })
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.map(({ name }) => name).join('')).toBe('')
    const board = await ground.call('b', 'board.get', {
      scope: 'group',
      groupId: 'x',
      period: 'week',
    })
    expect(board.top[0]).toMatchObject({ name: '已注销', points: 90 })
  })
})

describe('board.figures', () => {
  it('are mine in this group, with my place this month', async () => {
    await nine()
    await ground.credit('seven', 'c', 'x', 'old', inChina('2026-11-02T12:00:00'))
    expect(await ground.call('c', 'board.figures', { groupId: 'x' })).toEqual({
      ...{ groupId: 'x', weekPoints: 70, monthPoints: 77, place: 3, of: 9 },
    })
    await ground.join('z', 'x')
    expect(await ground.call('z', 'board.figures', { groupId: 'x' })).toMatchObject({
      ...{ weekPoints: 0, monthPoints: 0, place: null, of: 10 },
    })
    expect(ground.calls.at(-1)).toMatchObject({ reads: 2 })
  })
})

describe('board.groups', () => {
  const list = (cursor?: string, size = 2) =>
    ground.call('boss', 'board.groups', { period: 'week', size, ...(cursor ? { cursor } : {}) })
  const later = async () => {
    ground.clock.now += 3 * MINUTE
    expect((await ground.tick()).failed).toEqual([])
  }

  it('compares groups by points a head, page by page [S1.25]', async () => {
    await ground.appoint('boss', 'manager')
    for (const [group, people] of [
      ['p', 3],
      ['q', 1],
      ['r', 2],
      ['s', 2],
    ] as const) {
      for (let index = 0; index < people; index++) await ground.join(`${group}${index}`, group)
      if (group !== 's') await ground.credit('seven', `${group}0`, group, 'one')
    }
    await later()
    const first = await list()
    expect(first.rows).toEqual([
      {
        groupId: 'q',
        name: groupNameOf('q'),
        members: 1,
        points: 7,
        perHeadHundredths: 700,
        place: 1,
      },
      {
        groupId: 'r',
        name: groupNameOf('r'),
        members: 2,
        points: 7,
        perHeadHundredths: 350,
        place: 2,
      },
    ])
    const second = await list(first.next)
    expect(second.rows.map(({ groupId, place }) => `${place}${groupId}`)).toEqual(['3p'])
    expect(second.next).toBeUndefined()
    expect(first.asOf).toBeLessThanOrEqual(ground.clock.now)
  })

  it('follows leaving and archiving, with one write for a burst', async () => {
    await ground.appoint('boss', 'manager')
    await ground.join('a', 'p')
    await ground.join('b', 'p')
    for (const source of ['1', '2', '3']) await ground.credit('five', 'a', 'p', source)
    expect(await ground.cloud.database.all('deadlines', { ref: /^points:p:/ })).toHaveLength(1)
    await later()
    expect((await list()).rows[0]).toMatchObject({ members: 2, perHeadHundredths: 750 })
    await ground.leave('b', 'p')
    await later()
    expect((await list()).rows[0]).toMatchObject({ members: 1, perHeadHundredths: 1500 })
    await ground.archive('p')
    await later()
    expect((await list()).rows).toEqual([])
  })

  it('costs an idle minute nothing [M10]', async () => {
    await nine()
    await later()
    await ground.tick()
    const { reads, writes } = await ground.tick()
    expect(reads).toBeLessThanOrEqual(2)
    expect(writes).toBe(0)
  })
})

describe('a fact that is kept here', () => {
  it('counts once by its source, and is listed', async () => {
    await ground.join('a', 'x')
    const one = () =>
      ground.commit((work) =>
        measure(work, {
          ...{ metric: 'deals', memberId: 'a', groupId: 'x', groupName: '群x', name: '人a' },
          ...{ value: 1, parts: { new: 1 }, at: work.now },
          source: { kind: 'deal', id: '7', title: '合同七' },
        }),
      )
    expect([await one(), await one()]).toEqual([1, 0])
    const standings = await ground.cloud.database.all('standings', {
      metric: 'deals',
      memberId: 'a',
    })
    expect(standings.map(({ week }) => (week as { value: number }).value)).toEqual([1, 1])
    expect(await ground.cloud.database.all('metric_facts')).toHaveLength(1)
  })

  it('is of a metric that some domain brings', async () => {
    const unknown = ground.commit((work) =>
      measure(work, {
        ...{ metric: 'none', memberId: 'a', groupId: null, groupName: '', value: 1, at: work.now },
        source: { kind: 'k', id: '1', title: '' },
      }),
    )
    await expect(unknown).rejects.toThrow('no domain brings the metric none')
  })
})
