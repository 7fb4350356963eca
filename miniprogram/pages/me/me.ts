import type { SessionView } from '../../contract/front'
import type { RouteTarget } from '../../contract/route'
import { call } from '../../services/cloud'
import { askForMessage, canAsk } from '../../services/notice'
import { session } from '../../services/session'
import { definePage, pageState } from '../../ui/define-page'
import { done, say } from '../../ui/feedback'
import { go, openRoute } from '../../ui/routes'
import { meContent, type MeContent } from './me.model'

type Tap<D extends object> = WechatMiniprogram.TouchEvent<object, object, D>

const ABOUT =
  '销售群管家帮助公司管理销售群：群规、席位、积分和榜单。数据只在公司自己的微信云环境里，按群和角色决定谁能看到。'

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    content: null as MeContent | null,
    canRemind: false,
    isVisitor: false,
  },

  async load() {
    const opened = await session.open()
    if (opened.viewer.kind === 'visitor') return { session: opened, isVisitor: true, content: null }
    const content = meContent(await call('me.get', {}), session.group()?.groupId, Date.now())
    return { session: opened, content, isVisitor: false, canRemind: canAsk('todo') }
  },

  onOpen(event: WechatMiniprogram.CustomEvent<object, object, { target: RouteTarget }>) {
    const { target } = event.currentTarget.dataset
    void this.submit(() => openRoute(target))
  },

  onGroup(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset
    void this.submit(async () => {
      await session.choose(id)
      await go('today')
    })
  },

  /** The question has to come first in the tap. */
  onRemind() {
    const asking = askForMessage('todo', 'seat').granted
    void this.submit(async () => {
      const left = await asking
      if (left === null) return
      done(`还能提醒 ${left} 次`)
      await this.refresh()
    })
  },

  onDemo() {
    void this.submit(() => go('demo'))
  },

  onInbox() {
    void this.submit(() => go('notice.inbox'))
  },

  onPrivacy() {
    void this.submit(() => go('privacy'))
  },

  onAbout() {
    void say('关于销售群管家', ABOUT)
  },
})
