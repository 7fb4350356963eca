import type { SessionView } from '../../../contract/front'
import type { GroupRow } from '../../../contract/groups'
import { listGroups } from '../../../services/groups'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { go } from '../../../ui/routes'
import { listContent, type ListContent, type ListFilter } from './list.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>

definePage({
  data: {
    ...pageState(),
    content: null as ListContent | null,
    filter: 'all' as ListFilter,
  },

  opened: null as SessionView | null,
  /** Where the list goes on. */
  next: undefined as string | undefined,
  rows: [] as GroupRow[],

  async load() {
    const opened = await session.open()
    this.opened = opened
    const page = opened.viewer.kind === 'visitor' ? { rows: [] } : await listGroups()
    this.rows = page.rows
    this.next = page.next
    const content = listContent(opened, this.rows, this.data.filter, page.next !== undefined)
    return this.rows.length === 0 ? { status: 'empty' as const, content } : { content }
  },

  onFilter({ detail }: WechatMiniprogram.CustomEvent<{ value: ListFilter }>) {
    this.patch({ filter: detail.value })
    this.show()
  },

  show() {
    const { opened, rows, next } = this
    if (!opened) return
    this.patch({ content: listContent(opened, rows, this.data.filter, next !== undefined) })
  },

  onMore() {
    const { next } = this
    if (!next) return
    void this.submit(async () => {
      const page = await listGroups(next)
      this.rows = [...this.rows, ...page.rows]
      this.next = page.next
      this.show()
    })
  },

  onOpen(event: Tap) {
    const { id } = event.currentTarget.dataset
    void this.submit(() => go('groups.home', { g: id }))
  },

  onBoard(event: Tap) {
    const { id } = event.currentTarget.dataset
    void this.submit(() => go('board', { g: id, scope: 'group' }))
  },

  onCreate() {
    void this.submit(() => go('groups.create'))
  },

  onPeople() {
    void this.submit(() => go('company.people'))
  },

  onEmpty() {
    if (this.data.content?.isManager) this.onCreate()
    else void this.submit(() => go('today'))
  },
})
