import type { Work } from '../../kernel/context'
import { laterOnce } from '../../kernel/later'
import { orderKey } from '../../kernel/order-key'
import { peopleOf } from '../../kernel/people'
import type { Registry } from '../../kernel/registry'
import {
  capped,
  companyBoard,
  companyId,
  groupBoard,
  newStanding,
  recorded,
  seatId,
  type Cap,
  type Change,
} from './metrics.logic'
import type { Metric } from './metrics.parts'
import { movePlace, putStanding, shardFor, standingOf } from './metrics.repo'
import { metricFacts, type StandingDoc } from './metrics.tables'
import { placeChange } from './place.logic'

/** One fact about a person. */
export interface Measure {
  metric: string
  memberId: string
  /** Null: of no group. */
  groupId: string | null
  groupName: string
  /** Absent: as it is known. */
  name?: string
  /** An integer; of a ratio the part. */
  value: number
  /** Of a ratio: the whole. */
  of?: number
  /** What the value is made of. */
  parts?: Readonly<Record<string, number>>
  /** `kind:id` names it for good. */
  source: { kind: string; id: string; title: string }
  at: number
  /** At most so much counts; parts are cut alike when there is one. */
  cap?: Cap
}

export const GROUP_DEADLINE = 'metrics.group'
const MINUTE = 60_000

/** @throws Error when no domain brings this metric. */
export function metricOf(registry: Registry, name: string): Metric {
  const metric = registry.find('metrics', name)
  if (!metric) throw new Error(`no domain brings the metric ${name}`)
  return metric
}

/** Groups are compared by what adds up. */
export const isCompared = ({ kind }: Metric): boolean => kind === 'sum' || kind === 'count'

/**
 * Has the group's row in the comparison written anew, once for all that happens within this minute, when the minute is over
 * and everything that began in it has ended: it then sees all of it. One read, at most one write.
 */
export function compareLater(work: Work, metric: string, groupId: string): Promise<void> {
  const minute = Math.floor(work.now / MINUTE)
  return laterOnce(work, GROUP_DEADLINE, `${metric}:${groupId}:${minute}`, (minute + 2) * MINUTE)
}

const factId = ({ metric, source }: Measure): string => `${metric}:${source.kind}/${source.id}`

/** Keeps a fact, as much of it as counts. One write. */
async function keepFact({ tx }: Work, fact: Measure, change: Change): Promise<void> {
  const _id = factId(fact)
  const { metric, memberId, groupId, groupName, source, at } = fact
  const { value, of } = change
  await tx.insert(metricFacts, {
    ...{ _id, metric, memberId, groupId, groupName, value, of, source, at },
    parts: { ...change.parts },
    order: orderKey(at, _id),
  })
}

/** Names as they are now; an absent one stays. */
const named = (standing: StandingDoc, { name, groupName }: Measure): StandingDoc => ({
  ...standing,
  name: name ?? standing.name,
  groupName: groupName === '' ? standing.groupName : groupName,
})

/** The parts of what is counted of a value. */
const partsOf = ({ value, parts = {} }: Measure, counted: number): Change['parts'] =>
  counted === value
    ? parts
    : Object.fromEntries(
        Object.keys(parts)
          .slice(0, 1)
          .map((category) => [category, counted]),
      )

async function changeCompany(
  work: Work,
  metric: Metric,
  fact: Measure,
  before: StandingDoc | null,
  change: Change,
  caps: StandingDoc['capped'],
): Promise<void> {
  const { tx, now } = work
  const { memberId } = fact
  const known =
    before ??
    newStanding(
      {
        _id: companyId(fact.metric, memberId),
        ...{ metric: fact.metric, memberId, groupId: null, board: companyBoard(fact.metric) },
      },
      change.at,
    )
  const after = { ...named(recorded(metric, known, change), fact), capped: caps, asOf: now }
  const shard = await shardFor(tx, fact.metric, memberId)
  const places = placeChange(shard, before, after, metric.better)
  await putStanding(tx, places.standing)
  await movePlace(tx, fact.metric, memberId, shard, places)
}

/** A seat that joining has left no standing of: who was there before the metric was has a place, others have none. */
async function firstSeat(
  { tx, registry }: Work,
  { metric, memberId }: Measure,
  groupId: string,
  at: number,
): Promise<StandingDoc> {
  const group = await peopleOf(registry).group(tx, groupId)
  const isInside = group?.people.some((person) => person.memberId === memberId) ?? false
  const board = isInside ? groupBoard(metric, groupId) : null
  const _id = seatId(metric, groupId, memberId)
  return newStanding({ _id, metric, memberId, groupId, board }, at)
}

async function changeSeat(
  work: Work,
  metric: Metric,
  fact: Measure,
  groupId: string,
  change: Change,
): Promise<void> {
  const { tx, now } = work
  const known =
    (await standingOf(tx, seatId(fact.metric, groupId, fact.memberId))) ??
    (await firstSeat(work, fact, groupId, change.at))
  await putStanding(tx, { ...named(recorded(metric, known, change), fact), asOf: now })
  if (isCompared(metric)) await compareLater(work, fact.metric, groupId)
}

/**
 * Counts a fact in the caller's transaction: in the person's figures of the company and of the group, and in the places of the
 * company. A fact that is kept here counts once by its source; a domain that keeps its own sees to that itself. At most five
 * reads (six with the first of somebody who was here before the metric) and five writes; no job has anything to do but for the comparison of groups.
 *
 * @returns the value that was counted: 0 for a source known already, less than given under a cap.
 */
export async function measure(work: Work, fact: Measure): Promise<number> {
  const metric = metricOf(work.registry, fact.metric)
  const isKept = metric.facts === 'here'
  if (isKept && (await work.tx.get(metricFacts, factId(fact)))) return 0
  const before = await standingOf(work.tx, companyId(fact.metric, fact.memberId))
  const known = before?.capped ?? {}
  const caps = fact.cap
    ? capped(known, fact.cap, fact.value, fact.at)
    : { value: fact.value, capped: known }
  if (caps.value === 0 && fact.value !== 0) return 0
  const parts = partsOf(fact, caps.value)
  const change: Change = { value: caps.value, of: fact.of ?? 0, parts, at: fact.at }
  if (isKept) await keepFact(work, fact, change)
  await changeCompany(work, metric, fact, before, change, caps.capped)
  if (fact.groupId !== null) await changeSeat(work, metric, fact, fact.groupId, change)
  return caps.value
}
