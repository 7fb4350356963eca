import { domain } from '../../../cloudfunctions/kernel/domain'
import { kernel } from '../../../cloudfunctions/kernel/index'
import { createRegistry } from '../../../cloudfunctions/kernel/registry'
import { schedules, SCHEDULE_ID } from '../../../cloudfunctions/kernel/schedule'
import { table, type Document } from '../../../cloudfunctions/kernel/table'
import { createProduct, noPush } from '../../../cloudfunctions/modules/index'
import { openGround, type Ground } from '../../kit/ground'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

interface DayDoc extends Document {
  at: number
}
interface BookDoc extends Document {
  name: string
  pages: number
  steps: string[]
}

const days = table<DayDoc>()('days', {
  indexes: { by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 2 },
})
const weeks = table<DayDoc>()('weeks', {
  indexes: { by_age: ['at'] },
  keep: { index: 'by_age', field: 'at', days: 7 },
})
const kept = table<DayDoc>()('kept', { indexes: { by_age: ['at'] } })

const step = (to: number, name: string) => ({
  to,
  what: name,
  up: (book: Record<string, unknown>) => {
    if (book['name'] === 'poison') throw new Error('cannot be read')
    return { ...book, steps: [...((book['steps'] ?? []) as string[]), name] }
  },
})
const books = table<BookDoc>()('books', { indexes: {}, migrations: [step(2, 'a'), step(3, 'b')] })
const papers = table<BookDoc>()('papers', { indexes: {}, migrations: [step(2, 'a')] })

const library = domain({ name: 'library', tables: [days, weeks, kept, books, papers] })

jest.setTimeout(30_000)

describe('jobs of the kernel', () => {
  let ground: Ground
  beforeEach(async () => {
    ground = await openGround([library])
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await ground.close()
  })
  const database = () => ground.cloud.database
  const count = async (name: string) => (await database().all(name)).length

  it('[M12] remove what is old in every table that says so, nothing else, and keep up with 12,000 rows', async () => {
    const { now } = ground.clock
    const rows = (n: number, at: number, prefix: string) =>
      Array.from({ length: n }, (_, i) => ({ _id: `${prefix}${i}`, at: at - i }))
    await database().load('days', [
      ...rows(12_000, now - 2 * DAY - 1, 'old'),
      ...rows(5, now, 'new'),
    ])
    await database().load('weeks', [
      ...rows(3, now - 3 * DAY, 'mid'),
      ...rows(4, now - 8 * DAY, 'old'),
    ])
    await database().load('kept', rows(6, 0, 'k'))
    await database().load('days', [{ _id: 'edge', at: now - 2 * DAY }])
    expect((await ground.tick()).failed).toEqual([])
    expect([await count('days'), await count('weeks'), await count('kept')]).toEqual([6, 3, 6])
  })

  it('find what is old by an index whose first field it is, in every table of the product', () => {
    const { registry } = createProduct(noPush)
    const keeping = registry.tables.filter(({ keep }) => keep !== null)
    expect(keeping.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit', 'idempotency']),
    )
    for (const { indexes, keep } of keeping) expect(indexes[keep!.index]?.[0]).toBe(keep!.field)
  })

  it('migrate in order and once, and leave alone what is new', async () => {
    await database().load('books', [
      { _id: 'one', name: 'x', pages: 1, steps: [] },
      { _id: 'two', name: 'y', pages: 2, steps: ['a'], v: 2 },
      { _id: 'three', name: 'z', pages: 3, steps: ['a', 'b'], v: 3 },
    ])
    for (let tick = 0; tick < 3; tick++) {
      expect((await ground.tick()).failed).toEqual([])
      ground.clock.now += HOUR
    }
    const steps = (await database().all('books')).map(({ steps: done, v }) => [done, v])
    expect(steps).toEqual(Array.from({ length: 3 }, () => [['a', 'b'], 3]))
  })

  it('go on where they were killed', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => ({
      ...{ _id: `b${String(i).padStart(3, '0')}`, name: 'x', pages: i, steps: [] },
    }))
    await database().load('books', rows)
    for (const killedAt of [40, 300, 700]) {
      ground.port.failAt(killedAt)
      await ground.tick().catch(() => undefined)
      ground.port.revive()
      // Until the lease of the dead run is over.
      ground.clock.now += 3 * HOUR
    }
    for (let tick = 0; tick < 3; tick++) {
      await ground.tick()
      ground.clock.now += HOUR
    }
    const all = await database().all('books')
    expect(all.filter(({ v }) => v === 3)).toHaveLength(450)
    expect(all.every(({ steps }) => JSON.stringify(steps) === '["a","b"]')).toBe(true)
  })

  it('leave a document whose migration throws as it is, say which, and do not stop for it', async () => {
    const poison = { _id: 'bad', name: 'poison', pages: 1, steps: [] }
    await database().load('books', [poison, { _id: 'good', name: 'x', pages: 1, steps: [] }])
    await database().load('papers', [{ _id: 'p', name: 'x', pages: 1, steps: [] }])
    const report = await ground.tick()
    expect(report.failed.map(({ name }) => name)).toEqual(['kernel.migrate'])
    expect(await database().get('books', 'bad')).toEqual(poison)
    expect(await database().get('books', 'good')).toMatchObject({ steps: ['a', 'b'] })
    expect(await database().get('papers', 'p')).toMatchObject({ steps: ['a'] })
    const state = (await ground.db().get(schedules, SCHEDULE_ID))?.jobs['kernel_migrate']
    expect(state).toMatchObject({ tries: 1, lease: 0 })
    expect(state?.lastError).toContain('books/bad')
    // Mended, it is found again.
    await database().load('books', [{ ...poison, name: 'mended' }])
    ground.clock.now += 2 * HOUR
    expect((await ground.tick()).failed).toEqual([])
    expect(await database().get('books', 'bad')).toMatchObject({ steps: ['a', 'b'] })
  })
})

describe('domains that are put together', () => {
  const one = domain({ name: 'one', tables: [days], jobs: [] })

  it('are refused when one is listed twice', () => {
    expect(() => createRegistry([kernel, one, one])).toThrow('domain one is listed twice')
  })

  it('are refused when two declare one collection', () => {
    const other = domain({ name: 'other', tables: [table<DayDoc>()('days', { indexes: {} })] })
    expect(() => createRegistry([one, other])).toThrow('two domains declare collection days')
  })

  it('are refused when two bring one action, ask, deadline or message', () => {
    const { handlers } = createProduct(noPush)
    const a = domain({ name: 'a', handlers: { 'me.get': handlers['me.get'] } })
    const b = domain({ name: 'b', handlers: { 'me.get': handlers['me.get'] } })
    expect(() => createRegistry([a, b])).toThrow('two domains bring handlers me.get')
    const deadlines = { 'x.y': { run: () => Promise.resolve() } }
    const c = domain({ name: 'c', deadlines })
    expect(() => createRegistry([c, domain({ name: 'd', deadlines })])).toThrow('deadlines x.y')
  })

  it('may all hear one fact, in the order in which they are listed', async () => {
    const heard: string[] = []
    const ear = (name: string) =>
      domain({
        name,
        on: {
          'group.archived': () => {
            heard.push(name)
            return Promise.resolve()
          },
        },
      })
    const registry = createRegistry([ear('first'), ear('second')])
    await registry.tell({} as never, 'group.archived', { groupId: 'g' })
    expect(heard).toEqual(['first', 'second'])
  })
})
