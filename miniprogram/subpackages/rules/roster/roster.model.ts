import type { RosterRow, RosterView } from '../../../contract/asks'
import type { SessionView } from '../../../contract/front'
import { REMIND_COOLDOWN } from '../../../contract/limits'
import { CONFIRM_ASK } from '../../../contract/rules'
import { mayHere } from '../../../services/rights'
import { agoText, dueText, momentText, spaced } from '../../../ui/format'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type RosterSide = 'pending' | 'confirmed'

export interface PersonRow {
  memberId: string
  name: string
  detail: string
  /** How far over time; empty while there is time. */
  late: string
  /** `remind`: may be reminded now. `wait`: was, not long ago. `confirm`: that is me. */
  act: 'remind' | 'wait' | 'confirm' | ''
}

export interface RosterContent {
  title: string
  progress: { percent: number; text: string }
  segments: { value: RosterSide; label: string }[]
  pending: PersonRow[]
  confirmed: PersonRow[]
  /** Null where there is nobody to remind or no right to. */
  remindAll: { canRemind: boolean; text: string; hint: string } | null
  isAllDone: boolean
}

/** `4 小时后可再提醒`; empty when it is time again. */
export function cooldownText(remindedAt: number, now: number): string {
  const left = remindedAt + REMIND_COOLDOWN - now
  if (left <= 0) return ''
  const amount = left > HOUR ? `${Math.ceil(left / HOUR)} 小时` : `${Math.ceil(left / MINUTE)} 分钟`
  return `${amount}后可再提醒`
}

/** Who looks at the roster. */
export interface Onlooker {
  memberId: string
  canRemind: boolean
}

export const onlookerOf = (session: SessionView): Onlooker => ({
  memberId: session.viewer.kind === 'member' ? session.viewer.memberId : '',
  canRemind: mayHere(session, 'asks.remind'),
})

/** The version of the 群规 that an ask is about; null for other kinds of asks. */
export function versionOf(askId: string): number | null {
  const [kind, , version] = askId.split(':')
  return kind === CONFIRM_ASK && Number(version) > 0 ? Number(version) : null
}

const lateWord = ({ isLate, dueAt }: RosterRow, now: number): string =>
  isLate ? (dueAt === null ? '已逾期' : dueText(dueAt, now).text) : ''

const lookWord = ({ state }: RosterRow): string =>
  state === 'seen' ? '打开过，还没确认' : '还没有确认'

function pendingRow(row: RosterRow, me: Onlooker, now: number): PersonRow {
  const { memberId, name, remindedAt } = row
  const late = lateWord(row, now)
  if (row.isAway) return { memberId, name, detail: '已请假，回来后再提醒', late: '', act: '' }
  const wait = remindedAt === null ? '' : cooldownText(remindedAt, now)
  const last = remindedAt === null ? '' : `${spaced(agoText(remindedAt, now))}提醒过`
  // Over time and reminded says enough: the line has room for two things.
  const look = late && last && row.state !== 'seen' ? '' : lookWord(row)
  const detail = wait ? `已提醒 · ${wait}` : [look, last].filter(Boolean).join(' · ')
  // Who was reminded waits; whom the server keeps out otherwise is not offered.
  const remind = !me.canRemind ? '' : wait ? 'wait' : row.canRemind ? 'remind' : ''
  return { memberId, name, detail, late, act: memberId === me.memberId ? 'confirm' : remind }
}

function doneRow(row: RosterRow, now: number): PersonRow {
  const when = row.at === null ? '' : `${momentText(row.at, now)} `
  const word = row.state === 'excused' ? '已请假，不用确认' : `${when}确认`
  return {
    memberId: row.memberId,
    name: row.name,
    detail: row.isLate && row.state === 'done' ? `${word} · 逾期` : word,
    late: '',
    act: '',
  }
}

const REACH = '提醒会出现在对方的今日和消息里，授权过的人还会收到微信服务通知'

function remindAllOf(rows: readonly PersonRow[], asked: readonly RosterRow[], now: number) {
  const ready = rows.filter(({ act }) => act === 'remind')
  const waiting = rows.filter(({ act }) => act === 'wait')
  if (ready.length > 0) {
    const isAll = ready.length === rows.filter(({ act }) => act !== 'confirm').length
    const text = isAll ? '提醒全部未确认' : `提醒其余 ${ready.length} 人`
    return { canRemind: true, text, hint: REACH }
  }
  if (waiting.length === 0) return null
  const first = Math.min(...asked.map(({ remindedAt }) => remindedAt ?? now))
  const hint = `未确认的人都提醒过了，${cooldownText(first, now)}`
  return { canRemind: false, text: '已全部提醒', hint }
}

/** What a card says of the roster; null where it is not about a version of the 群规. */
export function countOf(groupId: string, { askId, pending, done }: RosterView) {
  const version = versionOf(askId)
  return version === null
    ? null
    : { groupId, version, confirmed: done.length, total: pending.length + done.length }
}

/** Instead of the roster: not for members, or nothing to confirm yet. */
export interface RosterClosed {
  icon: string
  title: string
  text: string
  button: string
  act: 'write' | 'back'
}

/** Admins of the group and managers of the company see who has not confirmed. */
export const maySeeRoster = (session: SessionView): boolean => mayHere(session, 'asks.oversee')

export const FORBIDDEN: RosterClosed = {
  icon: 'lock',
  title: '确认名单只给管理员看',
  text: '你自己有没有确认，在群规页就能看到',
  button: '返回',
  act: 'back',
}

export const unwritten = (canEdit: boolean): RosterClosed => ({
  icon: 'document',
  title: '本群还没有群规',
  text: canEdit
    ? '发布第一版后，这里会列出谁确认了、谁还没有'
    : '由群管理员发布后，这里会列出谁确认了、谁还没有',
  button: canEdit ? '去写群规' : '',
  act: 'write',
})

/** Everything the roster shows. */
export function rosterContent(view: RosterView, me: Onlooker, now: number): RosterContent {
  const { pending, done } = view
  const total = pending.length + done.length
  const version = versionOf(view.askId)
  const rows = pending.map((row) => pendingRow(row, me, now))
  return {
    title: version === null ? view.title : `群规 v${version}`,
    progress: {
      percent: total === 0 ? 0 : Math.round((done.length * 100) / total),
      text: `${done.length}/${total} 已确认`,
    },
    segments: [
      { value: 'pending', label: `未确认 ${pending.length}` },
      { value: 'confirmed', label: `已确认 ${done.length}` },
    ],
    pending: rows,
    confirmed: done.map((row) => doneRow(row, now)),
    remindAll: me.canRemind
      ? remindAllOf(
          rows,
          pending.filter((row) => !row.isAway && row.memberId !== me.memberId),
          now,
        )
      : null,
    isAllDone: total > 0 && pending.length === 0,
  }
}

/** The roster after reminding these people. */
export function reminded(view: RosterView, memberIds: readonly string[], now: number): RosterView {
  const pending = view.pending.map((row) =>
    memberIds.includes(row.memberId) ? { ...row, remindedAt: now, canRemind: false } : row,
  )
  return { ...view, pending }
}

/** What to say after reminding. */
export function remindedWord(reminded: number, skipped: number): string {
  if (reminded === 0) return '刚提醒过了'
  return skipped > 0 ? `提醒了 ${reminded} 人` : `已提醒 ${reminded} 人`
}
