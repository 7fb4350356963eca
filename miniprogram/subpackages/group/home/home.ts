import type { GroupBar, GroupRole } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import type { GroupView, RemovedRow, WaitingRow } from '../../../contract/groups'
import type { RouteTarget } from '../../../contract/route'
import type { Deed } from '../../../components/deed-sheet/deed-sheet'
import { call, send } from '../../../services/cloud'
import { mayHere } from '../../../services/rights'
import { session } from '../../../services/session'
import { inviteCard, PLAIN_CARD } from '../../../ui/cards'
import { definePage, pageState } from '../../../ui/define-page'
import { confirm, done } from '../../../ui/feedback'
import { groupSession } from '../../../ui/group-session'
import { go, openRoute } from '../../../ui/routes'
import { allowShare, shareCard } from '../../../ui/share'
import { adminDeed, leaveDeed, leaveLock, waitingDeed, type Act } from './deeds.model'
import * as model from './home.model'
import type { HomeContent, MemberSheet } from './home.model'

type Tap = WechatMiniprogram.TouchEvent<
  object,
  object,
  { id: string; move: 'skip' | 'out'; target: RouteTarget }
>

interface Detail<D> {
  detail: D
}

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    content: null as HomeContent | null,
    links: [] as ReturnType<typeof model.homeLinks>,
    sheet: null as MemberSheet | null,
    isSheetOpen: false,
    reason: '',
    reasonIssue: '',
    deed: null as Deed | null,
    isDeedOpen: false,
    canLeave: false,
    /** Why I cannot leave. */
    leaveLock: '',
  },

  view: null as GroupView | null,
  /** What the open sheet asks before. */
  act: null as Act | null,
  /** Where the list of removals goes on. */
  nextRemoved: undefined as string | undefined,

  closed: { isSheetOpen: false, isDeedOpen: false },

  onLoad() {
    allowShare()
  },

  async load() {
    const opened = await groupSession(this.query, (groupId) => [
      { action: 'groups.get', input: { groupId } },
    ])
    if (opened.entry !== 'ok' || !opened.group) {
      return { status: 'empty' as const, session: opened, group: null, content: null }
    }
    const view = await session.get('groups.get', { groupId: opened.group.groupId })
    this.view = view
    this.nextRemoved = undefined
    return {
      session: opened,
      links: model.homeLinks(opened, view),
      canLeave: mayHere(opened, 'groups.leave'),
      leaveLock: leaveLock(view),
      ...this.shown(view),
    }
  },

  shown(view: GroupView) {
    return { group: view.group, content: model.homeContent(view, Date.now()) }
  },

  onMember(event: Tap) {
    const { view } = this
    const sheet = view && model.memberSheet(view, event.currentTarget.dataset.id)
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
    const { memberId, name } = sheet
    const { role } = detail
    if (role === 'admin') return this.ask(adminDeed(name), { kind: 'admin', memberId, role })
    void this.submit(() => this.setRole(view, memberId, role))
  },

  async setRole(view: GroupView, memberId: string, role: GroupRole) {
    const changed = await send('groups.setRole', { groupId: view.group.groupId, memberId, role })
    this.change(model.withRole(view, changed))
    done('角色已改')
    // Who gives up being admin may no longer do what this page offers.
    if (changed.isMe) await this.refresh()
  },

  /** One sheet at a time: the one about a person makes room for the question. */
  ask(deed: Deed, act: Act) {
    this.act = act
    const fresh = { reason: '', reasonIssue: '', problem: null }
    this.patch({ deed, isDeedOpen: true, isSheetOpen: false, ...fresh })
  },

  onDeedClose() {
    this.patch({ isDeedOpen: false })
  },

  onWaiting(event: Tap) {
    const { id, move } = event.currentTarget.dataset
    const row = this.view?.waiting.find((one: WaitingRow) => one.memberId === id)
    this.ask(waitingDeed(move, row?.name ?? '这位候补'), { kind: move, memberId: id })
  },

  onLeave() {
    const { view } = this
    if (view && !this.data.leaveLock) this.ask(leaveDeed(view.group.name), { kind: 'leave' })
  },

  onDeed() {
    const { view, act } = this
    const { reason } = this.data
    if (!view || !act) return
    const issue = act.kind === 'skip' || act.kind === 'out' ? model.reasonIssue(reason) : ''
    if (issue) return this.patch({ reasonIssue: issue })
    void this.submit(() => this.perform(view, act, reason.trim()))
  },

  async perform(view: GroupView, act: Act, reason: string) {
    const { groupId } = view.group
    if (act.kind === 'admin') return this.setRole(view, act.memberId, act.role)
    if (act.kind === 'leave') return this.leave(groupId)
    const { kind: move, memberId } = act
    await send('groups.moveWaiting', { groupId, memberId, move, reason })
    this.patch({ isDeedOpen: false, reason: '' })
    done(move === 'skip' ? '已跳过' : '已移出候补')
    await this.refresh()
  },

  async leave(groupId: string) {
    await send('groups.leave', { groupId })
    this.patch({ isDeedOpen: false })
    done('已退出本群')
    session.leave(groupId)
    // Not by the card that led here: it would offer to join again. 今日 asks once more when this fails.
    await session.openMine().catch(() => undefined)
    await go('today')
  },

  onMoreRemoved() {
    const { view, nextRemoved } = this
    if (!view) return
    const { groupId } = view.group
    void this.submit(async () => {
      const from = nextRemoved ? { cursor: nextRemoved } : {}
      const { rows, next } = await call('groups.removed', { groupId, ...from })
      this.nextRemoved = next
      this.change(model.withRemoved(view, rows, nextRemoved !== undefined, next !== undefined))
    })
  },

  onReason({ detail }: Detail<{ value: string }>) {
    this.patch({ reason: detail.value, reasonIssue: '' })
  },

  onRemove() {
    const { view } = this
    const { sheet, reason } = this.data
    if (!view || !sheet) return
    const issue = model.reasonIssue(reason)
    if (issue) return this.patch({ reasonIssue: issue })
    void this.submit(async () => {
      const { memberId } = sheet
      const input = { groupId: view.group.groupId, memberId, reason: reason.trim() }
      const { group } = await send('groups.remove', input)
      session.noteGroup(group)
      const removal = { group, reason: input.reason, at: Date.now() }
      this.change(model.withoutMember(view, memberId, removal))
      this.patch({ reason: '' })
      done('已移出，席位空出')
      // The seat is held for the first who waits.
      if (view.waiting.length > 0) await this.refresh()
    })
  },

  onReadmit(event: Tap) {
    const { view } = this
    const { id } = event.currentTarget.dataset
    const gone = view?.removed.find((one: RemovedRow) => one.memberId === id)
    if (!view || !gone) return
    void this.submit(async () => {
      if (!(await confirm(model.readmitQuestion(gone.name)))) return
      const { member, group } = await send('groups.readmit', {
        groupId: view.group.groupId,
        memberId: gone.memberId,
      })
      session.noteGroup(group)
      this.change(model.withMember(view, member, group))
      done('已加回本群')
    })
  },

  change(view: GroupView) {
    this.view = view
    this.patch({ ...this.shown(view), isSheetOpen: false, isDeedOpen: false })
  },

  onLink(event: Tap) {
    const { target } = event.currentTarget.dataset
    void this.submit(() => openRoute(target))
  },

  onShareAppMessage() {
    const { view } = this
    return view ? shareCard(this, inviteCard(view.group, view.chatBound)) : PLAIN_CARD
  },
})
