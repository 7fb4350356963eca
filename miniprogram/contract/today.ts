import * as v from '../vendor/valibot'
import { query } from './action'
import { Id, type GroupBar } from './common'

/** Something that is due from me, from any module. */
export interface DueItem {
  key: string
  kind: 'rules.acknowledge'
  title: string
  detail: string
  groupId: string
  groupName: string
  dueAt: number
  points: number
  /** An admin has reminded me, epoch ms. */
  remindedAt: number | null
  /** Page to open, with leading slash. */
  path: string
}

/** Something an admin has to look after. */
export interface DutyItem {
  key: string
  kind: 'rules.pending' | 'rules.none' | 'waiting'
  title: string
  detail: string
  groupId: string
  count: number
  path: string
}

export interface TodayView {
  name: string
  group: GroupBar | null
  due: DueItem[]
  duties: DutyItem[]
  figures: {
    monthPoints: number
    /** Place in the group this month, null without a place. */
    place: number | null
    of: number
    weekPoints: number
  } | null
  news: { key: string; title: string; detail: string; at: number; path: string }[]
}

export const GetToday = v.strictObject({ groupId: v.optional(Id) })

export const todayActions = {
  'today.get': query<TodayView>()(GetToday, { reads: 7 }),
}
