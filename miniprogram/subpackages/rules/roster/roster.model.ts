import { REMIND_COOLDOWN } from '../../../contract/limits'
import type { RosterRow, RosterView } from '../../../contract/rules'
import type { SessionView } from '../../../contract/company'
import { mayWrite } from '../../../pages/rules/rules.model'
import { agoText, momentText } from '../../../ui/format'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type RosterSide = 'pending' | 'confirmed'

export interface PersonRow {
  memberId: string
  name: string
  detail: string
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
  /** Of the card. */
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
  canRemind: mayWrite(session),
})

function pendingRow(row: RosterRow, me: Onlooker, now: number): PersonRow {
  const { memberId, name, version, remindedAt } = row
  const last = version > 0 ? `上次确认的是 v${version}` : '还没有确认过'
  const wait = remindedAt === null ? '' : cooldownText(remindedAt, now)
  const detail =
    remindedAt === null
      ? last
      : wait
        ? `已提醒 · ${wait}`
        : `${last} · ${agoText(remindedAt, now)}提醒过`
  const remind = !me.canRemind ? '' : wait ? 'wait' : 'remind'
  return { memberId, name, detail, act: memberId === me.memberId ? 'confirm' : remind }
}

function confirmedRow(row: RosterRow, version: number, now: number): PersonRow {
  const when = row.acknowledgedAt === null ? '' : `${momentText(row.acknowledgedAt, now)} 确认`
  // A minor version asks nothing new, so the older confirmation holds.
  const which = row.version < version ? `确认的是 v${row.version}，仍然有效` : ''
  return {
    memberId: row.memberId,
    name: row.name,
    detail: [when, which].filter(Boolean).join(' · '),
    act: '',
  }
}

const REACH = '提醒会出现在对方的今日和消息里，授权过的人还会收到微信服务通知'

function remindAllOf(rows: readonly RosterRow[], now: number): RosterContent['remindAll'] {
  if (rows.length === 0) return null
  const ready = rows.filter(
    ({ remindedAt }) => remindedAt === null || cooldownText(remindedAt, now) === '',
  )
  if (ready.length === 0) {
    const first = Math.min(...rows.map(({ remindedAt }) => remindedAt ?? now))
    const hint = `未确认的人都提醒过了，${cooldownText(first, now)}`
    return { canRemind: false, text: '已全部提醒', hint }
  }
  return {
    canRemind: true,
    text: ready.length === rows.length ? '提醒全部未确认' : `提醒其余 ${ready.length} 人`,
    hint: REACH,
  }
}

/** What a card says of the roster. */
export const countOf = (groupId: string, { version, pending, confirmed }: RosterView) => ({
  groupId,
  version,
  confirmed: confirmed.length,
  total: pending.length + confirmed.length,
})

/** Instead of the roster: not for members, or nothing to confirm yet. */
export interface RosterClosed {
  icon: string
  title: string
  text: string
  button: string
  act: 'write' | 'back'
}

/** Admins of the group and managers of the company see who has not confirmed. */
export const maySeeRoster = (session: SessionView): boolean =>
  mayWrite(session) || (session.viewer.kind === 'member' && session.viewer.companyRole !== null)

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
  const { version, pending, confirmed } = view
  const total = pending.length + confirmed.length
  const others = pending.filter(({ memberId }) => memberId !== me.memberId)
  return {
    title: `群规 v${version}`,
    progress: {
      percent: total === 0 ? 0 : Math.round((confirmed.length * 100) / total),
      text: `${confirmed.length}/${total} 已确认`,
    },
    segments: [
      { value: 'pending', label: `未确认 ${pending.length}` },
      { value: 'confirmed', label: `已确认 ${confirmed.length}` },
    ],
    pending: pending.map((row) => pendingRow(row, me, now)),
    confirmed: confirmed.map((row) => confirmedRow(row, version, now)),
    remindAll: me.canRemind ? remindAllOf(others, now) : null,
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
