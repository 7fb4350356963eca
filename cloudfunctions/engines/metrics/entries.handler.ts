import type { EntryView } from '../../../miniprogram/contract/board'
import { periodKey, periodRange } from '../../../miniprogram/contract/calendar'
import { inCompany, known, type AccessRule } from '../../kernel/access'
import type { Database } from '../../kernel/database'
import { handleQuery } from '../../kernel/define'
import { found } from '../../kernel/errors'
import { identityOf } from '../../kernel/identity'
import { orderKey } from '../../kernel/order-key'
import type { Registry } from '../../kernel/registry'
import { companyId, seatId, valueIn } from './metrics.logic'
import type { EntriesRequest, EntriesSource } from './metrics.parts'
import { metricQueries, standingOf } from './metrics.repo'
import type { FactDoc } from './metrics.tables'
import { nameOf } from './metrics.views'

/**
 * The orders between two moments, up to a cursor of the same list: one from elsewhere never leads out of the period.
 */
export function entryRange({ from, to, cursor }: Pick<EntriesRequest, 'from' | 'to' | 'cursor'>) {
  const gte = orderKey(from, '')
  const end = orderKey(to, '')
  return { gte, lt: cursor !== undefined && cursor < end && cursor > gte ? cursor : end }
}

/** A page out of one row more than it shows. */
export function entryPage<T extends { order: string }>(
  rows: readonly T[],
  size: number,
  view: (row: T) => EntryView,
) {
  const last = rows.length > size ? rows[size - 1] : undefined
  return { rows: rows.slice(0, size).map(view), ...(last ? { next: last.order } : {}) }
}

const factView = ({ _id, value, parts, source, groupName, at }: FactDoc): EntryView => ({
  entryId: _id,
  points: value,
  category: Object.keys(parts)[0] ?? 'other',
  text: source.title,
  basis: null,
  source: { kind: source.kind, title: source.title },
  groupName,
  at,
})

/** Facts that are kept here. */
const factsOf =
  (metric: string): EntriesSource =>
  async (db, request) => {
    const { memberId, groupId, size } = request
    const range = entryRange(request)
    const facts = await metricQueries(db).facts(metric, memberId, groupId, range, size + 1)
    return entryPage(facts, size, factView)
  }

const sourceOf = (registry: Registry, metric: string): EntriesSource =>
  registry.find('entries', metric) ?? factsOf(metric)

/** The name of somebody without any figures. One read. @throws AppError `not-found` for nobody. */
const nameOfMember = async (db: Database, memberId: string): Promise<string> =>
  found(await identityOf(db, memberId)).name

/** Everyone in the company; one's own are one's own in no group, too. */
const entriesReader: AccessRule<{ memberId: string }, unknown> = {
  name: 'board.open',
  check: (reader, caller, { memberId }) =>
    caller.memberId === memberId
      ? known.check(reader, caller, undefined)
      : inCompany('board.open').check(reader, caller, undefined),
}

/** Figures are open to everyone in the company, with what they are made of: the total is the fold of what is listed. */
export const entriesHandler = handleQuery('board.entries', {
  access: entriesReader,
  async run({ db, now, registry }, { metric, memberId, groupId, period, cursor, size }) {
    const { from, to } = periodRange(period, now)
    const key = periodKey(period, now)
    const id =
      groupId === undefined ? companyId(metric, memberId) : seatId(metric, groupId, memberId)
    const [standing, page] = await Promise.all([
      standingOf(db, id),
      sourceOf(registry, metric)(db, {
        ...{ memberId, groupId: groupId ?? null, from, to, cursor, size },
      }),
    ])
    return {
      memberId,
      name: nameOf(standing?.name ?? (await nameOfMember(db, memberId))),
      total: valueIn(standing, period, key),
      period,
      periodKey: key,
      ...page,
    }
  },
})
