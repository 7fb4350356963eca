import type { Domain } from '../../kernel/domain'
import type { Work } from '../../kernel/context'
import { compareLater, isCompared } from './measure'
import { companyBoard, companyId, groupBoard, newStanding, seatId } from './metrics.logic'
import type { Metric } from './metrics.parts'
import { movePlace, putStanding, shardFor, standingOf } from './metrics.repo'
import { placeChange } from './place.logic'

interface Seat {
  groupId: string
  memberId: string
}

/** Gives or takes the place in a group. Two reads, two writes. */
async function setSeat(
  work: Work,
  [name, metric]: [string, Metric],
  { groupId, memberId }: Seat,
  names: { name: string; groupName: string } | null,
): Promise<void> {
  const _id = seatId(name, groupId, memberId)
  const board = names ? groupBoard(name, groupId) : null
  const known =
    (await standingOf(work.tx, _id)) ??
    newStanding({ _id, metric: name, memberId, groupId, board }, work.now)
  await putStanding(work.tx, { ...known, ...names, board, asOf: work.now })
  if (isCompared(metric)) await compareLater(work, name, groupId)
}

/** Gives or takes the place in the company. Two reads, at most two writes. */
async function setCompany(
  work: Work,
  [name, metric]: [string, Metric],
  memberId: string,
  isIn: boolean,
): Promise<void> {
  const { tx, now } = work
  const _id = companyId(name, memberId)
  const board = isIn ? companyBoard(name) : null
  const before = await standingOf(tx, _id)
  // Who comes gets a standing with the first figure; who goes without one must not get a place by a late fact.
  if (before?.board === board || (!before && isIn)) return
  const known = before ?? newStanding({ _id, metric: name, memberId, groupId: null, board }, now)
  const shard = await shardFor(tx, name, memberId)
  const change = placeChange(shard, before, { ...known, board, asOf: now }, metric.better)
  await putStanding(tx, change.standing)
  await movePlace(tx, name, memberId, shard, change)
}

/** People come and go: who is out keeps the figures and has no place. */
export const presence: NonNullable<Domain['on']> = {
  async 'member.joined'(work, { groupId, memberId, name, groupName }) {
    for (const metric of work.registry.all('metrics')) {
      await setSeat(work, metric, { groupId, memberId }, { name, groupName })
    }
  },
  async 'member.left'(work, { groupId, memberId }) {
    for (const metric of work.registry.all('metrics')) {
      await setSeat(work, metric, { groupId, memberId }, null)
    }
  },
  async 'member.arrived'(work, { memberId }) {
    for (const metric of work.registry.all('metrics')) {
      await setCompany(work, metric, memberId, true)
    }
  },
  async 'member.departed'(work, { memberId }) {
    for (const metric of work.registry.all('metrics')) {
      await setCompany(work, metric, memberId, false)
    }
  },
  async 'group.archived'(work, { groupId }) {
    for (const [name, metric] of work.registry.all('metrics')) {
      if (isCompared(metric)) await compareLater(work, name, groupId)
    }
  },
}
