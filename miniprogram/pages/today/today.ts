import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/company'
import { openSession } from '../../services/session'
import { getToday } from '../../services/today'
import { definePage, pageState } from '../../ui/define-page'
import { openPath } from '../../ui/navigate'
import { todayContent, type TodayContent } from './today.model'

type Tap = WechatMiniprogram.CustomEvent<{ path?: string }, object, { path?: string }>

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    content: null as TodayContent | null,
    isVisitor: false,
    isManager: false,
  },

  async load() {
    const groupId = this.cardGroup()
    const session = await openSession(groupId ? { groupId, by: 'card' } : {})
    const { entry, viewer } = session
    const isVisitor = entry === 'none' && viewer.kind === 'visitor'
    const isOutside = entry !== 'ok' && !(entry === 'none' && viewer.kind === 'member')
    if (isOutside) {
      return { status: 'empty' as const, session, group: null, content: null, isVisitor }
    }
    const view = await getToday(session.group?.groupId)
    return {
      session,
      group: view.group,
      content: todayContent(view, session, Date.now()),
      isVisitor: false,
      isManager: viewer.kind === 'member' && viewer.companyRole !== null,
    }
  },

  onSession() {
    void this.refresh()
  },

  onOpen(event: Tap) {
    const path =
      (event.detail as { path?: string } | undefined)?.path ?? event.currentTarget.dataset.path
    if (path) void this.submit(() => openPath(path))
  },

  onBoard() {
    void this.submit(() => openPath('/pages/board/board'))
  },
})
