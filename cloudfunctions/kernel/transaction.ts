import { AppError } from './errors'
import type { DatabasePort, Meter, Tx } from './database'

/** How long a call waits its turn when others write the same document, ms: well below the function's own limit. */
const PATIENCE = 7_000
const FIRST_PAUSE = 20
const LONGEST_PAUSE = 300
/** Who has waited for so long pauses less than those who have just come, so that these do not always win. */
const ELDER = 1_500
const ELDERS_PAUSE = 40

const longestPause = (waited: number, attempt: number): number =>
  waited > ELDER ? ELDERS_PAUSE : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Runs `work` in a transaction, again on a conflict (the SDK's own retry misses conflicts raised by an operation), for as long
 * as a person would wait: when sixty join one group at once, all get their turn. `work` may run several times: no effects
 * but those on `tx`.
 *
 * @param meter gets the operations of the last attempt.
 * @throws AppError `unavailable` when its turn did not come; the phone sends the same key again.
 */
export async function inTransaction<T>(
  port: DatabasePort,
  meter: Meter,
  work: (tx: Tx) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  const start = performance.now()
  for (let attempt = 1; ; attempt++) {
    const used: Meter = { reads: 0, writes: 0 }
    const settle = () => {
      meter.reads += used.reads
      meter.writes += used.writes
    }
    try {
      const result = await port.transaction(used, work)
      settle()
      return result
    } catch (error) {
      if (!port.isConflict(error)) {
        settle()
        throw error
      }
      if (performance.now() - start > patience) {
        settle()
        throw new AppError('unavailable', '同时操作的人太多，请稍等再试')
      }
    }
    // Full jitter: rivals that met once should not meet again.
    await pause(Math.random() * longestPause(performance.now() - start, attempt))
  }
}
