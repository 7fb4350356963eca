import type { PeriodKind } from '../../../contract/calendar'
import type { EntryView } from '../../../contract/board'
import { CallError } from '../../../services/call-error'
import { call } from '../../../services/cloud'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { PERIOD_NAMES } from '../../../ui/format'
import { scrollToTop } from '../../../ui/measure'
import { entriesContent, isPeriod, sumOf, type EntriesContent, type Passed } from './entries.model'

const PERIODS = (['week', 'month', 'quarter', 'year'] as const).map((value) => ({
  value,
  label: PERIOD_NAMES[value],
}))
/** Rows a page, and rows in sight at most: a page of the mini program has to stay below 1000 nodes. */
const SIZE = 30
const ROWS_MAX = 90

definePage({
  data: {
    ...pageState(),
    periods: PERIODS,
    period: 'month' as PeriodKind,
    memberId: '',
    content: null as EntriesContent | null,
    /** No more rows fit below: older ones take the place of these. */
    isFull: false,
    isMoreLoading: false,
    moreFailed: '',
  },

  period: 'month' as PeriodKind,
  rows: [] as EntryView[],
  passed: { count: 0, sum: 0 } as Passed,
  next: undefined as string | undefined,

  onLoad(query: Record<string, string | undefined>) {
    if (isPeriod(query['period'])) this.period = query['period']
    this.patch({ period: this.period })
  },

  /** Whose figure this is: the query names the person, else it is mine. */
  async fetch(cursor: string | undefined) {
    await session.open()
    const me = session.viewer()
    const memberId = this.query['m'] ?? (me.kind === 'member' ? me.memberId : '')
    const groupId = this.query['g']
    const view = await call('board.entries', {
      memberId,
      period: this.period,
      size: SIZE,
      ...(groupId ? { groupId } : {}),
      ...(cursor ? { cursor } : {}),
    })
    // Another period was chosen meanwhile: its own answer is on the way.
    if (view.period !== this.period) return {}
    this.keep(view.rows, cursor !== undefined)
    this.next = view.next
    const hasMore = view.next !== undefined
    const options = { withGroup: groupId === undefined, now: Date.now(), passed: this.passed }
    return {
      memberId,
      isFull: hasMore && this.rows.length >= ROWS_MAX,
      content: entriesContent(view, this.rows, hasMore, options),
    }
  },

  /** Adds rows to those in sight; a full page makes room for them. */
  keep(rows: EntryView[], isMore: boolean) {
    if (!isMore) this.passed = { count: 0, sum: 0 }
    else if (this.rows.length >= ROWS_MAX) {
      const { count, sum } = this.passed
      this.passed = { count: count + this.rows.length, sum: sum + sumOf(this.rows) }
    } else rows = [...this.rows, ...rows]
    this.rows = rows
  },

  async load() {
    try {
      const shown = await this.fetch(undefined)
      const status = this.rows.length === 0 ? ('empty' as const) : ('ready' as const)
      return { ...shown, status, period: this.period }
    } catch (error) {
      // No score row yet is no failure: nothing has been earned.
      if (!(error instanceof CallError) || error.code !== 'not-found') throw error
      return { status: 'empty' as const, content: null, period: this.period }
    }
  },

  async onPeriod(event: WechatMiniprogram.CustomEvent<{ value: PeriodKind }>) {
    const before = this.period
    this.period = event.detail.value
    this.patch({ period: this.period })
    await this.refresh()
    if (!this.data.failure) return
    this.period = before
    this.patch({ period: before })
  },

  onReachBottom() {
    if (!this.data.isFull) void this.more()
  },

  async onOlder() {
    await this.more()
    if (this.data.moreFailed === '') await scrollToTop()
  },

  async more() {
    if (!this.next || this.data.isMoreLoading) return
    this.patch({ isMoreLoading: true, moreFailed: '' })
    try {
      this.patch({ ...(await this.fetch(this.next)), isMoreLoading: false })
    } catch {
      this.patch({ isMoreLoading: false, moreFailed: '没有加载成功，点这里重试' })
    }
  },
})
