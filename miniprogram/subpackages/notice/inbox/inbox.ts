import type { InboxRow } from '../../../contract/notice'
import type { RouteTarget } from '../../../contract/route'
import { call, send } from '../../../services/cloud'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { openRoute } from '../../../ui/routes'
import { inboxLines, type InboxLine } from './inbox.model'

/** Messages listed at most: a page has to stay below 1000 nodes, and older ones have had their time. */
const ROWS_MAX = 100

type Tap<D extends object> = WechatMiniprogram.TouchEvent<object, object, D>

definePage({
  data: {
    ...pageState(),
    lines: [] as InboxLine[],
    hasMore: false,
    isMoreLoading: false,
    moreFailed: '',
  },

  rows: [] as InboxRow[],
  next: undefined as string | undefined,

  async load() {
    await session.open()
    const { rows, next, upTo } = await call('notice.inbox', {})
    this.rows = rows
    this.next = next
    if (rows.some(({ isRead }) => !isRead)) void this.read(upTo)
    return {
      lines: inboxLines(rows, Date.now()),
      hasMore: next !== undefined,
      status: rows.length === 0 ? ('empty' as const) : ('ready' as const),
    }
  },

  /** Seen is read; when it does not get through, the next visit tries again. What is new stays marked on this visit. */
  async read(upTo: string) {
    try {
      await send('notice.read', { upTo })
    } catch {
      // The badge stays, nothing else is lost.
    }
  },

  async onReachBottom() {
    if (!this.next || this.data.isMoreLoading) return
    this.patch({ isMoreLoading: true, moreFailed: '' })
    try {
      const { rows, next } = await call('notice.inbox', { cursor: this.next })
      this.rows = [...this.rows, ...rows]
      this.next = this.rows.length < ROWS_MAX ? next : undefined
      const lines = inboxLines(this.rows, Date.now())
      this.patch({ lines, hasMore: this.next !== undefined, isMoreLoading: false })
    } catch {
      this.patch({ isMoreLoading: false, moreFailed: '没有加载成功，点这里重试' })
    }
  },

  onOpen(event: Tap<{ target: RouteTarget | null }>) {
    const { target } = event.currentTarget.dataset
    if (target) void this.submit(() => openRoute(target))
  },
})
