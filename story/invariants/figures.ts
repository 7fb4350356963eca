import { PERIOD_KINDS, type PeriodKind } from '../../miniprogram/contract/calendar'
import type { GroupPlan } from '../groups'
import type { Phone, Stage } from '../stage'
import { collector, sum } from './collect'

/** Groups looked at a day: all of a small company, some of a large one. */
const GROUPS_MAX = 5
/** Rows of a board that are opened. */
const OPENED = 3
const SCOPES = ['group', 'company'] as const

type Collector = ReturnType<typeof collector>

/** What a figure of points opens to, added up over all pages. */
async function opened(
  phone: Phone,
  memberId: string,
  period: PeriodKind,
  groupId?: string,
): Promise<{ total: number; sum: number }> {
  const of = { memberId, period, size: 100, ...(groupId !== undefined && { groupId }) }
  let points = 0
  let cursor: string | undefined
  for (;;) {
    const page = await phone.ask('board.entries', { ...of, ...(cursor && { cursor }) })
    points += sum(page.rows.map((row) => row.points))
    cursor = page.next
    if (cursor === undefined) return { total: page.total, sum: points }
  }
}

async function checkBoards(
  { same, holds }: Collector,
  phone: Phone,
  who: string,
  groupId: string,
): Promise<void> {
  for (const scope of SCOPES) {
    for (const period of ['week', 'month'] as const) {
      const board = await phone.ask('board.get', { scope, groupId, period })
      const what = `${who} ${scope} ${period}`
      const points = board.top.map((row) => row.points)
      const falling = points.every((value, at) => at === 0 || value <= points[at - 1]!)
      holds(`${what}: the board is out of order`, falling)
      holds(`${what}: fewer people than rows`, board.total >= board.top.length)
      for (const row of board.top.slice(0, OPENED)) {
        const within = scope === 'group' ? groupId : undefined
        const entries = await opened(phone, row.memberId, period, within)
        same(`${what}: ${row.name}`, row.points, entries.total)
        same(`${what}: entries of ${row.name}`, entries.sum, entries.total)
      }
      const mine = board.top.find(({ isMe }) => isMe)
      if (mine) same(`${what}: my place`, board.mine?.place, mine.place)
    }
  }
}

async function checkMember(
  check: Collector,
  stage: Stage,
  personId: string,
  groupId: string,
): Promise<void> {
  const { same } = check
  const phone = stage.as(personId)
  await checkBoards(check, phone, personId, groupId)
  const me = await phone.ask('me.get', {})
  for (const period of PERIOD_KINDS) {
    const { total, sum: added } = await opened(phone, me.memberId, period)
    same(`${personId} 我的 ${period}`, me.points[period], total)
    same(`${personId} entries ${period}`, added, total)
  }
  for (const group of me.groups) {
    const { total } = await opened(phone, me.memberId, 'month', group.groupId)
    same(`${personId} in ${group.name}`, group.monthPoints, total)
  }
  const figures = await phone.ask('board.figures', { groupId })
  const week = await opened(phone, me.memberId, 'week', groupId)
  const month = await opened(phone, me.memberId, 'month', groupId)
  same(`${personId} figures`, [figures.weekPoints, figures.monthPoints], [week.total, month.total])
  const board = await phone.ask('board.get', { scope: 'group', groupId, period: 'month' })
  same(`${personId} place`, figures.place, board.mine?.place ?? null)
  same(`${personId} of`, figures.of, me.groups.find((g) => g.groupId === groupId)?.seats.taken)
  await checkUnread(check, phone, personId, me.unread)
}

/** Unread messages, page by page. */
async function checkUnread(
  { same }: Collector,
  phone: Phone,
  who: string,
  unread: number,
): Promise<void> {
  let count = 0
  let cursor: string | undefined
  do {
    const page = await phone.ask('notice.inbox', { size: 100, ...(cursor && { cursor }) })
    count += page.rows.filter(({ isRead, isDone }) => !isRead && !isDone).length
    cursor = page.next
  } while (cursor !== undefined)
  same(`${who} unread`, unread, count)
  const news = await phone.ask('notice.news', {})
  same(`${who} unread on 今日`, news.unread, unread)
}

/** Who has to confirm: the same on 群规, on the roster, and among the admin's duties. */
async function checkRoster(
  { same }: Collector,
  stage: Stage,
  group: GroupPlan,
  adminId: string,
): Promise<void> {
  const admin = stage.as(adminId)
  const groupId = stage.groupId(group.key)
  const book = await admin.ask('rules.get', { groupId })
  if (!book) return
  const roster = await admin.ask('asks.roster', { askId: book.askId })
  const { done, pending } = roster
  const counts = { count: done.length, total: done.length + pending.length }
  same(`${group.name}: confirmed`, book.acknowledged, counts)
  const { duties } = await admin.ask('today.get', { groupId })
  const duty = duties.find((one) => one.kind === 'pending' && one.groupId === groupId)
  same(`${group.name}: the admin’s duty`, duty?.count ?? 0, pending.length)
}

/** What a manager compares opens to the groups' own pages. */
async function checkManager({ same }: Collector, stage: Stage, groups: readonly GroupPlan[]) {
  const phone = stage.as(stage.company.owner)
  const { rows } = await phone.ask('groups.list', { size: 100 })
  const compared = await phone.ask('board.groups', { period: 'month', size: 100 })
  for (const { key, name } of groups) {
    const groupId = stage.groupId(key)
    const row = rows.find((one) => one.groupId === groupId)
    const group = await phone.ask('groups.get', { groupId })
    const shown = [row?.seats.taken, row?.waiting]
    same(`${name}: seats and waiting`, shown, [group.members.length, group.waiting.length])
    const board = await phone.ask('board.get', { scope: 'group', groupId, period: 'month' })
    const points = sum(board.top.map((one) => one.points))
    const line = compared.rows.find((one) => one.groupId === groupId)
    same(`${name}: compared`, line?.points ?? 0, points)
  }
}

/** Every figure that people are shown equals the fold of what it opens to: for a member and an admin of each group, the owner. */
export async function figureProblems(stage: Stage): Promise<string[]> {
  const check = collector()
  const founded = stage.company.groups.filter(({ key }) => stage.groupIds.has(key))
  const groups = founded.slice(0, GROUPS_MAX)
  for (const group of groups) {
    const groupId = stage.groupId(group.key)
    const { members } = await stage.as(stage.company.owner).ask('groups.get', { groupId })
    const personOf = (memberId: string | undefined): string | undefined =>
      [...stage.memberIds].find(([, id]) => id === memberId)?.[0]
    const admin = personOf(members.find(({ role }) => role === 'admin')?.memberId)
    const member = personOf(members.filter(({ role }) => role === 'member').at(-1)?.memberId)
    if (admin !== undefined) await checkRoster(check, stage, group, admin)
    if (member !== undefined) await checkMember(check, stage, member, groupId)
  }
  if (groups.length > 0) await checkManager(check, stage, groups)
  return check.problems
}
