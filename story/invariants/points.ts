import { PERIOD_KINDS, periodKey, type PeriodKind } from '../../miniprogram/contract/calendar'
import type { Stage } from '../stage'
import { collector, sum } from './collect'

interface Entry {
  memberId: string
  groupId: string
  points: number
  at: number
}
interface Figures {
  key: string
  value: number
  order: string
}
interface Histogram {
  key: string
  total: number
  counts: Record<string, number>
}
type Standing = {
  _id: string
  metric?: string
  memberId?: string | null
  groupId?: string | null
  board?: string | null
} & Record<PeriodKind, Figures & Histogram>

const isOfMember = ({ memberId }: Standing): boolean => typeof memberId === 'string'

/** Standings are the fold of the ledger, in the company and in each group; places count everyone who has one. */
export async function pointProblems({ documents }: Stage): Promise<string[]> {
  const entries = (await documents('points_ledger')) as unknown as Entry[]
  const all = (await documents('standings')) as unknown as Standing[]
  const { problems, same, holds } = collector()
  const standings = all.filter((row) => row.metric === 'points' && isOfMember(row))
  const shards = all.filter(({ _id }) => _id.startsWith('place:points:'))
  for (const standing of standings) {
    const { _id, memberId, groupId } = standing
    const own = entries.filter(
      (entry) => entry.memberId === memberId && (groupId == null || entry.groupId === groupId),
    )
    for (const kind of PERIOD_KINDS) {
      const { key, value } = standing[kind]
      const inPeriod = own.filter(({ at }) => periodKey(kind, at) === key)
      same(`${_id} ${key}`, value, sum(inPeriod.map(({ points }) => points)))
      const isNewer = own.some(({ at }) => periodKey(kind, at) > key)
      holds(`${_id} is behind its ledger`, !isNewer)
    }
  }
  const people = new Set(entries.map(({ memberId }) => memberId))
  for (const memberId of people) {
    const has = standings.some((row) => row.memberId === memberId && row.groupId == null)
    holds(`${memberId} has entries and no standing`, has)
  }
  for (const kind of PERIOD_KINDS) {
    const company = standings.filter(({ groupId, board }) => groupId == null && board != null)
    const keys = new Set(shards.map((shard) => shard[kind].key))
    const newest = [...keys].sort().at(-1) ?? ''
    const placed = company.filter((row) => row[kind].order !== '' && row[kind].key === newest)
    const counted = shards.filter((shard) => shard[kind].key === newest)
    same(`places of ${newest}`, sum(counted.map((shard) => shard[kind].total)), placed.length)
    const inBuckets = counted.flatMap((shard) => Object.values(shard[kind].counts))
    same(`people in buckets of ${newest}`, sum(inBuckets), placed.length)
  }
  return problems
}
