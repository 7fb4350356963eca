/**
 * A line is `role|text`: `M` is the group's admin, `A` `B` `C` are members drawn by chance; `{B}` in a text becomes the
 * name, and `@{B}` also mentions the person.
 */
export type Lines = readonly [string, ...string[]]

/** One conversation; some belong to an hour or a weekday. */
export type Thread = Lines | { lines: Lines; clock?: string; weekday?: number }
