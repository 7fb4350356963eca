import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabasePort, Meter } from '../../cloudfunctions/kernel/database'
import type * as Platform from '../../cloudfunctions/platform/database'
import { table, type Document } from '../../cloudfunctions/kernel/table'
import { inTransaction } from '../../cloudfunctions/kernel/transaction'
import { startCloud } from '../../local/cloud'
import { openDatabaseDoor } from '../../local/cloud/in-process'
import { collectionsOf, inProcessDatabase } from '../../story/database'

interface ThingDoc extends Document {
  group: string
  rank: number
  tags: string[]
  note: string | null
  facts: Record<string, { at: number } | undefined>
}

interface OldDoc extends Document {
  rank: number
}
interface NewDoc extends Document {
  place: number
  label: string
}

const things = table<ThingDoc>()('things', {
  indexes: {
    by_rank: ['group', 'rank', '_id'],
    by_rank_down: ['group', ['rank', -1], ['_id', -1]],
    by_tag: ['tags'],
    by_note: ['note'],
  },
})
const codes = table<ThingDoc>()('codes', { indexes: { by_note: ['note'] }, unique: ['by_note'] })
/** The same collection before and after its documents changed. */
const oldRows = table<OldDoc>()('rows', { indexes: {} })
const newRows = table<NewDoc>()('rows', {
  indexes: { by_place: ['place'] },
  migrations: [
    {
      to: 2,
      what: 'a place and a label in place of a rank',
      up: ({ rank, ...rest }) => ({ ...rest, place: Number(rank) * 10, label: `r${String(rank)}` }),
    },
  ],
})

const TABLES = [things, codes, newRows]

interface Opened {
  port: DatabasePort
  close(): Promise<void>
}

async function overTheSdk(): Promise<Opened> {
  const dataDir = await mkdtemp(join(tmpdir(), 'port-sdk-'))
  const cloud = await startCloud({ dataDir, collections: collectionsOf(TABLES), timers: false })
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: cloud.adminUrl }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'test',
    TENCENTCLOUD_SECRETKEY: 'test',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
  })
  // Loaded now: the SDK reads where its cloud is when it is.
  const { cloudDatabase } = jest.requireActual<typeof Platform>(
    '../../cloudfunctions/platform/database',
  )
  return {
    port: cloudDatabase,
    async close() {
      await cloud.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function inProcess(): Promise<Opened> {
  const dir = await mkdtemp(join(tmpdir(), 'port-process-'))
  const door = await openDatabaseDoor({ dir, collections: collectionsOf(TABLES) })
  return {
    port: inProcessDatabase(door),
    async close() {
      await door.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

const thing = (id: string, given: Partial<ThingDoc> = {}): ThingDoc => ({
  _id: id,
  group: 'g',
  rank: 0,
  tags: [],
  note: null,
  facts: {},
  ...given,
})

let serial = 0
const fresh = (name: string): string => `${name}-${++serial}`

describe.each([
  ['wx-server-sdk over HTTP', overTheSdk],
  ['the database in this process', inProcess],
])('the database port on %s', (_name, open) => {
  let opened: Opened
  let port: DatabasePort
  const meter = (): Meter => ({ reads: 0, writes: 0 })
  const db = (counted = meter()) => port.database(counted)
  const commit: <T>(work: Parameters<typeof inTransaction<T>>[2]) => Promise<T> = (work) =>
    inTransaction(port, meter(), work)
  const put = (...documents: ThingDoc[]) =>
    commit(async (tx) => {
      for (const document of documents) await tx.put(things, document)
    })

  beforeAll(async () => {
    opened = await open()
    port = opened.port
  })
  afterAll(() => opened.close())

  it('reads null where there is no document', async () => {
    expect(await db().get(things, fresh('nobody'))).toBeNull()
    expect(await commit((tx) => tx.get(things, fresh('nobody')))).toBeNull()
  })

  it('keeps what was put, replaces it whole, and removes it', async () => {
    const id = fresh('a')
    const first = thing(id, { tags: ['x', '喜报'], facts: { one: { at: 1 }, two: { at: 2 } } })
    await put(first)
    expect(await db().get(things, id)).toEqual(first)
    const second = thing(id, { facts: { one: { at: 9 } } })
    await put(second)
    expect(await db().get(things, id)).toEqual(second)
    await commit((tx) => tx.remove(things, id))
    expect(await db().get(things, id)).toBeNull()
  })

  it('sets objects whole, increments, and unsets, by dotted paths', async () => {
    const id = fresh('a')
    await put(thing(id, { rank: 3, facts: { one: { at: 1 }, two: { at: 2 } } }))
    const isThere = await commit((tx) =>
      tx.update(things, id, {
        set: { note: 'n', 'facts.three': { at: 3 } },
        inc: { rank: -5 },
        unset: ['facts.one'],
      }),
    )
    expect(isThere).toBe(true)
    const expected = thing(id, { rank: -2, note: 'n', facts: { two: { at: 2 }, three: { at: 3 } } })
    expect(await db().get(things, id)).toEqual(expected)
    await commit((tx) => tx.update(things, id, { set: { facts: { only: { at: 7 } } } }))
    expect((await db().get(things, id))?.facts).toEqual({ only: { at: 7 } })
  })

  it('says that there was nothing to update, and makes nothing', async () => {
    const id = fresh('nobody')
    expect(await commit((tx) => tx.update(things, id, { set: { rank: 1 } }))).toBe(false)
    expect(await db().get(things, id)).toBeNull()
  })

  it('sees its own writes inside, and none of them outside when the work fails', async () => {
    const id = fresh('a')
    const work = commit(async (tx) => {
      await tx.insert(things, thing(id, { rank: 1 }))
      await tx.update(things, id, { inc: { rank: 1 } })
      expect((await tx.get(things, id))?.rank).toBe(2)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await db().get(things, id)).toBeNull()
  })

  it('takes a second document with one id for a conflict', async () => {
    const id = fresh('a')
    await put(thing(id))
    const again = port.transaction(meter(), (tx) => tx.insert(things, thing(id)))
    const error: unknown = await again.catch((thrown: unknown) => thrown)
    expect(port.isConflict(error)).toBe(true)
    expect(port.isUnavailable(error)).toBe(false)
  })

  it('takes a second document with one unique value for a conflict', async () => {
    const note = fresh('code')
    await commit((tx) => tx.insert(codes, thing(fresh('a'), { note })))
    const again = port.transaction(meter(), (tx) => tx.insert(codes, thing(fresh('b'), { note })))
    const error: unknown = await again.catch((thrown: unknown) => thrown)
    expect(port.isConflict(error)).toBe(true)
  })

  it('lets one of two transactions win that write one document, and counts both on retry', async () => {
    const id = fresh('counter')
    await put(thing(id))
    const conflicts: boolean[] = []
    const rival = port.transaction(meter(), async (tx) => {
      await tx.get(things, id)
      await put(thing(id, { rank: 100 }))
      await tx.update(things, id, { inc: { rank: 1 } })
    })
    await rival.catch((error: unknown) => conflicts.push(port.isConflict(error)))
    expect(conflicts).toEqual([true])
    await Promise.all(
      Array.from({ length: 8 }, () =>
        commit(async (tx) => {
          const { rank } = (await tx.get(things, id))!
          await tx.update(things, id, { set: { rank: rank + 1 } })
        }),
      ),
    )
    expect((await db().get(things, id))?.rank).toBe(108)
  })

  describe('queries', () => {
    const group = fresh('group')
    beforeAll(async () => {
      await put(
        ...[4, 1, 3, 2, 3].map((rank, index) =>
          thing(`${group}-${index}`, { group, rank, tags: [`t${rank}`, 'all'] }),
        ),
      )
    })
    const idsOf = (rows: { _id: string }[]) => rows.map(({ _id }) => _id.split('-').at(-1))

    it('sort by the rest of the index, both ways', async () => {
      const find = { where: { group }, limit: 10 } as const
      const up = await db().find(things, { index: 'by_rank', ...find, order: 'asc' })
      expect(idsOf(up)).toEqual(['1', '3', '2', '4', '0'])
      const down = await db().find(things, { index: 'by_rank', ...find, order: 'desc' })
      expect(idsOf(down)).toEqual(['0', '4', '2', '3', '1'])
      const declared = await db().find(things, { index: 'by_rank_down', ...find, order: 'asc' })
      expect(idsOf(declared)).toEqual(['0', '4', '2', '3', '1'])
    })

    it('know ranges, lists of values, parts of lists, null, and a limit', async () => {
      const of = async (rank: object) =>
        idsOf(
          await db().find(things, {
            index: 'by_rank',
            where: { group, rank } as never,
            order: 'asc',
            limit: 10,
          }),
        )
      expect(await of({ gte: 2, lt: 4 })).toEqual(['3', '2', '4'])
      expect(await of({ gt: 3 })).toEqual(['0'])
      // A list of values fixes its field: what follows in the index sorts.
      expect(await of({ in: [1, 4, 9] })).toEqual(['0', '1'])
      const tagged = await db().find(things, { index: 'by_tag', where: { tags: 't3' }, limit: 10 })
      expect(idsOf(tagged).sort()).toEqual(['2', '4'])
      const first = await db().find(things, {
        index: 'by_rank',
        where: { group },
        order: 'asc',
        limit: 2,
      })
      expect(idsOf(first)).toEqual(['1', '3'])
      const without = await db().find(things, {
        index: 'by_note',
        where: { note: null },
        limit: 99,
      })
      expect(idsOf(without)).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4']))
    })

    it('answer the asked fields with the id', async () => {
      const rows = await db().find(things, {
        index: 'by_rank',
        where: { group, rank: 4 },
        limit: 1,
        fields: ['rank'],
      })
      expect(rows).toEqual([{ _id: `${group}-0`, rank: 4 }])
    })

    it('answer many by id once each, leave missing ones out, and count', async () => {
      const used = meter()
      const ids = [`${group}-3`, `${group}-3`, 'nobody', `${group}-0`]
      const rows = await db(used).getMany(things, ids, ['rank'])
      expect(idsOf(rows).sort()).toEqual(['0', '3'])
      const where = { group, rank: { gte: 3 } }
      expect(await db(used).count(things, { index: 'by_rank', where })).toBe(3)
      expect(used).toEqual({ reads: 2, writes: 0 })
    })

    it('refuse an index that is not declared and a limit beyond the platform’s', async () => {
      const wrong = { index: 'by_nothing' as 'by_rank', where: { group }, limit: 1 }
      await expect(async () => db().find(things, wrong)).rejects.toThrow('declares no index')
      const tooMany = { index: 'by_rank', where: { group }, limit: 1001 } as const
      await expect(async () => db().find(things, tooMany)).rejects.toThrow('limit 1001')
    })

    it('remove many at once and say how many there were', async () => {
      const ids = [fresh('old'), fresh('old')]
      await put(...ids.map((id) => thing(id)))
      expect(await db().removeMany(things, [...ids, 'nobody'])).toBe(2)
      expect(await db().getMany(things, ids)).toEqual([])
    })
  })

  it('migrates what is older when it is read, stamps what it writes, and finds what is left', async () => {
    const id = fresh('old')
    await commit((tx) => tx.put(oldRows, { _id: id, rank: 2 }))
    expect(await db().get(newRows, id)).toEqual({ _id: id, place: 20, label: 'r2' })
    expect(await db().getMany(newRows, [id], ['label'])).toMatchObject([{ label: 'r2' }])
    const before = await db().outdated(newRows, '', 100)
    expect(before.ids).toContain(id)
    await commit((tx) => tx.update(newRows, id, { set: { label: 'new' } }))
    expect(await db().get(newRows, id)).toEqual({ _id: id, place: 20, label: 'new' })
    expect((await db().outdated(newRows, '', 100)).ids).not.toContain(id)
  })

  it('counts what it does', async () => {
    const used = meter()
    const id = fresh('a')
    await inTransaction(port, used, async (tx) => {
      await tx.insert(things, thing(id))
      await tx.get(things, id)
      await tx.update(things, id, { inc: { rank: 1 } })
      await tx.remove(things, id)
    })
    expect(used).toEqual({ reads: 1, writes: 3 })
  })
})
