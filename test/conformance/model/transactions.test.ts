import fc from 'fast-check'
import { openBench, type Bench } from '../kit/embedded'

/* Operations in several transactions at once, in any order, against a list of documents copied for every snapshot. */

type Fields = Record<string, unknown>

/** `RUNS=1000` looks longer. */
const RUNS = Number(process.env.RUNS ?? 60)
const TIMEOUT = 40_000 + RUNS * 1000

/** A list of documents, copied for each snapshot. */
class Model {
  documents = new Map<string, Fields>()
  private changed = new Map<string, number>()
  private clock = 0
  private sessions = new Map<
    number,
    { since: number; snapshot: Map<string, Fields>; writes: Map<string, Fields | null> }
  >()

  private session(name: number) {
    const known = this.sessions.get(name) ?? {
      since: this.clock,
      snapshot: structuredClone(this.documents),
      writes: new Map<string, Fields | null>(),
    }
    this.sessions.set(name, known)
    return known
  }

  read(name: number | null): Fields[] {
    if (name === null) return [...this.documents.values()]
    const { snapshot, writes } = this.session(name)
    const view = new Map(snapshot)
    for (const [id, doc] of writes) {
      if (doc === null) view.delete(id)
      else view.set(id, doc)
    }
    return [...view.values()]
  }

  /** @returns false when another transaction is in the way */
  write(name: number, id: string, doc: Fields | null): boolean {
    const mine = this.session(name)
    const isLocked = [...this.sessions].some(
      ([other, { writes }]) => other !== name && writes.has(id),
    )
    if (isLocked || (this.changed.get(id) ?? -1) > mine.since) {
      this.sessions.delete(name)
      return false
    }
    mine.writes.set(id, doc)
    return true
  }

  isLocked(id: string): boolean {
    return [...this.sessions.values()].some(({ writes }) => writes.has(id))
  }

  apply(id: string, doc: Fields | null): void {
    this.changed.set(id, ++this.clock)
    if (doc === null) this.documents.delete(id)
    else this.documents.set(id, doc)
  }

  end(name: number, isCommit: boolean): void {
    if (isCommit) for (const [id, doc] of this.sessions.get(name)?.writes ?? []) this.apply(id, doc)
    this.sessions.delete(name)
  }
}

const target = fc.constantFrom('k0', 'k1', 'k2', 'k3')
const number = fc.nat(4)
const step = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    session: fc.option(fc.nat(2)),
    id: target,
    v: number,
    u: number,
  }),
  fc.record({ kind: fc.constant('increment' as const), session: fc.option(fc.nat(2)), id: target }),
  fc.record({ kind: fc.constant('remove' as const), session: fc.option(fc.nat(2)), id: target }),
  fc.record({ kind: fc.constant('find' as const), session: fc.option(fc.nat(2)), v: number }),
  fc.record({ kind: fc.constant('commit' as const), session: fc.nat(2) }),
  fc.record({ kind: fc.constant('abort' as const), session: fc.nat(2) }),
  fc.record({ kind: fc.constant('reopen' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Runs the steps on both and compares every answer. */
class Run {
  private readonly model = new Model()
  private readonly open = new Map<number, string>()

  constructor(private readonly bench: Bench) {}

  async take(action: Step): Promise<void> {
    switch (action.kind) {
      case 'commit':
      case 'abort':
        return this.finish(action.session, action.kind === 'commit')
      case 'reopen':
        for (const session of [...this.open.keys()]) await this.finish(session, false)
        return this.bench.reopen()
      case 'find':
        return this.compare(action.session, { v: { $gte: action.v } })
      default:
        return this.change(action)
    }
  }

  private async inside(session: number | null): Promise<Fields> {
    if (session === null) return {}
    let transactionId = this.open.get(session)
    if (transactionId === undefined) {
      transactionId = await this.bench.begin()
      this.open.set(session, transactionId)
    }
    return { transactionId }
  }

  private async finish(session: number, isCommit: boolean): Promise<void> {
    const id = this.open.get(session)
    if (id === undefined) return
    await (isCommit ? this.bench.commit(id) : this.bench.abort(id))
    this.open.delete(session)
    this.model.end(session, isCommit)
  }

  private async compare(session: number | null, where: { v: { $gte: number } }): Promise<void> {
    const found = await this.bench.find('c', where, {
      ...(await this.inside(session)),
      order: '{"v":-1,"_id":1}',
    })
    const expected = this.model
      .read(session)
      .filter(({ v }) => Number(v) >= where.v.$gte)
      .sort((a, b) => Number(b.v) - Number(a.v) || (String(a._id) < String(b._id) ? -1 : 1))
    expect(found).toEqual(expected)
  }

  private async change(action: Extract<Step, { id: string }>): Promise<void> {
    const { session, id } = action
    // Outside of transactions a locked document means waiting, which the tests of plain writes cover.
    if (session === null && this.model.isLocked(id)) return
    const inside = await this.inside(session)
    const current = this.model.read(session).find(({ _id }) => _id === id)
    const next: Fields | null | undefined =
      action.kind === 'put'
        ? { _id: id, v: action.v, tags: [action.u, `t${action.v}`] }
        : current && (action.kind === 'remove' ? null : { ...current, v: Number(current.v) + 1 })
    const answer = this.request(action, inside).then(
      () => true,
      (error: { code: string }) => {
        expect(error.code).toBe('DATABASE_TRANSACTION_CONFLICT')
        return false
      },
    )
    const isSame = next === undefined || JSON.stringify(next) === JSON.stringify(current)
    if (isSame) {
      expect(await answer).toBe(true)
    } else if (session === null) {
      expect(await answer).toBe(true)
      this.model.apply(id, next)
    } else {
      expect(await answer).toBe(this.model.write(session, id, next))
      if (!(await answer)) this.open.delete(session)
    }
  }

  private request(action: Extract<Step, { id: string }>, inside: Fields): Promise<unknown> {
    const { id } = action
    if (action.kind === 'remove')
      return this.bench.remove('c', { _id: id }, { queryType: 'DOC', ...inside })
    if (action.kind === 'increment')
      return this.bench.update(
        'c',
        { _id: id },
        { $inc: { v: 1 } },
        { queryType: 'DOC', ...inside },
      )
    const data = { v: action.v, tags: [action.u, `t${action.v}`] }
    return this.bench.update('c', { _id: id }, data, {
      queryType: 'DOC',
      merge: false,
      upsert: true,
      ...inside,
    })
  }

  async end(): Promise<void> {
    for (const session of [...this.open.keys()]) await this.finish(session, session % 2 === 0)
    await this.compare(null, { v: { $gte: 0 } })
    expect(await this.bench.db.verify()).toEqual([])
  }
}

it(
  'keeps what a list of documents with snapshots keeps, through any steps',
  async () => {
    const collections = [
      {
        name: 'c',
        indexes: [
          { name: 'v', fields: [['v', -1] as [string, -1]] },
          { name: 'tags', fields: [['tags', 1] as [string, 1]] },
        ],
      },
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const bench = await openBench({ collections })
        try {
          const run = new Run(bench)
          for (const action of steps) await run.take(action)
          await run.end()
        } finally {
          await bench.close()
        }
      }),
      { numRuns: RUNS },
    )
  },
  TIMEOUT,
)
