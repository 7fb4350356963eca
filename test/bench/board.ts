import { periodKeys } from '../../miniprogram/contract/calendar'
import { periodField } from '../../cloudfunctions/modules/points/points.rules'
import type { ScoreDoc } from '../../cloudfunctions/schema/types'
import { bootCompany, type TestCompany } from '../kit/company'

const CALLS = 160
const WARM_UP = 40
const GROUP_SIZE = 15

export interface BoardFigures {
  members: number
  /** Median ms of one call, from the caller to the function and back. */
  company: number
  group: number
  /** Reads beside the identity. */
  companyReads: number
  groupReads: number
  /** Seconds of the roll-up run. */
  rollUp: number
}

function scoreOf(index: number, now: number): ScoreDoc {
  // A spread of figures with many ties, as points in steps of five make them.
  const points = 5 * (1 + ((index * 7919) % 400))
  const period = { points, at: now - (index % 100_000), by: { sales: points } }
  const groupId = `bench-${Math.floor(index / GROUP_SIZE)}`
  const memberId = `bench-member-${index}`
  return {
    _id: `${groupId}:${memberId}`,
    groupId,
    memberId,
    name: `成员${index}`,
    groupName: `群${Math.floor(index / GROUP_SIZE)}`,
    isActive: true,
    periods: Object.fromEntries(periodKeys(now).map((key) => [periodField(key), period])),
    updatedAt: now,
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

async function timed(company: TestCompany, scope: 'company' | 'group'): Promise<number> {
  const input = { scope, groupId: company.group.groupId, period: 'month' as const }
  const times: number[] = []
  for (let call = 0; call < WARM_UP + CALLS; call++) {
    // People take turns, or the rate limit would answer.
    const person = [company.member, company.admin, company.owner, company.manager][call % 4]!
    if (scope === 'group' && person === company.manager) continue
    const start = performance.now()
    await person.call('points.board', input)
    if (call >= WARM_UP) times.push(performance.now() - start)
  }
  return median(times)
}

/** A company of this size: loads the score rows, rolls them up by the timer's job, then asks for boards. */
export async function measureBoard(members: number): Promise<BoardFigures> {
  const company = await bootCompany()
  try {
    const now = Date.now()
    const rows = Array.from({ length: members }, (_, index) => scoreOf(index, now))
    const { memberId } = await company.member.call('me.get', {})
    const mine = scoreOf(members >> 1, now)
    const own = await company.cloud.database.get('scores', `${company.group.groupId}:${memberId}`)
    await company.cloud.database.load('scores', [
      ...rows.map((row) => ({ ...row })),
      { ...own, _id: String(own?.['_id']), periods: mine.periods, updatedAt: now },
    ])
    const start = performance.now()
    await company.runJobs()
    const rollUp = (performance.now() - start) / 1000
    const readsOf = async (scope: 'company' | 'group') => {
      const { groupId } = company.group
      await company.member.call('points.board', { scope, groupId, period: 'month' })
      return company.calls.at(-1)!.reads - 1
    }
    return {
      members,
      company: await timed(company, 'company'),
      group: await timed(company, 'group'),
      companyReads: await readsOf('company'),
      groupReads: await readsOf('group'),
      rollUp,
    }
  } finally {
    await company.close()
  }
}
