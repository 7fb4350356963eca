import { PERIOD_KINDS, periodKey, type PeriodKind } from '../../../miniprogram/contract/calendar'
import type { Work } from '../../kernel/context'
import type { Database } from '../../kernel/database'
import { domain, type EraseContext } from '../../kernel/domain'
import { groupDeadline } from './groups.deadline'
import { GROUP_DEADLINE } from './measure'
import { companyId, seatId, valueIn } from './metrics.logic'
import { metricHandlers } from './metrics.handlers'
import { metricQueries, putWords, standingOf, putStanding } from './metrics.repo'
import { metricFacts, standings } from './metrics.tables'
import { presence } from './presence'

export { entryPage, entryRange } from './entries.handler'
export { measure, type Measure } from './measure'
export type { Cap } from './metrics.logic'
export type { EntriesRequest, EntriesSource, Metric, WordsSource } from './metrics.parts'

/** Most standings of one person: metrics × groups. */
const STANDINGS_MAX = 1000
const AT_ONCE = 20

/** Forgets the name in every standing, a few at a time; figures stay. */
async function erase({ db, memberId, commit }: EraseContext): Promise<boolean> {
  const known = (await metricQueries(db).all(memberId, STANDINGS_MAX)).filter(
    ({ name }) => name !== '',
  )
  await commit(async ({ tx }) => {
    for (const { _id } of known.slice(0, AT_ONCE)) {
      const standing = await standingOf(tx, _id)
      if (standing) await putStanding(tx, { ...standing, name: '' })
    }
  })
  return known.length <= AT_ONCE
}

/** What somebody came to in the running periods. */
export type Figures = Record<PeriodKind, number>

/** A person's figures in the company, left groups included, and in these groups. One read. */
export async function figuresOf(
  db: Database,
  now: number,
  { metric, memberId, groupIds }: { metric: string; memberId: string; groupIds: readonly string[] },
): Promise<{ company: Figures; groups: Record<string, Figures> }> {
  const found = await metricQueries(db).ofMember(metric, memberId, groupIds)
  const byId = new Map(found.map((standing) => [standing._id, standing]))
  const figures = (id: string): Figures => {
    const value = (kind: PeriodKind) => valueIn(byId.get(id) ?? null, kind, periodKey(kind, now))
    const entries = PERIOD_KINDS.map((kind) => [kind, value(kind)] as const)
    return Object.fromEntries(entries) as Figures
  }
  return {
    company: figures(companyId(metric, memberId)),
    groups: Object.fromEntries(
      groupIds.map((groupId) => [groupId, figures(seatId(metric, groupId, memberId))]),
    ),
  }
}

/** Says from now on how a metric's figures come about, in the words of who changed that. One write. */
export const setWords = ({ tx }: Pick<Work, 'tx'>, metric: string, text: string) =>
  putWords(tx, metric, text)

/** What people came to: figures by period, places, boards; nothing is added up by a job. */
export const metrics = domain({
  name: 'metrics',
  tables: [standings, metricFacts],
  handlers: metricHandlers,
  deadlines: { [GROUP_DEADLINE]: groupDeadline },
  on: presence,
  erase,
})
