import type { GroupBar, GroupRole } from '../../../contract/common'
import type { SessionView } from '../../../contract/company'
import type { GroupView, RemovedRow } from '../../../contract/groups'
import { readmitMember, removeMember, setRole } from '../../../services/group-admin'
import { getGroup } from '../../../services/groups'
import { noteGroup } from '../../../services/session'
import { inviteCard, PLAIN_CARD } from '../../../ui/cards'
import { definePage, pageState } from '../../../ui/define-page'
import { confirm, done } from '../../../ui/feedback'
import { groupSession } from '../../../ui/group-session'
import { openPath } from '../../../ui/navigate'
import { allowShare, shareCard } from '../../../ui/share'
import {
  homeContent,
  homeLinks,
  memberSheet,
  readmitQuestion,
  reasonIssue,
  withMember,
  withoutMember,
  withRole,
  type HomeContent,
  type MemberSheet,
} from './home.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; path: string }>

interface Detail<D> {
  detail: D
}

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    content: null as HomeContent | null,
    links: [] as ReturnType<typeof homeLinks>,
    sheet: null as MemberSheet | null,
    isSheetOpen: false,
    reason: '',
    reasonIssue: '',
  },

  view: null as GroupView | null,

  onLoad() {
    allowShare()
  },

  async load() {
    const session = await groupSession(this.query)
    if (session.entry !== 'ok' || !session.group) {
      return { status: 'empty' as const, session, group: null, content: null }
    }
    const view = await getGroup(session.group.groupId)
    this.view = view
    return { session, links: homeLinks(session, view), ...this.shown(view) }
  },

  shown(view: GroupView) {
    return { group: view.group, content: homeContent(view, Date.now()) }
  },

  onMember(event: Tap) {
    const { view } = this
    const sheet = view && memberSheet(view, event.currentTarget.dataset.id)
    if (!sheet) return
    const same = sheet.memberId === this.data.sheet?.memberId
    this.patch({ sheet, isSheetOpen: true, reasonIssue: '', problem: null })
    // A reason half written is kept for the same person only.
    if (!same) this.patch({ reason: '' })
  },

  onSheetClose() {
    this.patch({ isSheetOpen: false })
  },

  onRole({ detail }: Detail<{ role: GroupRole }>) {
    const { view } = this
    const { sheet } = this.data
    if (!view || !sheet) return
    void this.submit(async () => {
      const changed = await setRole(view.group.groupId, sheet.memberId, detail.role)
      this.change(withRole(view, changed))
      done('角色已改')
      // Who gives up being admin may no longer do what this page offers.
      if (changed.isMe) await this.refresh()
    })
  },

  onReason({ detail }: Detail<{ value: string }>) {
    this.patch({ reason: detail.value, reasonIssue: '' })
  },

  onRemove() {
    const { view } = this
    const { sheet, reason } = this.data
    if (!view || !sheet) return
    const issue = reasonIssue(reason)
    if (issue) return this.patch({ reasonIssue: issue })
    void this.submit(async () => {
      const { group } = await removeMember(view.group.groupId, sheet.memberId, reason.trim())
      noteGroup(group)
      const removal = { group, reason: reason.trim(), at: Date.now() }
      this.change(withoutMember(view, sheet.memberId, removal))
      this.patch({ reason: '' })
      done('已移出，席位空出')
    })
  },

  onReadmit(event: Tap) {
    const { view } = this
    const { id } = event.currentTarget.dataset
    const gone = view?.removed.find((one: RemovedRow) => one.memberId === id)
    if (!view || !gone) return
    void this.submit(async () => {
      if (!(await confirm(readmitQuestion(gone.name)))) return
      const { member, group } = await readmitMember(view.group.groupId, gone)
      noteGroup(group)
      this.change(withMember(view, member, group))
      done('已加回本群')
    })
  },

  change(view: GroupView) {
    this.view = view
    this.patch({ ...this.shown(view), isSheetOpen: false })
  },

  onLink(event: Tap) {
    const { path } = event.currentTarget.dataset
    void this.submit(() => openPath(path))
  },

  onShareAppMessage() {
    const { view } = this
    return view ? shareCard(this, inviteCard(view.group, view.chatBound)) : PLAIN_CARD
  },
})
