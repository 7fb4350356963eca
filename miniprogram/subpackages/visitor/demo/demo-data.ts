import type { BoardLine } from '../../../components/board-row/board-row'
import type { ClauseRow } from '../../../components/clause/clause'

/** Invented people and figures. Every place that shows them says 示例数据. */
const PEOPLE: [name: string, points: number, detail: string][] = [
  ['林可欣', 264, '成交 180 · 培训 60 · 群规 24'],
  ['周子衡', 231, '成交 160 · 话术 51 · 群规 20'],
  ['许嘉木', 208, '成交 150 · 培训 38 · 反馈 20'],
  ['陈一诺', 186, '成交 116 · 培训 40 · 反馈 30'],
  ['何书言', 171, '成交 120 · 培训 31 · 群规 20'],
  ['方向晚', 165, '成交 88 · 话术 60 · 群规 17'],
  ['苏木', 142, '成交 96 · 培训 30 · 群规 16'],
]

export const DEMO_LINES: BoardLine[] = PEOPLE.map(([name, points, detail], index) => ({
  key: `demo-${index + 1}`,
  memberId: `demo-${index + 1}`,
  place: String(index + 1),
  name,
  detail,
  points: String(points),
  gap: index === 3 ? '距上一名 22' : '',
  isMe: index === 3,
}))

export const DEMO_CLAUSES: ClauseRow[] = [
  {
    clauseId: 'demo-1',
    number: '1.1',
    text: '群里只谈工作。广告、拼单、未经核实的消息不发。',
    change: '',
    before: '',
  },
  {
    clauseId: 'demo-2',
    number: '1.2',
    text: '加人走入群申请，由管理员同意后进群。',
    change: 'changed',
    before: '加人前先在群里说一声。',
  },
  {
    clauseId: 'demo-3',
    number: '1.3',
    text: '客户电话、报价底价不截图外传。',
    change: 'added',
    before: '',
  },
]
