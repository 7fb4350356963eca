import * as v from '../vendor/valibot'
import {
  EMPTY,
  fitsCharacters,
  hasControl,
  hasInk,
  hasLoneSurrogate,
  stripBidi,
  TOO_LONG,
  UNSHOWABLE,
} from './characters'
import { PAGE_SIZE_MAX, PAGE_SIZE } from './limits'
import { seenBy, type TextKind } from './seen'

/** Ids of our own: no separators that documents' composed keys use. */
export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/))

/** The opaque string of `wx.getGroupEnterInfo`; only the server can exchange it. */
export const CloudId = v.pipe(v.string(), v.minLength(8), v.maxLength(512))

/** Line breaks as one character, whatever keyboard or table they come from. */
const unixLines = (value: string): string => value.replace(/\r\n?/g, '\n')

const plainText = (max: number, seen: TextKind | 'nobody') =>
  v.pipe(
    v.string(),
    v.transform(stripBidi),
    v.transform(unixLines),
    v.trim(),
    v.check((value) => !hasLoneSurrogate(value) && !hasControl(value), UNSHOWABLE),
    v.check((value) => fitsCharacters(value, max), TOO_LONG(max)),
    seenBy(seen),
  )

/**
 * Text that people see: trimmed, not empty, at most `max` characters as people count. Marks that turn the line around are taken
 * out; control characters other than line break and tab, and halves of characters, are refused. `seen`: the standard that it
 * has to meet.
 */
export const text = (max: number, seen: TextKind | 'nobody') =>
  v.pipe(plainText(max, seen), v.check(hasInk, EMPTY))

/** Like `text`, may be empty. */
export const optionalText = (max: number, seen: TextKind | 'nobody') =>
  v.optional(plainText(max, seen), '')

export const Cursor = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128)))

export const PageSize = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_SIZE_MAX)),
  PAGE_SIZE,
)

/** A page of a list; `next` is absent on the last page. */
export interface Page<Row> {
  rows: Row[]
  next?: string
}

export type CompanyRole = 'owner' | 'manager'
export type GroupRole = 'admin' | 'member' | 'observer'
export type GroupType = 'function' | 'project'

/** What every group page shows on top. */
export interface GroupBar {
  groupId: string
  name: string
  type: GroupType
  seats: { taken: number; cap: number; idealMin: number; idealMax: number }
  /** Null for managers who are not in the group. */
  role: GroupRole | null
}
