import type { BoardView } from '../../../miniprogram/contract/board'
import { periodKey, periodRange, type PeriodKind } from '../../../miniprogram/contract/calendar'
import { BOARD_NEIGHBOURS, BOARD_TOP, GROUP_CAP_MAX } from '../../../miniprogram/contract/limits'
import { inCompany, inGroup, type AccessRule, type ActorGrant } from '../../kernel/access'
import type { QueryContext } from '../../kernel/context'
import { handleQuery } from '../../kernel/define'
import { AppError } from '../../kernel/errors'
import type { Registry } from '../../kernel/registry'
import { entriesHandler } from './entries.handler'
import { metricOf } from './measure'
import { companyBoard, groupBoard, groupsBoard, valueIn } from './metrics.logic'
import { metricQueries, type BoardStanding } from './metrics.repo'
import type { Histogram, StandingDoc } from './metrics.tables'
import {
  boardRow,
  frame,
  groupBoardRow,
  lastShownPlace,
  neighbourhood,
  pageCursor,
  pageStart,
  TIE_ORDER,
  topOf,
} from './metrics.views'
import { EXACT_MAX, roughPlace, totalOf } from './place.logic'

interface BoardInput {
  metric: string
  scope: 'group' | 'company'
  groupId?: string | undefined
  period: PeriodKind
}
type Context = QueryContext<ActorGrant>

/** A group's board: who may read the group; the company's: everyone in it. */
const boardReader: AccessRule<BoardInput, ActorGrant> = {
  name: 'board.see',
  check(reader, caller, { scope, groupId }) {
    if (scope === 'company') return inCompany('board.see').check(reader, caller, undefined)
    if (groupId === undefined) {
      throw new AppError('invalid-argument', undefined, { groupId: '还没有选择群' })
    }
    return inGroup('board.see').check(reader, caller, { groupId })
  },
}

/** Figures of groups are complete up to here: a change is written after a minute or two. */
const COMPARED_AFTER = 2 * 60_000

const ruleOf = (registry: Registry, metric: string, stored: string | null): BoardView['rule'] => ({
  text: stored ?? metricOf(registry, metric).words?.(registry) ?? '',
  tieOrder: TIE_ORDER,
})

const isManager = ({ grant }: Context): boolean => grant.actor.companyRole !== null

/** All of the group in one read. */
async function groupPage(context: Context, metric: string, groupId: string, kind: PeriodKind) {
  const { db, grant, now, registry } = context
  const key = periodKey(kind, now)
  const queries = metricQueries(db)
  const [standings, words] = await Promise.all([
    queries.rows(groupBoard(metric, groupId), { kind, key }, { gt: '' }, { limit: GROUP_CAP_MAX }),
    queries.words(metric),
  ])
  const rows = standings.map((standing, index) =>
    boardRow(standing, index + 1, kind, grant.actor.memberId, false),
  )
  const lastShown = lastShownPlace(rows.length, isManager(context))
  return {
    ...frame(kind, 'group', now),
    total: rows.length,
    top: topOf(rows, lastShown),
    mine: neighbourhood(rows, lastShown),
    rule: ruleOf(registry, metric, words),
    asOf: now,
  }
}

/** Two more than are shown, so that the last shown has neighbours. */
const TOP_READ = BOARD_TOP + BOARD_NEIGHBOURS

/** Me, somewhere below the top: the place by the histogram and a bounded count, the neighbours by the order. */
async function placeBelow(
  context: Context,
  input: { metric: string; kind: PeriodKind },
  mine: StandingDoc,
  shards: Histogram[],
) {
  const { db, now, registry } = context
  const { metric, kind } = input
  const figures = mine[kind]
  const board = companyBoard(metric)
  const period = { kind, key: figures.key }
  const queries = metricQueries(db)
  const { from } = periodRange(kind, now)
  const rough = roughPlace(shards, metricOf(registry, metric).better, figures, { from, now })
  const isExact = rough.alike.reach <= EXACT_MAX
  const limit = BOARD_NEIGHBOURS
  const [alike, above, below] = await Promise.all([
    isExact ? queries.between(board, period, rough.from, figures.order) : rough.alike.ahead,
    queries.rows(board, period, { gt: '', lt: figures.order }, { limit, order: 'desc' }),
    queries.rows(board, period, { gt: figures.order }, { limit }),
  ])
  const place = 1 + rough.ahead + Math.round(alike)
  const around: BoardStanding[] = [...above.reverse(), mine, ...below]
  return { place: Math.max(place, above.length + 1), isExact, around, before: above.length }
}

/** At most six reads with the caller's identity, at any number of people. */
async function companyPage(context: Context, metric: string, kind: PeriodKind): Promise<BoardView> {
  const { db, grant, now, registry } = context
  const meId = grant.actor.memberId
  const key = periodKey(kind, now)
  const queries = metricQueries(db)
  const [known, standings] = await Promise.all([
    queries.company(metric, meId, kind),
    queries.rows(companyBoard(metric), { kind, key }, { gt: '' }, { limit: TOP_READ }),
  ])
  const view = (list: readonly BoardStanding[], first: number) =>
    list.map((standing, index) => boardRow(standing, first + index, kind, meId, true))
  // Everyone is among the rows read, or the histogram knows how many there are.
  const total =
    standings.length < TOP_READ
      ? standings.length
      : Math.max(standings.length, totalOf(known.shards, key))
  const lastShown = lastShownPlace(total, isManager(context))
  const rows = view(standings, 1)
  const base = {
    ...frame(kind, 'company', now),
    total,
    top: topOf(rows, lastShown),
    rule: ruleOf(registry, metric, known.words),
    asOf: now,
  }
  const { mine } = known
  const isPlaced =
    mine?.board === companyBoard(metric) && mine[kind].key === key && mine[kind].order !== ''
  const index = rows.findIndex(({ isMe }) => isMe)
  const isInTop = index >= 0 && (index < BOARD_TOP || standings.length < TOP_READ)
  if (!isPlaced || isInTop) return { ...base, mine: neighbourhood(rows, lastShown) }
  const own = { ...mine, memberId: meId, groupName: mine.groupName }
  const { place, isExact, around, before } = await placeBelow(
    context,
    { metric, kind },
    own,
    known.shards,
  )
  return { ...base, mine: neighbourhood(view(around, place - before), lastShown, isExact) }
}

export const metricHandlers = {
  ...handleQuery('board.get', {
    access: boardReader,
    run: (context, { metric, scope, groupId, period }) =>
      scope === 'group' && groupId !== undefined
        ? groupPage(context, metric, groupId, period)
        : companyPage(context, metric, period),
  }),
  ...handleQuery('board.groups', {
    access: inCompany('board.compare'),
    async run({ db, now }, { metric, period: kind, cursor, size }) {
      const key = periodKey(kind, now)
      const { before, order } = pageStart(cursor)
      const found = await metricQueries(db).rows(
        groupsBoard(metric),
        { kind, key },
        { gt: order },
        { limit: size + 1 },
      )
      const page = found.slice(0, size)
      const last = found.length > size ? page.at(-1) : undefined
      return {
        period: kind,
        periodKey: key,
        rows: page.map((row, index) => groupBoardRow(row, before + index + 1, kind)),
        ...(last ? { next: pageCursor(before + size, last[kind].order) } : {}),
        asOf: now - COMPARED_AFTER,
      }
    },
  }),
  /** Everything of this group, in one query. */
  ...handleQuery('board.figures', {
    access: inGroup('board.see'),
    async run({ db, grant, now }, { groupId }) {
      const seats = await metricQueries(db).seats('points', groupId)
      const mine = seats.find(({ memberId }) => memberId === grant.actor.memberId) ?? null
      const month = periodKey('month', now)
      const order = mine?.month.key === month ? mine.month.order : ''
      const ahead = seats.filter((seat) => {
        const other = seat.month.key === month ? seat.month.order : ''
        return other !== '' && other < order
      })
      return {
        groupId,
        weekPoints: valueIn(mine, 'week', periodKey('week', now)),
        monthPoints: valueIn(mine, 'month', month),
        place: order === '' ? null : ahead.length + 1,
        of: seats.length,
      }
    },
  }),
  ...entriesHandler,
}
