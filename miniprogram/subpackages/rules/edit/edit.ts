import type { GroupBar } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import type { ClauseKind, RuleBookView } from '../../../contract/rules'
import { newKey } from '../../../services/idempotency'
import { call } from '../../../services/cloud'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { failureOf } from '../../../ui/error-text'
import { confirm, done } from '../../../ui/feedback'
import { groupSession } from '../../../ui/group-session'
import { go, goBack } from '../../../ui/routes'
import {
  addClause,
  moveTo,
  placeOf,
  removeClause,
  restoreClause,
  setKind,
  setText,
  settleClause,
  startDraft,
  type RulesDraft,
} from '../draft.model'
import * as drafts from '../draft-store'
import { mergeDraft, settleDraft } from '../merge.model'
import {
  bannerOf,
  CLOSED_EDITOR,
  closedOf,
  editorOf,
  editView,
  failedBanner,
  mergedBanner,
  publishedBanner,
  SENDING,
  type Banner,
  type Closed,
  type EditView,
} from './edit.model'

type Act = WechatMiniprogram.TouchEvent<object, object, { act: Banner['acts'][number]['act'] }>
interface Detail<D> {
  detail: D
}

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    closed: null as Closed | null,
    view: null as EditView | null,
    banner: null as Banner | null,
    editor: CLOSED_EDITOR,
  },

  book: null as RuleBookView | null,
  draft: null as RulesDraft | null,

  async load() {
    const opened = await groupSession(this.query, (groupId) => [
      { action: 'rules.get', input: { groupId } },
    ])
    const group = opened.entry === 'ok' ? opened.group : null
    if (!group) return { status: 'empty' as const, session: opened, group }
    this.book = await session.get('rules.get', { groupId: group.groupId })
    const { draft, standing } = settleDraft(group.groupId, this.book, drafts.draftOf(group.groupId))
    if (standing === 'published') drafts.discardDraft(group.groupId)
    if (standing === 'carried' && draft) drafts.keepDraft(draft)
    this.draft = draft
    const closed = closedOf(opened, draft)
    if (closed) return { status: 'empty' as const, session: opened, group, closed, view: null }
    // Coming back from the preview is no news about a draft that is on the screen.
    const isKnown = standing === 'resumed' && this.data.view !== null
    const news = drafts.publishedOf(group.groupId)
    const found = isKnown ? this.data.banner : bannerOf(standing, this.book, draft)
    const banner = news ? publishedBanner(news.version) : found
    return { session: opened, group, closed: null, banner, view: this.viewOf(true) }
  },

  onShow() {
    const { draft } = this
    // The preview may have found errors or merged a newer version into the draft.
    const kept = draft ? drafts.draftOf(draft.groupId) : undefined
    if (kept && this.data.view) this.change(kept, false)
    if (draft) void this.follow(draft.groupId)
  },

  /** A version is still on its way from the page that was left. */
  async follow(groupId: string) {
    const sending = drafts.sendingOf(groupId)
    if (!sending) return
    this.patch({ banner: SENDING })
    try {
      await sending
      await this.refresh()
    } catch (error) {
      this.patch({ banner: failedBanner(failureOf(error).text) })
    }
  },

  viewOf(isKept: boolean): EditView | null {
    const { draft } = this
    return draft ? editView(draft, drafts.errorsOf(draft.groupId), isKept) : null
  },

  /** Every change is kept on the phone at once. */
  change(draft: RulesDraft, isEdit = true) {
    this.draft = draft
    const isKept = isEdit ? drafts.keepDraft(draft) : true
    this.patch({ view: this.viewOf(isKept) })
  },

  onStart() {
    const { closed, group } = this.data
    if (closed?.act === 'back') return void this.submit(goBack)
    void this.submit(async () => {
      if (!group) return
      const { groupId } = group
      this.begin(startDraft(groupId, null, (await call('rules.starter', { groupId })).clauses))
    })
  },

  onBlank() {
    const { group } = this.data
    if (group) this.begin(startDraft(group.groupId, null))
  },

  begin(draft: RulesDraft) {
    this.patch({ status: 'ready', closed: null, banner: null })
    this.change(draft)
  },

  onAdd({ detail: { kind } }: Detail<{ kind: ClauseKind }>) {
    if (!this.draft) return
    const clauseId = `new-${newKey()}`
    this.change(addClause(this.draft, { clauseId, kind, text: '' }))
    if (this.draft) this.patch({ editor: editorOf(this.draft, clauseId, true) })
  },

  onPick({ detail }: Detail<{ id: string }>) {
    if (this.draft) this.patch({ editor: editorOf(this.draft, detail.id, false) })
  },

  onText({ detail }: Detail<{ value: string }>) {
    const { clauseId } = this.data.editor
    if (!this.draft) return
    this.draft = setText(this.draft, clauseId, detail.value)
    drafts.forgetError(this.draft.groupId, clauseId)
    drafts.keepDraft(this.draft)
  },

  onKind({ detail }: Detail<{ kind: ClauseKind }>) {
    if (this.draft) this.reshape(setKind(this.draft, this.data.editor.clauseId, detail.kind))
  },

  onStep({ detail }: Detail<{ by: number }>) {
    const { clauseId } = this.data.editor
    if (!this.draft) return
    this.reshape(moveTo(this.draft, clauseId, placeOf(this.draft, clauseId).place + detail.by))
  },

  /** The clause moved while its sheet is open. */
  reshape(draft: RulesDraft) {
    const { clauseId, isNew } = this.data.editor
    this.change(draft)
    this.patch({ editor: editorOf(draft, clauseId, isNew) })
  },

  onRemove() {
    const { editor } = this.data
    if (this.draft) drafts.forgetError(this.draft.groupId, editor.clauseId)
    if (this.draft) this.change(removeClause(this.draft, editor.clauseId))
    this.patch({ editor: { ...editor, isOpen: false } })
  },

  /** Without words a clause is none: a new one goes, an old one gets its words back. */
  onClose() {
    const { editor } = this.data
    if (this.draft) this.change(settleClause(this.draft, editor.clauseId))
    this.patch({ editor: { ...editor, isOpen: false } })
  },

  onRestore({ detail }: Detail<{ id: string }>) {
    if (this.draft) this.change(restoreClause(this.draft, detail.id))
  },

  onMove({ detail }: Detail<{ id: string; place: number }>) {
    if (this.draft) this.change(moveTo(this.draft, detail.id, detail.place))
  },

  onBanner(event: Act) {
    const { act } = event.currentTarget.dataset
    const { book, draft } = this
    if (act === 'share' && draft) return this.toPublish(draft.groupId)
    if (draft && act === 'dismiss') drafts.forgetPublished(draft.groupId)
    if (act === 'dismiss') return this.patch({ banner: null })
    if (act === 'discard') return void this.submit(() => this.discard())
    if (!book || !draft) return
    const merged = mergeDraft(draft, book)
    this.change(merged.draft)
    this.patch({ banner: mergedBanner(book.version, merged.clashes.length) })
  },

  async discard() {
    const { draft } = this
    const content = '这些修改会从手机上删除，已发布的群规不变'
    if (!draft || !(await confirm({ title: '放弃草稿', content, yes: '放弃' }))) return
    drafts.discardDraft(draft.groupId)
    this.draft = null
    this.patch({ view: null })
    await this.refresh()
  },

  onNext() {
    const { draft, book } = this
    if (!draft) return
    if (draft.base !== (book?.version ?? 0)) return done('请先处理新版本')
    this.toPublish(draft.groupId)
  },

  toPublish(groupId: string) {
    void this.submit(() => go('rules.publish', { g: groupId }))
  },
})
