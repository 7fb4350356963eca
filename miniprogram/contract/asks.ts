import * as v from '../vendor/valibot'
import { command, query } from './action'
import { contract } from './domain'
import { GROUP_OVERSEERS } from './rights'

/** `kind:ref`, e.g. `rules.confirm:GROUP:3`. */
export const AskId = v.pipe(v.string(), v.regex(/^[a-zA-Z.]{3,40}(:[A-Za-z0-9_-]{1,40}){1,3}$/))

/** One person of an ask's audience. */
export interface RosterRow {
  memberId: string
  name: string
  state: 'open' | 'seen' | 'done' | 'excused'
  /** When it was done or excused, epoch ms. */
  at: number | null
  /** By when this person has to, epoch ms; newcomers have longer. */
  dueAt: number | null
  isLate: boolean
  isAway: boolean
  remindedAt: number | null
  canRemind: boolean
}

export interface RosterView {
  askId: string
  title: string
  groupId: string | null
  groupName: string
  dueAt: number | null
  isOpen: boolean
  done: RosterRow[]
  pending: RosterRow[]
  /** Time until half and nine tenths of the people had done it, ms; null while they have not. */
  t50: number | null
  t90: number | null
}

export const GetRoster = v.strictObject({ askId: AskId })

export const RemindAsk = v.strictObject({
  askId: AskId,
  /** Some by name; absent: everyone who has not done it. */
  memberIds: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/))),
      v.minLength(1),
      v.maxLength(20),
    ),
  ),
})

export const SnoozeAsk = v.strictObject({
  askId: AskId,
  /** Out of the list until then, epoch ms; at most a week from now. */
  until: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

export const askContract = contract({
  actions: {
    'asks.roster': query<RosterView>()(GetRoster, { reads: 5 }),
    'asks.remind': command<{ reminded: string[]; skipped: string[] }>()(
      RemindAsk,
      { reads: 11, writes: 45 },
      // Whoever was reminded lately is skipped, so an old key would only hold up the next reminder.
      { state: true },
    ),
    /** The thing itself was opened: for the time until it was read. */
    'asks.seen': command<{ askId: string }>()(GetRoster, { reads: 5, writes: 3 }, { state: true }),
    'asks.snooze': command<{ askId: string; until: number }>()(
      SnoozeAsk,
      { reads: 5, writes: 3 },
      { state: true },
    ),
  },
  rights: { 'asks.oversee': GROUP_OVERSEERS, 'asks.remind': ['admin', 'owner'] },
  routes: {},
})
