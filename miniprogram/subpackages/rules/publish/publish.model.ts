import type { ClauseRow } from '../../../components/clause/clause'
import type { RuleBookView } from '../../../contract/rules'
import { KIND_NAMES } from '../../../pages/rules/rules.model'
import { changesOf, errorsByClause, isReordered, numbered, type RulesDraft } from '../draft.model'

export interface DiffRow extends ClauseRow {
  error: string
  kindName: string
}

/** How many people the rules are asked of, and how many of them are done. */
export interface Asked {
  total: number
  confirmed: number
}

export interface PreviewView {
  title: string
  /** `新增 2 条 · 改动 1 条 · 删除 1 条`. */
  summary: string
  rows: DiffRow[]
  isFirst: boolean
  material: boolean
  /** What the switch means as it stands. */
  materialText: string
  /** Of the button. */
  publish: string
}

export interface Question {
  title: string
  lines: string[]
}

const WORDS = { added: '新增', changed: '改动', removed: '删除' } as const

function summaryOf(draft: RulesDraft): string {
  if (draft.base === 0) return `共 ${draft.clauses.length} 条，发布后立即生效`
  const changes = changesOf(draft)
  const counts = (['added', 'changed', 'removed'] as const).flatMap((change) => {
    const count = changes.filter((one) => one.change === change).length
    return count > 0 ? [`${WORDS[change]} ${count} 条`] : []
  })
  return [...counts, ...(isReordered(draft) ? ['调整了顺序'] : [])].join(' · ')
}

/** What the next version changes, with what the server found wrong. */
export function diffRows(draft: RulesDraft, errors: Record<string, string>): DiffRow[] {
  const isFirst = draft.base === 0
  const shown = isFirst
    ? numbered(draft.clauses).map((clause) => ({ change: '' as const, clause, before: '' }))
    : changesOf(draft).map((one) => ({
        ...one,
        before: one.change === 'changed' ? one.before : '',
      }))
  const listed = new Set(shown.map(({ clause }) => clause.clauseId))
  // What is wrong has to be seen, also where nothing was changed.
  const wrong = numbered(draft.clauses)
    .filter(({ clauseId }) => errors[clauseId] !== undefined && !listed.has(clauseId))
    .map((clause) => ({ change: '' as const, clause, before: '' }))
  return [...wrong, ...shown].map(({ change, clause, before }) => ({
    clauseId: clause.clauseId,
    number: clause.number,
    text: clause.text,
    change,
    before,
    error: errors[clause.clauseId] ?? '',
    kindName: KIND_NAMES[clause.kind],
  }))
}

function materialText(draft: RulesDraft, asked: Asked): string {
  if (draft.material) return `开启：${asked.total} 人都需要重新确认`
  return asked.confirmed > 0
    ? `关闭：已确认的 ${asked.confirmed} 人仍然有效`
    : '关闭：已确认的仍然有效'
}

export function previewView(
  draft: RulesDraft,
  asked: Asked,
  errors: Record<string, string>,
): PreviewView {
  return {
    title: draft.base === 0 ? '第一版群规' : `v${draft.base} → v${draft.base + 1}`,
    summary: summaryOf(draft),
    rows: diffRows(draft, errors),
    isFirst: draft.base === 0,
    material: draft.material,
    materialText: materialText(draft, asked),
    publish: `发布 v${draft.base + 1}`,
  }
}

/** What publishing will do, before it is done. */
export function questionOf(draft: RulesDraft, asked: Asked): Question {
  const asksAll = draft.material || draft.base === 0
  const rest = asked.total - asked.confirmed
  const who = asksAll
    ? `${asked.total} 人会收到通知，要在 3 天内确认`
    : rest > 0
      ? `不再打扰已确认的 ${asked.confirmed} 人，没确认的 ${rest} 人直接看新内容`
      : `${asked.confirmed} 人的确认仍然有效，不会发通知`
  const first = draft.base === 0 ? '发布后立即生效，以后随时能改' : '发布后立即生效，旧版本留作记录'
  const lines = [first, who]
  if (asksAll) lines.push('发布后把卡片发到群里，大家点开就能确认')
  return { title: `发布群规 v${draft.base + 1}`, lines }
}

/** After publishing. */
export function doneWords(
  version: number,
  asksAll: boolean,
  asked: Asked,
): { title: string; text: string } {
  return {
    title: `群规 v${version} 已生效`,
    text: asksAll
      ? `${asked.total} 人会收到确认通知，把卡片发到群里更快`
      : '已确认的仍然有效，想让大家知道就把卡片发到群里',
  }
}

/** A refusal as the page shows it: at the clauses, and in one sentence. */
export function refusalOf(
  draft: RulesDraft,
  fields: Record<string, string>,
): { clauses: Record<string, string>; text: string } {
  const { clauses, rest } = errorsByClause(draft, fields)
  const count = Object.keys(clauses).length
  const sentence = count > 0 ? `有 ${count} 条要改，已在下面标出` : ''
  return { clauses, text: [sentence, ...rest].filter(Boolean).join('；') }
}

/** People asked, from the book in force; for the first version from the group's own members. */
export const askedOf = (book: RuleBookView | null, members: readonly { role: string }[]): Asked =>
  book
    ? { total: book.acknowledged.total, confirmed: book.acknowledged.count }
    : { total: members.filter(({ role }) => role !== 'observer').length, confirmed: 0 }
