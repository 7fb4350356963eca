import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/company'
import type { ClauseChange, RuleBookView } from '../../contract/rules'
import { CallError } from '../../services/call-error'
import { askForMessage, type Asking } from '../../services/notice'
import {
  acknowledge,
  getChanges,
  getRules,
  isAcknowledging,
  noteRead,
  readCount,
} from '../../services/rules'
import { openSession } from '../../services/session'
import { plainRulesCard, rulesCard } from '../../ui/cards'
import { definePage, pageState } from '../../ui/define-page'
import { openPath } from '../../ui/navigate'
import { pathOf } from '../../ui/path'
import { allowShare, shareCard } from '../../ui/share'
import {
  changesSince,
  confirmBar,
  confirmed,
  countOf,
  mayWrite,
  needsChanges,
  readerOf,
  type ConfirmBar,
  type Reader,
} from './rules.model'

type Seen = WechatMiniprogram.IntersectionObserverObserveCallbackResult

/** The confirm bar covers this much of the bottom, px; what lies below it has not been read. */
const BAR_HEIGHT = 96

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    reader: null as Reader | null,
    onlyChanges: false,
    bar: null as ConfirmBar | null,
    /** No rules are published yet. */
    isUnwritten: false,
    canWrite: false,
    /** Shown once after confirming. */
    thanks: null as { earned: number; progress: string } | null,
  },

  book: null as RuleBookView | null,
  changes: [] as ClauseChange[],
  /** Clauses of what is shown that have been read. */
  read: 0,
  /** Only the changes are shown. */
  isFiltered: false,
  observer: null as WechatMiniprogram.IntersectionObserver | null,

  onLoad() {
    allowShare()
    this.own(() => this.observer?.disconnect())
  },

  async load() {
    const card = this.cardGroup()
    const session = await openSession(
      card ? { groupId: card, by: 'card', page: 'rules' } : { page: 'rules' },
    )
    const group = session.entry === 'ok' ? session.group : null
    const book = group ? await getRules(group.groupId) : null
    this.book = book
    if (!group || !book) {
      const shown = { session, group, isUnwritten: group !== null, canWrite: mayWrite(session) }
      return { status: 'empty' as const, ...shown, reader: null, bar: null }
    }
    this.changes = needsChanges(book)
      ? await getChanges(group.groupId, changesSince(book))
      : book.changes
    this.read = this.isFiltered ? 0 : readCount(group.groupId, book.version)
    return { session, group, isUnwritten: false, ...this.view() }
  },

  loaded() {
    this.observer?.disconnect()
    this.observer = null
    if (this.data.reader?.isDue) this.watchReading()
  },

  /** What is shown of the book as it is now. */
  view() {
    const { book } = this
    if (!book) return { reader: null, bar: null }
    const reader = readerOf(book, this.changes, this.isFiltered, Date.now())
    return { reader, bar: reader.isDue ? this.barOf(reader.total) : null }
  },

  barOf(total: number): ConfirmBar {
    const { book } = this
    const isUnanswered = book !== null && isAcknowledging(book.groupId, book.version)
    return confirmBar(total, this.read, isUnanswered)
  },

  /** A mark ends each clause; the furthest one that came into sight is how far the person has read. */
  watchReading() {
    this.observer = this.createIntersectionObserver({ observeAll: true })
    this.observer
      .relativeToViewport({ bottom: -BAR_HEIGHT })
      .observe('.clause-end', (seen: Seen) => {
        const { index } = seen.dataset as { index?: number | string }
        if (seen.intersectionRatio > 0 || seen.boundingClientRect.top < seen.relativeRect.bottom) {
          this.onRead(Number(index) + 1)
        }
      })
  },

  onRead(count: number) {
    const { book } = this
    const { reader } = this.data
    if (!book || !reader || count <= this.read) return
    this.read = count
    if (!this.isFiltered) noteRead(book.groupId, book.version, count)
    this.patch({ bar: this.barOf(reader.total) })
  },

  onOnlyChanges() {
    const { book } = this
    if (!book) return
    this.isFiltered = !this.isFiltered
    // Who confirmed an earlier version may confirm after reading what changed.
    this.read = this.isFiltered ? 0 : readCount(book.groupId, book.version)
    this.setData({ onlyChanges: this.isFiltered, ...this.view() }, () => this.loaded())
  },

  onConfirm() {
    const { book } = this
    if (!book || !this.data.bar?.canConfirm) return
    // WeChat allows the question only as the first thing of a tap; its answer does not hold up the confirmation.
    const asking = askForMessage('rules-due')
    void this.submit(async () => {
      try {
        const { at, earned } = await acknowledge(book.groupId, book.version)
        this.book = confirmed(book, at)
        const view = this.view()
        this.patch(view)
        void this.thank(asking, { earned, progress: view.reader?.progress.text ?? '' })
      } catch (error) {
        // A newer version came out while reading: show it, and say so.
        if (error instanceof CallError && error.code === 'conflict') await this.refresh()
        else this.patch(this.view())
        throw error
      }
    })
  },

  /** After WeChat's question, which is in front of the page; nothing else waits for it. */
  async thank({ answered }: Asking, thanks: { earned: number; progress: string }) {
    await answered
    this.patch({ thanks })
  },

  onThanksClose() {
    this.patch({ thanks: null })
  },

  onBoard() {
    this.patch({ thanks: null })
    void this.submit(() => openPath('/pages/board/board'))
  },

  onEdit() {
    void this.submit(() =>
      openPath(
        pathOf('subpackages/rules/edit/edit', {
          g: this.book?.groupId ?? this.data.group?.groupId,
        }),
      ),
    )
  },

  onRoster() {
    void this.submit(() =>
      openPath(pathOf('subpackages/rules/roster/roster', { g: this.book?.groupId })),
    )
  },

  onSession() {
    this.book = null
    this.isFiltered = false
    this.patch({ onlyChanges: false, thanks: null, reader: null, bar: null, status: 'loading' })
    void this.refresh()
  },

  onShareAppMessage() {
    const { book } = this
    return shareCard(
      this,
      book ? rulesCard(countOf(book)) : plainRulesCard(this.data.group?.groupId),
    )
  },
})
