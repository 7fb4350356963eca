import { entryPage, setWords, type EntriesSource } from '../../engines/metrics/index'
import type { Work } from '../../kernel/context'
import type { Reader } from '../../kernel/database'
import { domain } from '../../kernel/domain'
import { found } from '../../kernel/errors'
import type { Registry } from '../../kernel/registry'
import { POINTS } from './credit'
import { defaultIncentive, effective, wordsOf } from './incentives.logic'
import type { Incentive } from './incentives.parts'
import { ledgerRows, putIncentive, storedIncentive } from './incentives.repo'
import {
  incentives as incentivesTable,
  pointsLedger,
  type IncentiveTerms,
} from './incentives.tables'
import { entryView } from './incentives.views'

export { credit, reverse, type Credit } from './credit'
export { isValidAt } from './incentives.logic'
export type { Incentive, IncentiveDefault } from './incentives.parts'

/** The incentive as it holds now; null when no domain brings it. One read; callers read it before their transaction. */
export async function incentive(
  reader: Reader,
  registry: Registry,
  id: string,
): Promise<Incentive | null> {
  const terms = registry.find('incentives', id)
  return terms ? effective(id, terms, await storedIncentive(reader, id)) : null
}

/** All incentives as they hold, read one by one: for changing one of them. */
async function allIncentives(reader: Reader, registry: Registry): Promise<Incentive[]> {
  const all: Incentive[] = []
  for (const [id] of registry.all('incentives')) {
    const one = await incentive(reader, registry, id)
    if (one) all.push(one)
  }
  return all
}

/**
 * Changes what an incentive gives from now on, and what boards say about it; entries keep the version they were made with.
 * One read an incentive, two writes.
 *
 * @throws AppError `not-found` when no domain brings it.
 */
export async function changeIncentive(
  { tx, registry }: Pick<Work, 'tx' | 'registry'>,
  id: string,
  change: Partial<IncentiveTerms>,
): Promise<Incentive> {
  const all = await allIncentives(tx, registry)
  const current = found(all.find((one) => one.id === id))
  const changed: Incentive = { ...current, ...change, id, version: current.version + 1 }
  const { id: _id, ...terms } = changed
  await putIncentive(tx, { _id, ...terms })
  await setWords({ tx }, POINTS, wordsOf(all.map((one) => (one.id === id ? changed : one))))
  return changed
}

const ledgerEntries: EntriesSource = async (db, request) =>
  entryPage(await ledgerRows(db, request), request.size, entryView)

/** What people get points for, and the ledger of all points. */
export const incentives = domain({
  name: 'incentives',
  tables: [incentivesTable, pointsLedger],
  metrics: {
    [POINTS]: {
      label: '积分',
      unit: '分',
      kind: 'sum',
      better: 'more',
      facts: 'own',
      words: (all) =>
        wordsOf(all.all('incentives').map(([id, terms]) => defaultIncentive(id, terms))),
    },
  },
  entries: { [POINTS]: ledgerEntries },
})
