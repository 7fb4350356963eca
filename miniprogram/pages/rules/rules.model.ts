import {
  CLAUSE_KINDS,
  type ClauseChange,
  type ClauseKind,
  type RuleBookView,
} from '../../contract/rules'
import type { ClauseRow } from '../../components/clause/clause'
import { dateText, dueText, momentText, numeral, spaced } from '../../ui/format'

export const KIND_NAMES: Record<ClauseKind, string> = {
  conduct: '行为',
  talk: '沟通',
  process: '流程',
  discipline: '纪律',
  feedback: '反馈',
  reward: '奖惩',
}

/** A row with its place in the reading, from 0. */
export type ReadingRow = ClauseRow & { index: number }

export interface Section {
  kind: ClauseKind
  title: string
  note: string
  rows: ReadingRow[]
}

export interface Reader {
  version: number
  title: string
  tag: { text: string; tone: 'alert' | 'accent' | 'plain' } | null
  /** When it took effect and what it changed. */
  subtitle: string
  /** Why this version. */
  note: string
  /** Until when to confirm, empty when nothing is due. */
  due: string
  isOverdue: boolean
  progress: { percent: number; text: string }
  /** Number of changes that can be shown alone; 0 hides the switch. */
  changeCount: number
  sections: Section[]
  total: number
  isDue: boolean
  points: number
  canEdit: boolean
}

/** What the changes shown are measured against: the version I confirmed, else the one before. */
export function changesSince(book: RuleBookView): number {
  const mine = book.mine?.version ?? 0
  if (mine > 0 && mine < book.version) return mine
  // Who reads the rules for the first time has no use for what they used to be.
  const isNew = book.mine !== null && mine === 0
  return isNew ? 0 : book.version - 1
}

/** The comparison came with the book unless I missed a version. */
export const needsChanges = (book: RuleBookView): boolean => {
  const since = changesSince(book)
  return since > 0 && since < book.version - 1
}

const rowOf = (change: ClauseChange | undefined, clause: ClauseChange['clause']): ClauseRow => ({
  clauseId: clause.clauseId,
  number: clause.number,
  text: clause.text,
  change: change?.change ?? '',
  before: change?.change === 'changed' ? change.before : '',
})

/** Clauses by kind with the changes marked; removed ones stand at the end of their kind. */
export function sectionsOf(
  book: RuleBookView,
  changes: readonly ClauseChange[],
  onlyChanges: boolean,
): Section[] {
  const byId = new Map(changes.map((change) => [change.clause.clauseId, change]))
  const removed = changes.filter(({ change }) => change === 'removed')
  const kinds = CLAUSE_KINDS.filter((kind) => book.clauses.some((clause) => clause.kind === kind))
  const sections: Section[] = []
  let index = 0
  for (const kind of CLAUSE_KINDS) {
    const kept = book.clauses
      .filter((clause) => clause.kind === kind)
      .map((clause) => rowOf(byId.get(clause.clauseId), clause))
    const gone = removed
      .filter(({ clause }) => clause.kind === kind)
      .map((change) => rowOf(change, change.clause))
    const rows = [...kept, ...gone]
      .filter((row) => !onlyChanges || row.change !== '')
      .map((row) => ({ ...row, index: index++ }))
    if (rows.length === 0) continue
    const place = kinds.indexOf(kind) + 1
    sections.push({
      kind,
      title: place > 0 ? `${numeral(place)}、${KIND_NAMES[kind]}` : KIND_NAMES[kind],
      note: onlyChanges ? `改动 ${rows.length} 条` : `${kept.length} 条`,
      rows,
    })
  }
  return sections
}

function tagOf(book: RuleBookView): Reader['tag'] {
  if (!book.mine) return null
  if (book.mine.isDue) return { text: '待你确认', tone: 'alert' }
  return book.mine.version > 0
    ? { text: '你已确认', tone: 'accent' }
    : { text: '只读', tone: 'plain' }
}

function subtitleOf(book: RuleBookView, changes: readonly ClauseChange[], now: number): string {
  const since = changesSince(book)
  const effective = `${dateText(book.effectiveAt, now)}生效`
  if (since === 0 || changes.length === 0) return `${effective} · 共 ${book.clauses.length} 条`
  const mine = book.mine?.version ?? 0
  const base = mine === since ? `比你确认过的 v${since}` : `比 v${since}`
  return `${effective} · ${base} 改动 ${changes.length} 条`
}

/** Everything the reader shows of a book. */
export function readerOf(
  book: RuleBookView,
  changes: readonly ClauseChange[],
  onlyChanges: boolean,
  now: number,
): Reader {
  const shown = changesSince(book) === 0 ? [] : changes
  const sections = sectionsOf(book, shown, onlyChanges && shown.length > 0)
  const { count, total } = book.acknowledged
  const { mine } = book
  const due = mine?.isDue && mine.dueAt !== null ? dueText(mine.dueAt, now) : null
  return {
    version: book.version,
    title: `群规 v${book.version}`,
    tag: tagOf(book),
    subtitle: subtitleOf(book, shown, now),
    note: book.note,
    due: due
      ? due.tone === 'overdue'
        ? due.text
        : `${spaced(due.text)}前确认`
      : doneText(book, now),
    isOverdue: due?.tone === 'overdue',
    progress: {
      percent: total === 0 ? 0 : Math.round((count * 100) / total),
      text: `${count}/${total} 已确认`,
    },
    changeCount: shown.length,
    sections,
    total: sections.reduce((sum, section) => sum + section.rows.length, 0),
    isDue: mine?.isDue ?? false,
    points: mine?.points ?? 0,
    canEdit: book.canEdit,
  }
}

function doneText({ mine }: RuleBookView, now: number): string {
  return mine && !mine.isDue && mine.at !== null ? `${spaced(momentText(mine.at, now))}确认` : ''
}

export interface ConfirmBar {
  canConfirm: boolean
  text: string
}

/** The button at the bottom: says what is missing until everything has been read. */
export function confirmBar(total: number, read: number, isUnanswered: boolean): ConfirmBar {
  if (isUnanswered) return { canConfirm: true, text: '没收到回复，再确认一次' }
  const left = Math.max(0, total - read)
  return left === 0
    ? { canConfirm: true, text: '我已读完并遵守' }
    : { canConfirm: false, text: `读到最后即可确认 · 还有 ${left} 条` }
}

/** What a card says of the book. */
export const countOf = ({ groupId, version, acknowledged: { count, total } }: RuleBookView) => ({
  groupId,
  version,
  confirmed: count,
  total,
})

/** The book after my confirmation, until it is loaded again. */
export function confirmed(book: RuleBookView, at: number): RuleBookView {
  if (!book.mine) return book
  const { count, total } = book.acknowledged
  return {
    ...book,
    acknowledged: { count: book.mine.isDue ? Math.min(total, count + 1) : count, total },
    mine: { ...book.mine, version: book.version, at, isDue: false, dueAt: null, points: 0 },
  }
}
