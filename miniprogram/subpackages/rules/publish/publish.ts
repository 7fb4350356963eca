import type { GroupBar } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import { PublishRules, type RuleBookView } from '../../../contract/rules'
import { issuesByField } from '../../../contract/issues'
import { NOTE_MAX } from '../../../contract/limits'
import { CallError } from '../../../services/call-error'
import { call, send } from '../../../services/cloud'
import { mayHere } from '../../../services/rights'
import { newRulesCard, plainRulesCard, type Card } from '../../../ui/cards'
import { definePage, pageState } from '../../../ui/define-page'
import { groupSession } from '../../../ui/group-session'
import { goBack, replace } from '../../../ui/routes'
import { allowShare, shareCard } from '../../../ui/share'
import { safeParse } from '../../../vendor/valibot'
import { bannerOf, mergedBanner, type Banner } from '../edit/edit.model'
import { inputOf, hasChanges, markOf, type RulesDraft } from '../draft.model'
import {
  discardDraft,
  draftOf,
  errorsOf,
  forgetPublished,
  keepDraft,
  noteErrors,
  notePublished,
  noteSending,
  publishedOf,
} from '../draft-store'
import { mergeDraft, settleDraft } from '../merge.model'
import {
  askedOf,
  doneWords,
  previewView,
  questionOf,
  refusalOf,
  type Asked,
  type PreviewView,
  type Question,
} from './publish.model'

const asksAllOf = (draft: RulesDraft | null) => !draft || draft.material || draft.base === 0

interface Detail<D> {
  detail: D
}

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    view: null as PreviewView | null,
    note: '',
    noteMax: NOTE_MAX,
    banner: null as Banner | null,
    question: null as Question | null,
    isAsking: false,
    refusal: '',
    done: null as ReturnType<typeof doneWords> | null,
  },

  draft: null as RulesDraft | null,
  book: null as RuleBookView | null,
  asked: { total: 0, confirmed: 0 } as Asked,
  /** Of the version that has been published here. */
  card: null as Card | null,
  /** The person went back while publishing. */
  isLeft: false,

  closed: { isAsking: false },

  onLoad() {
    allowShare()
    this.own(() => (this.isLeft = true))
  },

  async load() {
    const session = await groupSession(this.query)
    const group = session.entry === 'ok' ? session.group : null
    const base = { session, group }
    if (this.data.done) return base
    if (!group || !mayHere(session, 'rules.edit'))
      return { ...base, status: 'empty' as const, view: null }
    const { groupId } = group
    const book = await call('rules.get', { groupId })
    this.book = book
    this.asked = askedOf(book, book ? [] : (await call('groups.get', { groupId })).members)
    const { draft, standing } = settleDraft(groupId, book, draftOf(groupId))
    this.draft = draft
    const news = publishedOf(groupId)
    if (news) return { ...base, ...this.finished(groupId, news.version, news.asksAll) }
    if (standing === 'published' && book)
      return { ...base, ...this.finished(groupId, book.version, asksAllOf(draft)) }
    if (!draft || !hasChanges(draft)) return { ...base, status: 'empty' as const, view: null }
    if (standing === 'carried') keepDraft(draft)
    const isNews = standing === 'newer' || standing === 'carried'
    const banner = isNews ? bannerOf(standing, book, draft) : null
    return { ...base, banner, note: draft.note, view: this.viewOf(draft) }
  },

  viewOf(draft: RulesDraft): PreviewView {
    return previewView(draft, this.asked, errorsOf(draft.groupId))
  },

  change(draft: RulesDraft) {
    this.draft = draft
    keepDraft(draft)
    this.patch({ view: this.viewOf(draft) })
  },

  finished(groupId: string, version: number, asksAll: boolean) {
    const { asked } = this
    discardDraft(groupId)
    forgetPublished(groupId)
    this.card = newRulesCard(groupId, version, asksAll)
    return { done: doneWords(version, asksAll, asked), isAsking: false, banner: null, view: null }
  },

  onMaterial({ detail }: Detail<boolean>) {
    if (this.draft) this.change({ ...this.draft, material: detail })
  },

  onNote({ detail }: Detail<{ value: string }>) {
    if (!this.draft) return
    this.draft = { ...this.draft, note: detail.value }
    keepDraft(this.draft)
    this.patch({ note: detail.value })
  },

  onMerge() {
    const { draft, book } = this
    if (!draft || !book) return
    const merged = mergeDraft(draft, book)
    this.change(merged.draft)
    this.patch({ banner: mergedBanner(book.version, merged.clashes.length), problem: null })
  },

  onAsk() {
    const { draft, book } = this
    if (!draft || draft.base !== (book?.version ?? 0)) return
    const parsed = safeParse(PublishRules, inputOf(draft))
    if (!parsed.success) return this.refuse(issuesByField(parsed.issues))
    this.patch({ question: questionOf(draft, this.asked), isAsking: true, refusal: '' })
  },

  onUnask() {
    this.patch({ isAsking: false })
  },

  onPublish() {
    void this.submit(async () => {
      const { draft } = this
      if (!draft) return
      // Kept until answered: whoever comes back later can be told whether it went through.
      this.draft = { ...draft, sent: markOf(draft) }
      keepDraft(this.draft)
      try {
        const work = send('rules.publish', inputOf(draft))
        void noteSending(draft.groupId, work)
        const { version } = await work
        const asksAll = asksAllOf(draft)
        // Nobody sees this page any more: the editor tells it, and offers the card.
        const { groupId } = draft
        this.patch(this.finished(groupId, version, asksAll))
        if (this.isLeft) notePublished(groupId, { version, asksAll })
      } catch (error) {
        this.patch({ isAsking: false })
        if (error instanceof CallError) await this.onRefused(error)
        throw error
      }
    })
  },

  async onRefused(error: CallError) {
    if (!error.answered || !this.draft) return
    if (Object.keys(error.fields).length > 0) this.refuse(error.fields)
    // Someone published meanwhile, or an earlier sending of ours arrived after all: look, and say which.
    if (error.code === 'conflict') await this.refresh()
    else this.change({ ...this.draft, sent: '' })
  },

  refuse(fields: Record<string, string>) {
    if (!this.draft) return
    const { clauses, text } = refusalOf(this.draft, fields)
    noteErrors(this.draft.groupId, clauses)
    this.patch({ refusal: text, view: this.viewOf(this.draft) })
  },

  onBack() {
    void goBack()
  },

  onRoster() {
    const groupId = this.data.group?.groupId
    void this.submit(() => replace('rules.roster', { g: groupId }))
  },

  onShareAppMessage() {
    return shareCard(this, this.card ?? plainRulesCard(this.data.group?.groupId))
  },
})
