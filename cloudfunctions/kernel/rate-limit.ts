/** Calls one person may make in a window on one instance: far above a hand's speed, far below a script's. */
const WINDOW = 10_000
const CALLS = 120
/** People remembered; the oldest windows go first. */
const PEOPLE = 5_000

/**
 * Counts calls a person in fixed windows, in the memory of one function instance: it costs no database operation, and
 * with n instances allows n times as much.
 */
export function createRateLimit(calls = CALLS, windowMs = WINDOW) {
  const windows = new Map<string, { start: number; calls: number }>()
  return {
    /** @returns whether this call is allowed. */
    allow(person: string, now: number): boolean {
      const current = windows.get(person)
      // A window from the future was begun by a clock that was wrong.
      if (!current || now - current.start >= windowMs || current.start > now) {
        windows.delete(person)
        windows.set(person, { start: now, calls: 1 })
        if (windows.size > PEOPLE) windows.delete(windows.keys().next().value!)
        return true
      }
      current.calls++
      return current.calls <= calls
    },
  }
}
