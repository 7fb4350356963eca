import * as v from '../vendor/valibot'
import { command, query } from './action'
import { CloudId, Id, type CompanyRole, type GroupBar } from './common'
import type { PeriodKind } from './calendar'
import { PersonName, ShortName } from './names'
import type { TemplateKey } from './notice'
import type { RuleBookView } from './rules'

/** Who is looking. A visitor is in no group yet and sees demo figures, never a login wall. */
export type Viewer =
  | { kind: 'visitor' }
  | { kind: 'member'; memberId: string; name: string; companyRole: CompanyRole | null }

/**
 * What became of the card or the group that was asked for.
 * - `ok`: in it. `none`: nothing was asked for and the person is in no group.
 * - `not-set-up`: the company has no owner yet.
 * - `not-bound`: this chat has no group yet; `canBind` says who is looking.
 * - `wrong-chat`: the card belongs to another group than this chat's.
 * - `not-member`: in the chat, not in the group: may join, also from the waiting list when the turn has come. `removed`: was removed by an admin.
 * - `waiting`: in the waiting list. `archived`: the group is closed. `expired`: the proof of the chat was too old.
 */
export type EntryState =
  | 'ok'
  | 'none'
  | 'not-set-up'
  | 'not-bound'
  | 'wrong-chat'
  | 'not-member'
  | 'removed'
  | 'waiting'
  | 'archived'
  | 'expired'

export interface SessionView {
  viewer: Viewer
  entry: EntryState
  /** The group to show; present for `ok`, and without role for those that may join or wait. */
  group: GroupBar | null
  /** May bind this chat to a group: managers, and admins of any group (`not-bound`). */
  canBind: boolean
  /** Place in the waiting list from 1 (`waiting`). */
  position?: number
  /** Present when asked for by `page: 'rules'` and `entry` is `ok`; null when none is published yet. */
  rules?: RuleBookView | null
  /** Ids to ask consent for by `wx.requestSubscribeMessage`; a key without an id is not configured. */
  templates: Partial<Record<TemplateKey, string>>
}

export const OpenSession = v.strictObject({
  /** From `wx.getGroupEnterInfo`, when the mini program was opened in a group chat. */
  cloudId: v.optional(CloudId),
  /** The group that the card names, or that the person looked at last. */
  groupId: v.optional(Id),
  /** First page: its data comes along, so that opening a card is one call. */
  page: v.optional(v.picklist(['rules', 'other']), 'other'),
})

export const ClaimCompany = v.strictObject({
  /** Printed by the deployment, proves control of the environment. */
  code: v.pipe(v.string(), v.trim(), v.minLength(6), v.maxLength(64)),
  companyName: ShortName,
  name: PersonName,
})

export const AppointManager = v.strictObject({
  memberId: Id,
  role: v.nullable(v.picklist(['manager'])),
})

/** Who reads the whole company. */
export interface ManagerRow {
  memberId: string
  name: string
}

export interface MyGroupView extends GroupBar {
  joinedAt: number
  /** Points in this group and the current month. */
  monthPoints: number
}

export interface MeView {
  memberId: string
  name: string
  companyName: string
  companyRole: CompanyRole | null
  groups: MyGroupView[]
  /** Points over all groups by the current period of each kind. */
  points: Record<PeriodKind, number>
  unread: number
  /** Sends left by template key; 0 means reminders only arrive inside the mini program. */
  credits: Record<string, number>
}

/** A group as managers see it in the list of all. */
export interface GroupRow extends GroupBar {
  admins: string[]
  waiting: number
  /** Some chat opens this group. */
  chatBound: boolean
  ruleVersion: number
}

export const companyActions = {
  /** Five reads for someone already in; those in a waiting list cost one more. */
  'session.open': query<SessionView>()(OpenSession, { reads: 7 }),
  'company.claim': command<{ memberId: string; companyName: string }>()(ClaimCompany, {
    reads: 3,
    writes: 7,
  }),
  'company.appoint': command<{ memberId: string; companyRole: CompanyRole | null }>()(
    AppointManager,
    { reads: 5, writes: 4 },
  ),
  /** The owner's list to appoint from and revoke. */
  'company.managers': query<{ rows: ManagerRow[] }>()(v.strictObject({}), { reads: 2 }),
  'me.get': query<MeView>()(v.strictObject({}), { reads: 9 }),
}
