import type { GroupRow } from '../../../contract/groups'
import { send } from '../../../services/cloud'
import { listGroups } from '../../../services/groups'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { confirm, done } from '../../../ui/feedback'
import { go, replace } from '../../../ui/routes'
import { bindView, stageOf, type BindStage, type BindView } from './bind.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>

definePage({
  data: {
    ...pageState(),
    stage: 'choose' as BindStage,
    view: null as BindView | null,
    /** The proof of the chat could not be had any more. */
    isLost: false,
    hasMore: false,
  },

  rows: [] as GroupRow[],
  next: undefined as string | undefined,

  async load() {
    const opened = await session.open()
    const stage = stageOf(opened)
    if (stage !== 'choose') return { status: 'empty' as const, stage }
    const { rows, next } = await listGroups()
    this.rows = rows
    this.next = next
    return { stage, view: bindView(opened, rows), hasMore: next !== undefined }
  },

  onMore() {
    const opened = session.current()
    const { next } = this
    if (!opened || !next) return
    void this.submit(async () => {
      const page = await listGroups(next)
      this.rows = [...this.rows, ...page.rows]
      this.next = page.next
      this.patch({ view: bindView(opened, this.rows), hasMore: page.next !== undefined })
    })
  },

  onBind(event: Tap) {
    const { id, name } = event.currentTarget.dataset
    void this.submit(async () => {
      const content = '群成员从卡片进入就到这个群。绑定后这个群聊不能再换到别的群'
      if (!(await confirm({ title: `绑定到「${name}」`, content, yes: '绑定' }))) return
      const cloudId = await session.freshProof()
      this.patch({ isLost: cloudId === undefined })
      if (cloudId === undefined) return
      await send('groups.bind', { groupId: id, cloudId })
      done('已绑定')
      // The chat is bound whatever becomes of this look; 今日 asks again.
      await session.reopen({ groupId: id, by: 'choice' }).catch(() => undefined)
      await go('today')
    })
  },

  onCreate() {
    void this.submit(() => replace('groups.create'))
  },

  onHome() {
    void this.submit(() => go('today'))
  },
})
