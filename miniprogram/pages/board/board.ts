import type { PeriodKind } from '../../contract/calendar'
import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/company'
import { getBoard, getGroupsBoard } from '../../services/points'
import { chooseGroup, openSession } from '../../services/session'
import { boardCard } from '../../ui/cards'
import { definePage, pageState } from '../../ui/define-page'
import { openPath } from '../../ui/navigate'
import { pathOf } from '../../ui/path'
import { allowShare, shareCard } from '../../ui/share'
import {
  boardContent,
  groupLines,
  PERIOD_OPTIONS,
  scopeOptions,
  type BoardContent,
  type GroupsContent,
  type Scope,
} from './board.model'

type Pick<V> = WechatMiniprogram.CustomEvent<{ value: V }>
type Tap<D extends object> = WechatMiniprogram.TouchEvent<object, object, D>

definePage({
  data: {
    ...pageState(),
    session: null as SessionView | null,
    group: null as GroupBar | null,
    periods: PERIOD_OPTIONS,
    period: 'month' as PeriodKind,
    scopes: scopeOptions(false, false),
    scope: 'group' as Scope,
    content: null as BoardContent | null,
    groups: null as GroupsContent | null,
    isRuleOpen: false,
    /** Another board is on its way; the last one stays until it is there. */
    isSwitching: false,
  },

  period: 'month' as PeriodKind,
  scope: 'group' as Scope,
  /** How many have a place on the group's board that is shown. */
  total: null as number | null,

  onLoad() {
    allowShare()
  },

  async load() {
    const card = this.cardGroup()
    const session = await openSession(card ? { groupId: card, by: 'card' } : {})
    const { viewer } = session
    const group = session.entry === 'ok' ? session.group : null
    if (!group && (viewer.kind === 'visitor' || session.entry !== 'none')) {
      return { status: 'empty' as const, session, group, content: null, groups: null }
    }
    const isManager = viewer.kind === 'member' && viewer.companyRole !== null
    const scopes = scopeOptions(group !== null, isManager)
    if (!scopes.some(({ value }) => value === this.scope))
      this.scope = scopes[0]?.value ?? 'company'
    const { scope, period } = this
    const now = Date.now()
    const shown = { session, group, scopes, scope, period, isSwitching: false }
    if (scope === 'groups') {
      const groups = groupLines(await getGroupsBoard(period), now)
      this.total = null
      return { ...shown, groups, content: null }
    }
    const view = await getBoard(scope, period, scope === 'group' ? group?.groupId : undefined)
    this.total = scope === 'group' ? view.total : null
    const isMember = scope === 'company' || group?.role !== null
    return {
      ...shown,
      groups: null,
      content: boardContent(view, isMember, now),
      status: view.total === 0 ? ('empty' as const) : ('ready' as const),
    }
  },

  /** Another board; when it does not come, the one that is shown keeps its name. */
  async choose(period: PeriodKind, scope: Scope) {
    const before = { period: this.period, scope: this.scope }
    this.period = period
    this.scope = scope
    this.patch({ period, scope, isSwitching: true })
    await this.refresh()
    if (this.data.failure) Object.assign(this, before)
    this.patch({ period: this.period, scope: this.scope, isSwitching: false })
  },

  onPeriod(event: Pick<PeriodKind>) {
    void this.choose(event.detail.value, this.scope)
  },

  onScope(event: Tap<{ value: Scope }>) {
    const { value } = event.currentTarget.dataset
    if (value !== this.scope) void this.choose(this.period, value)
  },

  onSession() {
    void this.choose(this.period, this.scope)
  },

  onEntries(event: WechatMiniprogram.CustomEvent<{ memberId?: string }, object, { id?: string }>) {
    const memberId =
      (event.detail as { memberId?: string } | undefined)?.memberId ??
      event.currentTarget.dataset.id
    const groupId = this.scope === 'group' ? this.data.group?.groupId : undefined
    const path = pathOf('subpackages/points/entries/entries', {
      m: memberId,
      g: groupId,
      p: this.period,
    })
    void this.submit(() => openPath(path))
  },

  onGroup(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset
    void this.submit(async () => {
      await chooseGroup(id)
      await this.choose(this.period, 'group')
    })
  },

  onRule() {
    this.patch({ isRuleOpen: !this.data.isRuleOpen })
  },

  onToday() {
    void this.submit(() => openPath('/pages/today/today'))
  },

  onShareAppMessage() {
    const { period, total } = this
    const board = total === null ? null : { period, total }
    return shareCard(this, boardCard(this.data.group, board, Date.now()))
  },
})
