import { bandOf, groupTypeText } from '../../../components/group-bar/band'
import type { SessionView } from '../../../contract/front'
import type { GroupRow } from '../../../contract/groups'
import { mayHere } from '../../../services/rights'

export type ListFilter = 'all' | 'low' | 'good' | 'high'

export interface GroupCard {
  groupId: string
  name: string
  type: string
  tone: ReturnType<typeof bandOf>['tone']
  seats: GroupRow['seats']
  seatText: string
  word: string
  /** `管理员 陈一诺、林可欣`. */
  admins: string
  facts: { key: string; text: string; isAlert: boolean }[]
}

export interface ListContent {
  isManager: boolean
  canAppoint: boolean
  /** More groups than are listed; the counts are of those listed. */
  hasMore: boolean
  summary: string
  filters: { value: ListFilter; label: string }[]
  groups: GroupCard[]
}

const toneOf = (row: GroupRow): Exclude<ListFilter, 'all'> => bandOf(row.seats).tone

function factsOf(row: GroupRow): GroupCard['facts'] {
  return [
    {
      key: 'rules',
      text: row.ruleVersion > 0 ? `群规 v${row.ruleVersion}` : '还没有群规',
      isAlert: row.ruleVersion === 0,
    },
    ...(row.waiting > 0
      ? [{ key: 'waiting', text: `候补 ${row.waiting} 人`, isAlert: false }]
      : []),
    ...(row.chatBound ? [] : [{ key: 'chat', text: '还没绑定群聊', isAlert: true }]),
  ]
}

function cardOf(row: GroupRow): GroupCard {
  const { tone, word } = bandOf(row.seats)
  return {
    groupId: row.groupId,
    name: row.name,
    type: groupTypeText(row.type),
    tone,
    seats: row.seats,
    seatText: `${row.seats.taken}/${row.seats.cap}`,
    word: word || '合适',
    admins: row.admins.length > 0 ? `管理员 ${row.admins.join('、')}` : '没有管理员',
    facts: factsOf(row),
  }
}

/** The groups as the list shows them; what needs attention stands first. */
export function listContent(
  session: SessionView,
  rows: readonly GroupRow[],
  filter: ListFilter,
  hasMore = false,
): ListContent {
  const count = (wanted: ListFilter) => rows.filter((row) => toneOf(row) === wanted).length
  const taken = rows.reduce((sum, { seats }) => sum + seats.taken, 0)
  const cap = rows.reduce((sum, { seats }) => sum + seats.cap, 0)
  const urgency = (row: GroupRow) => factsOf(row).filter(({ isAlert }) => isAlert).length
  const shown = rows
    .filter((row) => filter === 'all' || toneOf(row) === filter)
    .map((row, index) => ({ row, index }))
    .sort((a, b) => urgency(b.row) - urgency(a.row) || a.index - b.index)
  return {
    isManager: mayHere(session, 'groups.create'),
    canAppoint: mayHere(session, 'company.appoint'),
    hasMore,
    summary: `${rows.length}${hasMore ? '+' : ''} 个群 · 席位 ${taken}/${cap}`,
    filters: [
      { value: 'all', label: `全部 ${rows.length}` },
      { value: 'low', label: `偏少 ${count('low')}` },
      { value: 'good', label: `合适 ${count('good')}` },
      { value: 'high', label: `偏多 ${count('high')}` },
    ],
    groups: shown.map(({ row }) => cardOf(row)),
  }
}
