import type { SessionView } from '../../contract/company'
import { getMe } from '../../services/me'
import { askForMessage, canAsk } from '../../services/notice'
import { chooseGroup, currentGroup, openSession } from '../../services/session'
import { definePage, pageState } from '../../ui/define-page'
import { done, say } from '../../ui/feedback'
import { openPath } from '../../ui/navigate'
import { openPrivacy } from '../../ui/privacy'
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
    const session = await openSession()
    if (session.viewer.kind === 'visitor') return { session, isVisitor: true, content: null }
    const content = meContent(await getMe(), currentGroup()?.groupId, Date.now())
    return { session, content, isVisitor: false, canRemind: canAsk('rules-due') }
  },

  onOpen(event: WechatMiniprogram.CustomEvent<object, object, { path: string }>) {
    const { path } = event.currentTarget.dataset
    void this.submit(() => openPath(path))
  },

  onGroup(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset
    void this.submit(async () => {
      await chooseGroup(id)
      await openPath('/pages/today/today')
    })
  },

  /** The question has to come first in the tap. */
  onRemind() {
    const asking = askForMessage('rules-due').granted
    void this.submit(async () => {
      const left = await asking
      if (left === null) return
      done(`还能提醒 ${left} 次`)
      await this.refresh()
    })
  },

  onPrivacy() {
    void this.submit(openPrivacy)
  },

  onAbout() {
    void say('关于销售群管家', ABOUT)
  },
})
