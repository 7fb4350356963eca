import type { PeriodKind } from '../contract/calendar'
import type { GroupBar } from '../contract/common'
import { currentRangeText } from './format'
import { addressFor } from './routes'

/** What a card's picture says. It stays in the chat for days, so it names dates and never 今天. */
export interface CardFace {
  /** What it is about, in one line. */
  matter: string
  figure: string
  /** Small, behind the figure. */
  of: string
  /** What the figure counts, or what to do. */
  note: string
  /** 0–100; null draws no bar. */
  percent: number | null
}

/** A card for a chat: what it says and the page it opens. */
export interface Card {
  title: string
  path: string
  face: CardFace
}

/** Where no group is known. */
export const PLAIN_CARD = { title: '销售群管家', path: addressFor('today') }

const percentOf = (count: number, total: number): number =>
  total === 0 ? 0 : Math.round((count * 100) / total)

const rulesPath = (groupId: string | undefined): string => addressFor('rules.read', { g: groupId })

/** Before anything is known of the group's rules. */
export const plainRulesCard = (groupId: string | undefined): Card => ({
  title: '本群群规',
  path: rulesPath(groupId),
  face: { matter: '本群群规', figure: '群规', of: '', note: '点开阅读', percent: null },
})

/** How far the confirmation of the rules has come: `本群群规 v3 · 9/12 已确认`. */
export function rulesCard(rules: {
  groupId: string
  version: number
  confirmed: number
  total: number
}): Card {
  const { groupId, version, confirmed, total } = rules
  const isAll = total > 0 && confirmed === total
  return {
    title: `本群群规 v${version} · ${confirmed}/${total} 已确认`,
    path: rulesPath(groupId),
    face: {
      matter: `本群群规 v${version}`,
      figure: String(confirmed),
      of: `/ ${total}`,
      note: isAll ? '全部已确认' : '人已确认，点开读完再确认',
      percent: percentOf(confirmed, total),
    },
  }
}

/** A version that has just been published. */
export function newRulesCard(groupId: string, version: number, asksAll: boolean): Card {
  const matter = asksAll ? '请读完并确认' : '有小改动'
  const note = asksAll ? '点开读完就能确认' : '已确认的仍然有效'
  return {
    title: `本群群规 v${version} · ${matter}`,
    path: rulesPath(groupId),
    face: { matter: '本群群规', figure: `v${version}`, of: matter, note, percent: null },
  }
}

/** A board. It names nobody: a card travels further than the group. */
export function boardCard(
  group: GroupBar | null,
  board: { period: PeriodKind; total: number } | null,
  now: number,
): Card {
  const name = group?.name ?? '本群'
  const card = {
    title: `${name} · 积分榜`,
    path: addressFor('board', { g: group?.groupId }),
  }
  const face = { matter: card.title, percent: null }
  if (!board) return { ...card, face: { ...face, figure: '榜单', of: '', note: '点开看名次' } }
  const note = currentRangeText(board.period, now)
  return { ...card, face: { ...face, figure: String(board.total), of: '人在榜', note } }
}

/** A card for joining, or, while no chat leads to the group, one that an admin opens in the right chat to bind it. */
export function inviteCard(group: GroupBar, isChatBound: boolean): Card {
  const { taken, cap } = group.seats
  const figures = { figure: String(taken), of: `/ ${cap}`, percent: percentOf(taken, cap) }
  if (!isChatBound) {
    return {
      title: `把这个群聊绑定到「${group.name}」`,
      path: addressFor('groups.home', { g: group.groupId }),
      face: { matter: group.name, ...figures, note: '由管理员在对应的群聊里点开' },
    }
  }
  const free = cap - taken
  const seats = free > 0 ? `还有 ${free} 个席位` : '席位已满，可排候补'
  return {
    title: `加入「${group.name}」 · ${seats}`,
    path: rulesPath(group.groupId),
    face: { matter: group.name, ...figures, note: seats },
  }
}
