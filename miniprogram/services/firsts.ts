import type { InputOf, OutputOf, QueryName } from '../contract/index'
import { CallError } from './call-error'
import type { Query } from './cloud'
import { stableJson } from './stable-json'

/** What came along is for the page that opens now, not for one that comes by later, ms. */
const FRESH = 5000

const slotOf = (action: string, input: unknown) => `${action} ${stableJson(input)}`

/** Answers that came along with the opening of a session, until the page that asked for them takes them. */
export function createFirsts(now: () => number) {
  const views = new Map<string, unknown>()
  let keptAt = 0

  return {
    /** Replaces what is there. */
    keep(queries: readonly Query[], outcomes: readonly unknown[]): void {
      views.clear()
      keptAt = now()
      queries.forEach(({ action, input }, index) => {
        const outcome = outcomes[index]
        // What was refused beside the opening is asked again by itself, and says why then.
        if (!(outcome instanceof CallError)) views.set(slotOf(action, input), outcome)
      })
    },

    /** Once, by the very same question; undefined when it did not come along. */
    take<A extends QueryName>(action: A, input: InputOf<A>): OutputOf<A> | undefined {
      const slot = slotOf(action, input)
      const view = views.get(slot) as OutputOf<A> | undefined
      views.delete(slot)
      return now() - keptAt > FRESH ? undefined : view
    },
  }
}
