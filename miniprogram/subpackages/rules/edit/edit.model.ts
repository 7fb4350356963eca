import type { SessionView } from '../../../contract/front'
import { CLAUSES_MAX } from '../../../contract/limits'
import {
  CLAUSE_KINDS,
  type ClauseChange,
  type ClauseKind,
  type NumberedClause,
  type RuleBookView,
} from '../../../contract/rules'
import { KIND_NAMES } from '../../../pages/rules/rules.model'
import { mayHere } from '../../../services/rights'
import type { Rect } from '../../../ui/measure'
import { numeral } from '../../../ui/format'
import { changesOf, isReordered, numbered, placeOf, type RulesDraft } from '../draft.model'
import type { DraftStanding } from '../merge.model'

export interface EditRow {
  clauseId: string
  number: string
  text: string
  mark: { word: string; tone: 'accent' | 'rank' | 'alert' } | null
  isRemoved: boolean
  error: string
}

export interface EditSection {
  kind: ClauseKind
  title: string
  note: string
  rows: EditRow[]
}

export interface EditView {
  title: string
  note: string
  sections: EditSection[]
  canAdd: boolean
  /** Text of the button at the bottom; empty while there is nothing to publish. */
  next: string
}

/** A strip above the draft: what happened to it, and up to two ways on. */
export interface Banner {
  tone: 'info' | 'good' | 'alert'
  text: string
  acts: { act: 'merge' | 'discard' | 'dismiss' | 'share'; word: string }[]
}

/** Instead of the editor: not allowed, or nothing to start from yet. */
export interface Closed {
  icon: string
  title: string
  text: string
  button: string
  act: 'starter' | 'back'
  /** A second, quieter way. */
  link: string
}

const MARKS: Record<ClauseChange['change'], EditRow['mark']> = {
  added: { word: '新增', tone: 'accent' },
  changed: { word: '改动', tone: 'rank' },
  removed: { word: '删除', tone: 'alert' },
}

function rowOf(
  clause: NumberedClause,
  change: ClauseChange | undefined,
  error: string | undefined,
  isFirst: boolean,
): EditRow {
  return {
    clauseId: clause.clauseId,
    number: clause.number,
    text: clause.text,
    // In a first version everything is new; saying so 24 times helps nobody.
    mark: change && !isFirst ? MARKS[change.change] : null,
    isRemoved: change?.change === 'removed',
    error: error ?? '',
  }
}

/** All six kinds, empty ones too, so that each has a place to add to. */
export function editSections(
  draft: RulesDraft,
  errors: Record<string, string> = {},
): EditSection[] {
  const clauses = numbered(draft.clauses)
  const changes = new Map(changesOf(draft).map((one) => [one.clause.clauseId, one]))
  const inUse = CLAUSE_KINDS.filter((kind) => clauses.some((clause) => clause.kind === kind))
  return CLAUSE_KINDS.map((kind) => {
    const kept = clauses.filter((clause) => clause.kind === kind)
    const gone = [...changes.values()].filter(
      ({ change, clause }) => change === 'removed' && clause.kind === kind,
    )
    const place = inUse.indexOf(kind) + 1
    return {
      kind,
      title: place > 0 ? `${numeral(place)}、${KIND_NAMES[kind]}` : KIND_NAMES[kind],
      note: kept.length > 0 ? `${kept.length} 条` : '还没有',
      rows: [...kept, ...gone.map(({ clause }) => clause)].map((clause) =>
        rowOf(clause, changes.get(clause.clauseId), errors[clause.clauseId], draft.base === 0),
      ),
    }
  })
}

/** `改动 3 条`, `只调整了顺序`, or empty. */
export function changeText(draft: RulesDraft): string {
  const count = changesOf(draft).length
  if (draft.base === 0) return draft.clauses.length > 0 ? `共 ${draft.clauses.length} 条` : ''
  if (count > 0) return `改动 ${count} 条`
  return isReordered(draft) ? '只调整了顺序' : ''
}

/** Everything the editor shows of a draft. */
export function editView(
  draft: RulesDraft,
  errors: Record<string, string>,
  isKept: boolean,
): EditView {
  const change = changeText(draft)
  const saved = isKept ? '草稿已存在手机上' : '手机存不下草稿，请一次改完再离开'
  const start = draft.base === 0 ? '写好后预览并发布' : `点一条来改，按住右侧拖动换位置`
  const total = draft.base === 0 ? '' : `共 ${draft.clauses.length} 条`
  const isReady = change !== '' && draft.clauses.length > 0
  return {
    title: draft.base === 0 ? '第一版群规' : `群规 v${draft.base + 1} 草稿`,
    note: change === '' ? start : [total, change, saved].filter(Boolean).join(' · '),
    sections: editSections(draft, errors),
    canAdd: draft.clauses.length < CLAUSES_MAX,
    next: isReady ? `预览并发布 · ${change}` : '',
  }
}

/** What to say about a draft that was found on the phone. */
export function bannerOf(
  standing: DraftStanding,
  book: RuleBookView | null,
  draft: RulesDraft | null,
): Banner | null {
  const version = book?.version ?? 0
  switch (standing) {
    case 'fresh':
      return null
    case 'resumed':
      return {
        tone: 'info',
        text: '接着上次没发布的草稿',
        acts: [{ act: 'discard', word: '放弃草稿' }],
      }
    case 'published':
      return {
        tone: 'good',
        text: `上次的发布已经生效，现在是 v${version}`,
        acts: [{ act: 'dismiss', word: '知道了' }],
      }
    case 'carried':
      return {
        tone: 'good',
        text: `上次的发布已经生效（v${version}），之后的修改接着 v${version}`,
        acts: [{ act: 'dismiss', word: '知道了' }],
      }
    case 'newer':
      return {
        tone: 'alert',
        text: `别人刚发布了 v${version}，你的草稿从 v${draft?.base ?? 0} 改起，还在手机上`,
        acts: [
          { act: 'merge', word: `合并到 v${version}` },
          { act: 'discard', word: '放弃草稿' },
        ],
      }
  }
}

/** The person left while publishing: how that goes on, and what is left to do. */
export const SENDING: Banner = { tone: 'info', text: '正在发布，好了会在这里说', acts: [] }

export const publishedBanner = (version: number): Banner => ({
  tone: 'good',
  text: `v${version} 已发布并生效，还差把卡片发到群里`,
  acts: [
    { act: 'share', word: '去发卡片' },
    { act: 'dismiss', word: '知道了' },
  ],
})

export const failedBanner = (why: string): Banner => ({
  tone: 'alert',
  text: `没有发布成功：${why}。草稿还在`,
  acts: [{ act: 'dismiss', word: '知道了' }],
})

/** After merging: what the person has to look at. */
export function mergedBanner(version: number, clashes: number): Banner {
  return {
    tone: clashes > 0 ? 'alert' : 'good',
    text:
      clashes > 0
        ? `已合并到 v${version}。${clashes} 条你们都改过，留的是你的写法，请看一遍`
        : `已合并到 v${version}，没有互相冲突的地方`,
    acts: [{ act: 'dismiss', word: '知道了' }],
  }
}

/** Why there is nothing to edit; null when there is. */
export function closedOf(session: SessionView, draft: RulesDraft | null): Closed | null {
  if (!mayHere(session, 'rules.edit')) {
    return {
      icon: 'lock',
      title: '只有本群管理员能改群规',
      text: '觉得哪条该改，请告诉群管理员',
      button: '返回',
      act: 'back',
      link: '',
    }
  }
  if (draft) return null
  return {
    icon: 'document',
    title: '本群还没有群规',
    text: '范本有 24 条，按销售群的日常写好，删改几条就能发布',
    button: '从范本开始',
    act: 'starter',
    link: '不用范本，自己写',
  }
}

export interface Editor {
  isOpen: boolean
  clauseId: string
  title: string
  kind: ClauseKind
  text: string
  isNew: boolean
  canUp: boolean
  canDown: boolean
}

export const CLOSED_EDITOR: Editor = {
  isOpen: false,
  clauseId: '',
  title: '',
  kind: 'conduct',
  text: '',
  isNew: false,
  canUp: false,
  canDown: false,
}

/** The sheet for one clause. */
export function editorOf(draft: RulesDraft, clauseId: string, isNew: boolean): Editor {
  const clause = numbered(draft.clauses).find((one) => one.clauseId === clauseId)
  if (!clause) return CLOSED_EDITOR
  const { place, of } = placeOf(draft, clauseId)
  return {
    isOpen: true,
    clauseId,
    title: isNew ? '新增条款' : `修改 ${clause.number}`,
    kind: clause.kind,
    text: clause.text,
    isNew,
    canUp: place > 0,
    canDown: place < of - 1,
  }
}

/**
 * Where a row lands that is dragged by so many px, against the rows' places when the drag began: its leading edge has to pass
 * the middle of another row.
 */
export function dropPlace(rects: readonly Rect[], from: number, moved: number): number {
  const dragged = rects[from]
  if (!dragged) return from
  const top = dragged.top + moved
  const bottom = top + dragged.height
  return rects.filter(({ top: at, height }, index) => {
    const middle = at + height / 2
    if (index === from) return false
    return index < from ? top >= middle : bottom > middle
  }).length
}
