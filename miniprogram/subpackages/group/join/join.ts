import type { SessionView } from '../../../contract/front'
import { dropDraft, loadDraft, saveDraft } from '../../../services/drafts'
import { send } from '../../../services/cloud'
import { askForMessage } from '../../../services/notice'
import { session } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { go } from '../../../ui/routes'
import {
  joinedWords,
  joinFacts,
  nameIssue,
  NAME_FIELD_MAX,
  stageOf,
  waitingWords,
  welcomeOf,
  type JoinFacts,
  type JoinStage,
  type Welcome,
} from './join.model'

const DRAFT = 'join-name'

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    facts: null as JoinFacts | null,
    stage: 'form' as JoinStage,
    welcome: null as Welcome | null,
    name: '',
    nameMax: NAME_FIELD_MAX,
    issue: '',
  },

  onLoad() {
    this.patch({ name: loadDraft<string>(DRAFT) ?? '' })
  },

  async load() {
    // What has just been done stays on the screen.
    if (this.data.welcome) return {}
    const groupId = this.cardGroup()
    const opened = await session.open(groupId ? { groupId, by: 'card' } : {})
    const stage = stageOf(opened)
    const { group, viewer } = opened
    const known = viewer.kind === 'member' ? viewer.name : ''
    return {
      session: opened,
      stage,
      facts: group ? joinFacts(group, opened.mustWait) : null,
      welcome:
        stage === 'joined' && group
          ? joinedWords(group)
          : stage === 'waiting'
            ? waitingWords(opened.position ?? 1)
            : null,
      ...(this.data.name === '' && known !== '' ? { name: known } : {}),
    }
  },

  onInput(event: WechatMiniprogram.Input) {
    const { value } = event.detail
    saveDraft(DRAFT, value)
    this.patch({ name: value, issue: '' })
  },

  /** The form's value is the one that counts: WeChat may take back a refused nickname after the last key. */
  onSubmit(event: WechatMiniprogram.FormSubmit) {
    const name = String(event.detail.value['name'] ?? '').trim()
    const issue = nameIssue(name)
    const groupId = this.data.session?.group?.groupId
    this.patch({ issue })
    if (issue || !groupId) return
    void this.submit(async () => {
      const cloudId = await session.freshProof()
      if (!cloudId) {
        this.patch({ issue: '请回到这个销售群，从群里的卡片打开后再加入' })
        return
      }
      const view = await send('groups.join', { groupId, cloudId, name })
      dropDraft(DRAFT)
      this.patch({ facts: joinFacts(view.group), ...welcomeOf(view) })
      await session.reopen({ groupId, by: 'choice' })
    })
  },

  onNext() {
    const { stage } = this.data
    // Who waits wants to hear of a seat; WeChat allows the question only as the first thing of a tap.
    const asking = stage === 'waiting' ? askForMessage('seat') : null
    void this.submit(async () => {
      await asking?.answered
      if (stage !== 'joined') await session.openMine()
      await go(stage === 'joined' ? 'rules.read' : 'today')
    })
  },

  onSession() {
    void this.submit(() => go('today'))
  },
})
