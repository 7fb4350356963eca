import { AppError } from './errors'
import type { DatabasePort, Meter, Tx } from './database'

const ATTEMPTS = 5
const FIRST_PAUSE = 20

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Runs `work` in a transaction, again on a conflict (the SDK's own retry misses conflicts raised by an operation).
 * `work` may run several times: no effects but those on `tx`.
 *
 * @param meter gets the operations of the last attempt.
 * @throws AppError `unavailable` when every attempt met a conflict; the phone sends the same key again.
 */
export async function inTransaction<T>(
  port: DatabasePort,
  meter: Meter,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const used: Meter = { reads: 0, writes: 0 }
    try {
      const result = await port.transaction(used, work)
      meter.reads += used.reads
      meter.writes += used.writes
      return result
    } catch (error) {
      const isLast = attempt === ATTEMPTS
      if (!port.isConflict(error) || isLast) {
        meter.reads += used.reads
        meter.writes += used.writes
        if (isLast && port.isConflict(error)) {
          throw new AppError('unavailable', '同时操作的人太多，请再点一次')
        }
        throw error
      }
    }
    // Full jitter: rivals that met once should not meet again.
    await pause(Math.random() * FIRST_PAUSE * 2 ** attempt)
  }
}
