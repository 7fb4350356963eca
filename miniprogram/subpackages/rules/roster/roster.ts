import type { RosterView } from '../../../contract/asks'
import type { GroupBar } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import { call, send } from '../../../services/cloud'
import { CallError } from '../../../services/call-error'
import { mayHere } from '../../../services/rights'
import { plainRulesCard, rulesCard } from '../../../ui/cards'
import { definePage, pageState } from '../../../ui/define-page'
import { done } from '../../../ui/feedback'
import { groupSession } from '../../../ui/group-session'
import { go, goBack } from '../../../ui/routes'
import { allowShare, shareCard } from '../../../ui/share'
import {
  countOf,
  FORBIDDEN,
  maySeeRoster,
  onlookerOf,
  reminded,
  remindedWord,
  rosterContent,
  unwritten,
  type RosterClosed,
  type RosterContent,
  type RosterSide,
} from './roster.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>

/** Cooldowns count down while the page is open, ms. */
const TICK = 60_000

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    content: null as RosterContent | null,
    closed: null as RosterClosed | null,
    side: 'pending' as RosterSide,
    /** Who is being reminded, `*` for all. */
    reminding: '',
  },

  roster: null as RosterView | null,

  onLoad() {
    allowShare()
    const timer = setInterval(() => this.roster && this.show(this.roster), TICK)
    this.own(() => clearInterval(timer))
  },

  async load() {
    const session = await groupSession(this.query)
    const group = session.entry === 'ok' ? session.group : null
    const empty = { status: 'empty' as const, session, group, content: null }
    if (!group) return empty
    if (!maySeeRoster(session)) return { ...empty, closed: FORBIDDEN }
    const roster = await this.fetch(group.groupId)
    this.roster = roster
    if (!roster) return { ...empty, closed: unwritten(mayHere(session, 'rules.edit')) }
    const base = { session, group, closed: null }
    const content = rosterContent(roster, onlookerOf(session), Date.now())
    // Nobody left to remind: what is worth seeing is who has confirmed.
    return { ...base, content, side: content.isAllDone ? 'confirmed' : this.data.side }
  },

  /** Of the ask in the address, else of the group's rules; null while there is none. */
  async fetch(groupId: string): Promise<RosterView | null> {
    try {
      const askId = this.query['ask'] || (await call('rules.get', { groupId }))?.askId
      return askId ? await call('asks.roster', { askId }) : null
    } catch (error) {
      if (error instanceof CallError && error.code === 'not-found') return null
      throw error
    }
  },

  show(roster: RosterView) {
    this.roster = roster
    const { session } = this.data
    if (session) this.patch({ content: rosterContent(roster, onlookerOf(session), Date.now()) })
  },

  onSide({ detail }: WechatMiniprogram.CustomEvent<{ value: RosterSide }>) {
    this.patch({ side: detail.value })
  },

  onRemind(event: Tap) {
    const { id } = event.currentTarget.dataset
    void this.remindThese(id, [id])
  },

  onConfirm() {
    const groupId = this.data.group?.groupId
    void this.submit(() => go('rules.read', { g: groupId }))
  },

  onRemindAll() {
    const others = this.data.content?.pending.filter(({ act }) => act === 'remind') ?? []
    if (others.length > 0)
      void this.remindThese(
        '*',
        others.map(({ memberId }) => memberId),
      )
  },

  async remindThese(reminding: string, memberIds: string[]) {
    const { roster } = this
    const { group, status } = this.data
    if (!roster || !group || status === 'submitting') return
    this.patch({ reminding })
    await this.submit(async () => {
      const result = await send('asks.remind', { askId: roster.askId, memberIds })
      this.show(reminded(roster, result.reminded, Date.now()))
      done(remindedWord(result.reminded.length, result.skipped.length))
    })
    this.patch({ reminding: '' })
  },

  onClosed() {
    if (this.data.closed?.act === 'back') return void this.submit(goBack)
    const groupId = this.data.group?.groupId
    void this.submit(() => go('rules.edit', { g: groupId }))
  },

  onShareAppMessage() {
    const { roster } = this
    const groupId = this.data.group?.groupId
    const count = roster && groupId ? countOf(groupId, roster) : null
    return shareCard(this, count ? rulesCard(count) : plainRulesCard(groupId))
  },
})
