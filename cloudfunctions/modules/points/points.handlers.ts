import { periodKey, periodRange, type PeriodKind } from '../../../miniprogram/contract/calendar'
import { BOARD_TOP } from '../../../miniprogram/contract/limits'
import type { BoardView, EntryView } from '../../../miniprogram/contract/points'
import {
  companyManager,
  companyMember,
  groupReader,
  type AccessRule,
  type ActorGrant,
} from '../../kernel/access'
import type { QueryContext } from '../../kernel/context'
import { handleQuery } from '../../kernel/define'
import { AppError } from '../../kernel/errors'
import { orderKey } from '../../kernel/order-key'
import type { BoardEntry, LedgerDoc } from '../../schema/types'
import {
  boardEntry,
  boardRow,
  compareEntries,
  lastShownPlace,
  mergeEntries,
  neighbourhood,
  pageOf,
  periodField,
  TIE_ORDER,
} from './points.rules'
import { pointsQueries } from './points.repo'

type BoardInput = { scope: 'group' | 'company'; groupId?: string | undefined; period: PeriodKind }

/** A group's board: who may read the group; the company's: every member of it. */
const boardReader: AccessRule<BoardInput, ActorGrant> = {
  name: 'boardReader',
  check(reader, caller, { scope, groupId }) {
    if (scope === 'company') return companyMember.check(reader, caller, undefined)
    if (groupId === undefined) {
      throw new AppError('invalid-argument', undefined, { groupId: '还没有选择群' })
    }
    return groupReader.check(reader, caller, { groupId })
  },
}

const frame = (period: PeriodKind, scope: 'group' | 'company', now: number) => ({
  scope,
  period,
  periodKey: periodKey(period, now),
  range: periodRange(period, now),
})

const ruleOf = (set: { version: number; text: string } | null) => ({
  version: set?.version ?? 0,
  text: set?.text ?? '',
  tieOrder: TIE_ORDER,
})

/** Live: all rows of the group in one read. */
async function groupBoard(
  { db, grant, now }: QueryContext<ActorGrant>,
  groupId: string,
  period: PeriodKind,
): Promise<BoardView> {
  const key = periodKey(period, now)
  const points = pointsQueries(db)
  const [scores, ruleSet] = await Promise.all([
    points.scoresOfGroup(groupId, [key]),
    points.ruleSet(),
  ])
  const rows = scores
    .flatMap((score) => boardEntry(score, key) ?? [])
    .sort(compareEntries)
    .map((entry, index) => boardRow(entry, index + 1, grant.actor.memberId, false))
  const shown = grant.actor.companyRole === null ? lastShownPlace(rows.length) : rows.length
  return {
    ...frame(period, 'group', now),
    total: rows.length,
    top: rows.slice(0, Math.min(shown, BOARD_TOP)),
    mine: neighbourhood(rows, rows.length),
    rule: ruleOf(ruleSet),
    asOf: now,
  }
}

/** Rolled up by `jobs`: head, my rows, and the page around my place: three reads at any number of members. */
async function companyBoard(
  { db, grant, now }: QueryContext<ActorGrant>,
  period: PeriodKind,
): Promise<BoardView> {
  const key = periodKey(period, now)
  const meId = grant.actor.memberId
  const points = pointsQueries(db)
  const [head, myScores] = await Promise.all([
    points.board(key),
    points.scoresOfMember(meId, [key]),
  ])
  const base = frame(period, 'company', now)
  if (!head) return { ...base, total: 0, top: [], mine: null, rule: ruleOf(null), asOf: now }
  const me = mergeEntries(myScores.flatMap((score) => boardEntry(score, key) ?? []))[0]
  const view = (entries: BoardEntry[], first: number) =>
    entries.map((entry, index) => boardRow(entry, first + index, meId, true))
  const shown = grant.actor.companyRole === null ? lastShownPlace(head.total) : head.total
  return {
    ...base,
    total: head.total,
    top: view(head.top, 1).slice(0, Math.min(shown, BOARD_TOP)),
    mine: me ? await myPlace(points, key, head, me, view) : null,
    rule: ruleOf({ version: head.ruleVersion, text: head.ruleText }),
    asOf: head.asOf,
  }
}

/** My live figure put into the rolled-up order, so that my own points never look stale. */
async function myPlace(
  points: ReturnType<typeof pointsQueries>,
  key: string,
  head: { total: number; bounds: [number, number][] },
  me: BoardEntry,
  view: (entries: BoardEntry[], first: number) => ReturnType<typeof boardRow>[],
) {
  const page = await points.boardPage(key, pageOf(head.bounds, me.points, me.at))
  if (!page) return null
  const others = [...page.before, ...page.entries, ...page.after]
  const entries = [...others.filter(({ memberId }) => memberId !== me.memberId), me].sort(
    compareEntries,
  )
  const isNew = others.length < entries.length
  return neighbourhood(view(entries, page.first - page.before.length), head.total + (isNew ? 1 : 0))
}

const entryView = (entry: LedgerDoc): EntryView => ({
  entryId: entry._id,
  points: entry.points,
  category: entry.category,
  ruleText: entry.ruleText,
  ruleId: entry.ruleId,
  ruleVersion: entry.ruleVersion,
  source: { kind: entry.source.kind, title: entry.source.title },
  groupName: entry.groupName,
  at: entry.at,
  ...(entry.corrects === null ? {} : { corrects: entry.corrects }),
})

export const pointsHandlers = {
  ...handleQuery('points.board', {
    access: boardReader,
    run: (context, { scope, groupId, period }) =>
      scope === 'group' && groupId !== undefined
        ? groupBoard(context, groupId, period)
        : companyBoard(context, period),
  }),
  ...handleQuery('points.groups', {
    access: companyManager,
    async run({ db, now }, { period }) {
      const key = periodKey(period, now)
      const board = await pointsQueries(db).groupsBoard(key)
      const rows = (board?.rows ?? []).map((row) => ({
        ...row,
        perHeadHundredths: row.members === 0 ? 0 : Math.round((row.points * 100) / row.members),
      }))
      rows.sort((a, b) => b.perHeadHundredths - a.perHeadHundredths || b.points - a.points)
      return {
        period,
        periodKey: key,
        rows: rows.map((row, index) => ({ ...row, place: index + 1 })),
        asOf: board?.asOf ?? now,
      }
    },
  }),
  /** Figures are open to every member of the company, with what they are made of. */
  ...handleQuery('points.entries', {
    access: companyMember,
    async run({ db, now }, { memberId, groupId, period, cursor, size }) {
      const { from, to } = periodRange(period, now)
      const key = periodKey(period, now)
      const gte = orderKey(from, '')
      const end = orderKey(to, '')
      const points = pointsQueries(db)
      const [scores, entries] = await Promise.all([
        points.scoresOfMember(memberId, [key]),
        points.entries(
          memberId,
          groupId ?? null,
          { gte, lt: cursor !== undefined && cursor < end && cursor > gte ? cursor : end },
          size + 1,
        ),
      ])
      const rows = groupId === undefined ? scores : scores.filter((s) => s.groupId === groupId)
      const [known] = rows
      if (!known) throw new AppError('not-found')
      const last = entries.length > size ? entries[size - 1] : undefined
      return {
        memberId,
        name: known.name,
        period,
        periodKey: key,
        total: rows.reduce((sum, s) => sum + (s.periods[periodField(key)]?.points ?? 0), 0),
        rows: entries.slice(0, size).map(entryView),
        ...(last ? { next: last.order } : {}),
      }
    },
  }),
}
