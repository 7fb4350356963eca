import type { RouteTarget } from '../../../miniprogram/contract/route'
import { table, type Document } from '../../kernel/table'

/** `kind:ref`: something that is expected of an audience by a time. Nobody writes it when one of them has done it. */
export interface AskDoc extends Document {
  kind: string
  /** What it is about; a newer ask about the same thing takes its place in the inbox. */
  about: string
  /** A key of `kernel/audience`. */
  audience: string
  groupId: string | null
  groupName: string
  title: string
  detail: string
  target: RouteTarget
  /** What doing it earns, told beforehand. */
  points: number
  at: number
  /** By when, epoch ms; null: no time. */
  dueAt: number | null
  /** Time that each has from the day they came, ms: newcomers have longer. */
  within: number | null
  state: 'open' | 'closed'
  /** When it was called off or replaced; who came later was never asked. */
  closedAt: number | null
  /** Who was reminded when, by a person or the schedule. */
  reminded: Record<string, number>
}

/** `askId:memberId`: where one person stands with it. */
export interface AskMarkDoc extends Document {
  askId: string
  memberId: string
  state: 'seen' | 'done' | 'excused'
  /** First opened, epoch ms. */
  seenAt: number
  /** Done or excused, epoch ms. */
  at: number | null
  isLate: boolean
  /** What the domain keeps of the doing, such as the version that was confirmed. */
  value: number | null
  /** Out of the list until then. */
  snoozedUntil: number | null
}

/** Of one member: when they are away; nobody reminds them then. */
export interface LeaveDoc extends Document {
  /** First moment and first moment after, epoch ms; the latest 20. */
  ranges: { from: number; to: number }[]
}

export const asks = table<AskDoc>()('asks', {
  indexes: { by_audience: ['audience', 'state'], by_group: ['groupId', 'state'] },
})

export const askMarks = table<AskMarkDoc>()('ask_marks', { indexes: { by_ask: ['askId'] } })

export const leaves = table<LeaveDoc>()('leaves', { indexes: {} })

export const askId = (kind: string, ref: string): string => `${kind}:${ref}`
export const markId = (ask: string, memberId: string): string => `${ask}:${memberId}`
