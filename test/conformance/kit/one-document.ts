import { openSdkBench, type Operators } from './sdk-database'

/* Works out aggregation expressions from one document, through the real SDK. */

export type Expression = ($: Operators) => unknown

export const AT = new Date('2026-01-02T03:04:05.678Z')

const document = {
  _id: 'one',
  n: -7,
  f: 2.5,
  s: 'Hello',
  nil: null,
  yes: true,
  at: AT,
  list: [3, 1, 2],
  mixed: [1, null, 'x', [2], { q: 4 }],
  nested: [[1, 2], [3]],
  empty: [],
  o: { x: 1, y: { z: 2 } },
  items: [{ q: 2 }, { p: 5 }, { q: 3, p: 1 }],
}

export interface Calculator {
  /** What `$project` makes of an expression: `{value}`, or nothing for a missing value. */
  output(expression: Expression): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** Starts a cloud with the one document. */
export async function openCalculator(): Promise<Calculator> {
  const bench = await openSdkBench([{ name: 'one', indexes: [] }])
  await bench.fill('one', [document])
  return {
    async output(expression) {
      const pipeline = bench.db.collection('one').aggregate()
      const { list } = await pipeline
        .project({ _id: 0, value: expression(bench.db.command.aggregate) })
        .end()
      return list[0] as Record<string, unknown>
    },
    close: () => bench.close(),
  }
}
