import type { GroupRow, SessionView } from '../../../contract/company'
import { listGroups } from '../../../services/groups'
import { openSession } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { openPath } from '../../../ui/navigate'
import { pathOf } from '../../../ui/path'
import { listContent, type ListContent, type ListFilter } from './list.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>

definePage({
  data: {
    ...pageState(),
    content: null as ListContent | null,
    filter: 'all' as ListFilter,
  },

  session: null as SessionView | null,
  rows: [] as GroupRow[],

  async load() {
    const session = await openSession()
    this.session = session
    this.rows = session.viewer.kind === 'visitor' ? [] : await listGroups()
    const content = listContent(session, this.rows, this.data.filter)
    return this.rows.length === 0 ? { status: 'empty' as const, content } : { content }
  },

  onFilter({ detail }: WechatMiniprogram.CustomEvent<{ value: ListFilter }>) {
    if (!this.session) return
    this.patch({
      filter: detail.value,
      content: listContent(this.session, this.rows, detail.value),
    })
  },

  onOpen(event: Tap) {
    const { id } = event.currentTarget.dataset
    void this.submit(() => openPath(pathOf('subpackages/group/home/home', { g: id })))
  },

  onBoard(event: Tap) {
    const { id } = event.currentTarget.dataset
    void this.submit(() => openPath(pathOf('pages/board/board', { g: id })))
  },

  onCreate() {
    void this.submit(() => openPath('/subpackages/group/create/create'))
  },

  onPeople() {
    void this.submit(() => openPath('/subpackages/company/people/people'))
  },

  onEmpty() {
    if (this.data.content?.isManager) this.onCreate()
    else void this.submit(() => openPath('/pages/today/today'))
  },
})
