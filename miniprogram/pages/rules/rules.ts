import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/front'
import type { ClauseChange, RuleBookView } from '../../contract/rules'
import { CallError } from '../../services/call-error'
import { askForMessage, type Asking } from '../../services/notice'
import { call, send } from '../../services/cloud'
import { isUnanswered } from '../../services/idempotency'
import { tellOpened } from '../../services/opened'
import { noteRead, readCount } from '../../services/read-marks'
import { mayHere } from '../../services/rights'
import { session } from '../../services/session'
import { plainRulesCard, rulesCard } from '../../ui/cards'
import { definePage, pageState } from '../../ui/define-page'
import { go } from '../../ui/routes'
import { allowShare, shareCard } from '../../ui/share'
import {
  changesSince,
  confirmBar,
  confirmed,
  countOf,
  needsChanges,
  readerOf,
  type ConfirmBar,
  type Reader,
} from './rules.model'

type Seen = WechatMiniprogram.IntersectionObserverObserveCallbackResult

/** The confirm bar covers this much of the bottom, px; what lies below it has not been read. */
const BAR_HEIGHT = 96

const sentOf = ({ groupId, version }: RuleBookView) => ({ groupId, version })

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

  closed: { thanks: null },

  onLoad() {
    allowShare()
    this.own(() => this.observer?.disconnect())
  },

  async load() {
    const card = this.cardGroup()
    const opened = await session.open({
      first: (groupId) => [{ action: 'rules.get', input: { groupId } }],
      ...(card ? { groupId: card, by: 'card' as const } : {}),
    })
    const group = opened.entry === 'ok' ? opened.group : null
    const book = group ? await session.get('rules.get', { groupId: group.groupId }) : null
    this.book = book
    if (!group || !book) {
      const canWrite = mayHere(opened, 'rules.edit')
      const shown = { session: opened, group, isUnwritten: group !== null, canWrite }
      return { status: 'empty' as const, ...shown, reader: null, bar: null }
    }
    this.changes = needsChanges(book)
      ? (await call('rules.changes', { groupId: group.groupId, from: changesSince(book) })).changes
      : book.changes
    this.read = this.isFiltered ? 0 : readCount(group.groupId, book.version)
    return { session: opened, group, isUnwritten: false, ...this.view() }
  },

  loaded() {
    this.observer?.disconnect()
    this.observer = null
    if (!this.book || !this.data.reader?.isDue) return
    this.watchReading()
    this.own(tellOpened(this.book.askId))
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
    const isOpen = book !== null && isUnanswered('rules.acknowledge', sentOf(book))
    return confirmBar(total, this.read, isOpen)
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
    const asking = askForMessage('todo')
    void this.submit(async () => {
      try {
        const { at, earned } = await send('rules.acknowledge', sentOf(book))
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
    void this.submit(() => go('board', { g: this.data.group?.groupId }))
  },

  onEdit() {
    void this.submit(() => go('rules.edit', { g: this.book?.groupId ?? this.data.group?.groupId }))
  },

  onRoster() {
    const { book } = this
    void this.submit(() => go('rules.roster', { g: book?.groupId, ask: book?.askId }))
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
