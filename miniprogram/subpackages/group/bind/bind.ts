import { bindChat } from '../../../services/group-admin'
import { listGroups } from '../../../services/groups'
import { freshProof, openSession, reopenSession } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { confirm, done } from '../../../ui/feedback'
import { openPath, replacePath } from '../../../ui/navigate'
import { bindView, stageOf, type BindStage, type BindView } from './bind.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

definePage({
  data: {
    ...pageState(),
    stage: 'choose' as BindStage,
    view: null as BindView | null,
    /** The proof of the chat could not be had any more. */
    isLost: false,
  },

  async load() {
    const session = await openSession()
    const stage = stageOf(session)
    if (stage !== 'choose') return { status: 'empty' as const, stage }
    return { stage, view: bindView(session, await listGroups()) }
  },

  onBind(event: Tap) {
    const { id, name } = event.currentTarget.dataset
    void this.submit(async () => {
      const content = '群成员从卡片进入就到这个群。绑定后这个群聊不能再换到别的群'
      if (!(await confirm({ title: `绑定到「${name}」`, content, yes: '绑定' }))) return
      const cloudId = await freshProof()
      this.patch({ isLost: cloudId === undefined })
      if (cloudId === undefined) return
      await bindChat(id, cloudId)
      done('已绑定')
      // The chat is bound whatever becomes of this look; 今日 asks again.
      await reopenSession({ groupId: id, by: 'choice' }).catch(() => undefined)
      await openPath('/pages/today/today')
    })
  },

  onCreate() {
    void this.submit(() => replacePath('/subpackages/group/create/create'))
  },

  onHome() {
    void this.submit(() => openPath('/pages/today/today'))
  },
})
