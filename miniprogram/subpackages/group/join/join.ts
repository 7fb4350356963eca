import type { SessionView } from '../../../contract/company'
import { dropDraft, loadDraft, saveDraft } from '../../../services/drafts'
import { joinGroup } from '../../../services/groups'
import { freshProof, openMine, openSession, reopenSession } from '../../../services/session'
import { definePage, pageState } from '../../../ui/define-page'
import { openPath } from '../../../ui/navigate'
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
    const session = await openSession(groupId ? { groupId, by: 'card' } : {})
    const stage = stageOf(session)
    const { group, viewer } = session
    const known = viewer.kind === 'member' ? viewer.name : ''
    return {
      session,
      stage,
      facts: group ? joinFacts(group) : null,
      welcome:
        stage === 'joined' && group
          ? joinedWords(group)
          : stage === 'waiting'
            ? waitingWords(session.position ?? 1)
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
      const cloudId = await freshProof()
      if (!cloudId) {
        this.patch({ issue: '请回到这个销售群，从群里的卡片打开后再加入' })
        return
      }
      const view = await joinGroup({ groupId, cloudId, name })
      dropDraft(DRAFT)
      this.patch({ facts: joinFacts(view.group), ...welcomeOf(view) })
      await reopenSession({ groupId, by: 'choice' })
    })
  },

  onNext() {
    const { stage } = this.data
    void this.submit(async () => {
      if (stage !== 'joined') await openMine()
      await openPath(stage === 'joined' ? '/pages/rules/rules' : '/pages/today/today')
    })
  },

  onSession() {
    void this.submit(() => openPath('/pages/today/today'))
  },
})
