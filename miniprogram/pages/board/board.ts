import type { GroupBoardRow } from '../../contract/board'
import type { PeriodKind } from '../../contract/calendar'
import type { GroupBar } from '../../contract/common'
import type { SessionView } from '../../contract/front'
import { call } from '../../services/cloud'
import { mayHere } from '../../services/rights'
import { session } from '../../services/session'
import { boardCard } from '../../ui/cards'
import { definePage, pageState } from '../../ui/define-page'
import { go, takeParams } from '../../ui/routes'
import { allowShare, shareCard } from '../../ui/share'
import {
  boardContent,
  boardInput,
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
    isMoreLoading: false,
    moreFailed: '',
  },

  period: 'month' as PeriodKind,
  scope: 'group' as Scope,
  /** How many have a place on the group's board that is shown. */
  total: null as number | null,
  /** Groups side by side, as far as they have been asked for. */
  rows: [] as GroupBoardRow[],
  next: undefined as string | undefined,

  onLoad() {
    allowShare()
  },

  async load() {
    const card = this.cardGroup()
    this.scope = this.wantedScope() ?? this.scope
    const opened = await session.open({
      first: (groupId) => this.first(groupId),
      ...(card ? { groupId: card, by: 'card' as const } : {}),
    })
    const group = opened.entry === 'ok' ? opened.group : null
    if (!group && !mayHere(opened, 'company.oversee')) {
      return { status: 'empty' as const, session: opened, group, content: null, groups: null }
    }
    const scopes = scopeOptions(group !== null, mayHere(opened, 'board.compare'))
    if (!scopes.some(({ value }) => value === this.scope))
      this.scope = scopes[0]?.value ?? 'company'
    const { scope, period } = this
    const shown = { session: opened, group, scopes, scope, period, isSwitching: false }
    const now = Date.now()
    if (scope === 'groups') {
      this.total = null
      return { ...shown, groups: await this.compare(undefined), moreFailed: '', content: null }
    }
    const view = await session.get('board.get', boardInput(scope, period, group?.groupId))
    this.total = scope === 'group' ? view.total : null
    const isMember = scope === 'company' || group?.role !== null
    return {
      ...shown,
      groups: null,
      content: boardContent(view, isMember, now),
      status: view.total === 0 ? ('empty' as const) : ('ready' as const),
    }
  },

  /** What the address asked for, by a card's query or by whoever opened this tab. */
  wantedScope(): Scope | undefined {
    const wanted = takeParams('board')['scope'] ?? (this.cardGroup() && this.query['scope'])
    return wanted === 'group' || wanted === 'company' || wanted === 'groups' ? wanted : undefined
  },

  /** Opened for another board than the one that is shown, when nothing else made it load. */
  onShow() {
    const wanted = this.wantedScope()
    if (wanted && wanted !== this.scope) void this.choose(this.period, wanted)
  },

  first(groupId: string) {
    const { scope, period } = this
    if (scope === 'groups') return []
    return [{ action: 'board.get' as const, input: boardInput(scope, period, groupId) }]
  },

  /** Groups side by side: from the beginning, or those after a cursor. */
  async compare(cursor: string | undefined) {
    const { period } = this
    const view = await call('board.groups', cursor ? { period, cursor } : { period })
    // Another board was chosen meanwhile: its own answer is on the way.
    if (period !== this.period || this.scope !== 'groups') return this.data.groups
    this.rows = cursor ? [...this.rows, ...view.rows] : view.rows
    this.next = view.next
    return groupLines(view, this.rows, Date.now())
  },

  async onMore() {
    const { next } = this
    if (!next || this.data.isMoreLoading) return
    this.patch({ isMoreLoading: true, moreFailed: '' })
    try {
      this.patch({ groups: await this.compare(next), isMoreLoading: false })
    } catch {
      this.patch({ isMoreLoading: false, moreFailed: '没有加载成功，点这里重试' })
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
    const g = this.scope === 'group' ? this.data.group?.groupId : undefined
    const { period, scope } = this
    void this.submit(() => go('board.entries', { m: memberId, g, period, scope }))
  },

  onGroup(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset
    void this.submit(async () => {
      await session.choose(id)
      await this.choose(this.period, 'group')
    })
  },

  onRule() {
    this.patch({ isRuleOpen: !this.data.isRuleOpen })
  },

  onToday() {
    void this.submit(() => go('today'))
  },

  onShareAppMessage() {
    const { period, total } = this
    const board = total === null ? null : { period, total }
    return shareCard(this, boardCard(this.data.group, board, Date.now()))
  },
})
