import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/front'
import type { RouteTarget } from '../../contract/route'
import { CallError } from '../../services/call-error'
import { call } from '../../services/cloud'
import { mayHere } from '../../services/rights'
import { must, session } from '../../services/session'
import { definePage, pageState } from '../../ui/define-page'
import { go, openRoute } from '../../ui/routes'
import { todayContent, todayQueries, type TodayAnswers, type TodayContent } from './today.model'

interface Aim {
  target?: RouteTarget
}
type Tap = WechatMiniprogram.CustomEvent<Aim, object, Aim>

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
    const opened = await session.open({
      first: todayQueries,
      ...(groupId ? { groupId, by: 'card' as const } : {}),
    })
    const { entry, viewer } = opened
    const isVisitor = entry === 'none' && viewer.kind === 'visitor'
    const isOutside = entry !== 'ok' && !(entry === 'none' && viewer.kind === 'member')
    if (isOutside) {
      return {
        status: 'empty' as const,
        session: opened,
        group: null,
        content: null,
        isVisitor,
      }
    }
    const answers = await this.answers(opened.group?.groupId)
    return {
      session: opened,
      group: answers.today.group,
      content: todayContent(answers, opened, Date.now()),
      isVisitor: false,
      isManager: mayHere(opened, 'company.oversee'),
    }
  },

  async answers(groupId: string | undefined): Promise<TodayAnswers> {
    if (!groupId) return { today: await call('today.get', {}), news: [], figures: null }
    const [today, news, figures] = await session.ask(todayQueries(groupId))
    // Who looks on without being in the group has no figures there.
    const isNone = figures instanceof CallError && figures.code === 'permission-denied'
    return {
      today: must(today),
      news: must(news).rows,
      figures: isNone ? null : must(figures),
    }
  },

  onSession() {
    void this.refresh()
  },

  onOpen(event: Tap) {
    // A row tells by its event, an element of the page by its data.
    const target = (event.detail as Aim | undefined)?.target ?? event.currentTarget.dataset.target
    if (target) void this.submit(() => openRoute(target))
  },

  onGroups() {
    void this.submit(() => go('groups.list'))
  },

  onBoard() {
    void this.submit(() => go('board', { g: this.data.group?.groupId, scope: 'group' }))
  },
})
