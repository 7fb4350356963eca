/** Every bound of the contract in one place. Lengths in characters as people count them, sizes in items. */

/** Most rows any list answers at once. */
export const PAGE_SIZE_MAX = 100
export const PAGE_SIZE = 20

export const NAME_MAX = 12
/** `maxlength` of a field counts UTF-16 units, of which an emoji has two or more: the schema counts, the field leaves room. */
export const fieldMax = (max: number): number => 2 * max
export const NAME_FIELD_MAX = fieldMax(NAME_MAX)
export const GROUP_NAME_MAX = 20
export const COMPANY_NAME_MAX = 30
export const FOCUS_MAX = 40
export const REASON_MAX = 200
export const NOTE_MAX = 200

/** Seats of a group: S2.2 asks for 10–15 as the ideal band. */
export const GROUP_CAP_DEFAULT = 15
export const GROUP_CAP_MAX = 100
export const GROUP_CAP_MIN = 3
export const IDEAL_BAND = { min: 10, max: 15 } as const
/** Most people that can wait for a seat of one group. */
export const WAITING_MAX = 100
/** Removed people that a group's page shows to its admins, the latest first. */
export const REMOVED_SHOWN = 20
/** Most groups one person can be in. */
export const MEMBERSHIPS_MAX = 20

export const CLAUSES_MAX = 60
export const CLAUSE_TEXT_MAX = 300

/** One reminder a person and version in this time, ms. */
export const REMIND_COOLDOWN = 4 * 60 * 60 * 1000

/** Rows of a board's top list. */
export const BOARD_TOP = 50
/** Rows above and below mine. */
export const BOARD_NEIGHBOURS = 2
