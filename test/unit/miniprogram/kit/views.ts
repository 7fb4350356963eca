import type { GroupBar } from '../../../../miniprogram/contract/common'
import type { SessionView } from '../../../../miniprogram/contract/front'
import type { RuleBookView } from '../../../../miniprogram/contract/rules'

/** Saturday 21 November 2026, 10:00 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 21, 2)
export const HOUR = 60 * 60 * 1000
export const DAY = 24 * HOUR

export const groupBar = (change: Partial<GroupBar> = {}): GroupBar => ({
  groupId: 'g1',
  name: '华东客户维护群',
  type: 'function',
  seats: { taken: 12, cap: 15, idealMin: 10, idealMax: 15 },
  role: 'member',
  ...change,
})

export const session = (change: Partial<SessionView> = {}): SessionView => ({
  viewer: { kind: 'member', memberId: 'm1', name: '陈一诺', companyRole: null },
  entry: 'ok',
  group: groupBar(),
  canBind: false,
  templates: { todo: 'template-1' },
  ...change,
})

export const visitor = (change: Partial<SessionView> = {}): SessionView =>
  session({ viewer: { kind: 'visitor' }, entry: 'none', group: null, ...change })

export const ruleBook = (change: Partial<RuleBookView> = {}): RuleBookView => ({
  groupId: 'g1',
  version: 3,
  effectiveAt: NOW - DAY,
  note: '',
  material: true,
  clauses: [
    { clauseId: 'a', kind: 'conduct', number: '1.1', text: '群里只谈工作。' },
    { clauseId: 'b', kind: 'conduct', number: '1.2', text: '加人走入群申请。' },
    { clauseId: 'c', kind: 'discipline', number: '2.1', text: '报价底价不外传。' },
  ],
  changes: [
    {
      change: 'changed',
      clause: { clauseId: 'b', kind: 'conduct', number: '1.2', text: '加人走入群申请。' },
      before: '加人先说一声。',
    },
    {
      change: 'removed',
      clause: { clauseId: 'x', kind: 'conduct', number: '1.3', text: '每天打卡。' },
    },
  ],
  acknowledged: { count: 9, total: 12 },
  askId: 'rules.confirm:g1:3',
  mine: { version: 2, at: NOW - 30 * DAY, isDue: true, dueAt: NOW + 2 * DAY, points: 5 },
  canEdit: false,
  ...change,
})
