import type { DatabasePort, JobDatabase, Meter, Tx } from '../../cloudfunctions/kernel/database'

/** What everything throws once the process is dead. */
export class Killed extends Error {}

/** A database whose process can be killed at any operation; commits count as operations. */
export interface FragilePort extends DatabasePort {
  /** Kills the process before or after the n-th operation from now, the first being 1. */
  failAt(n: number, when?: 'before' | 'after'): void
  /** Starts it again. @returns whether it had died */
  revive(): boolean
  /** Operations done since it was started. */
  operations(): number
}

/** A port to the same data, for one process. */
export function fragile(database: DatabasePort): FragilePort {
  let done = 0
  let death: { at: number; when: 'before' | 'after' } | null = null
  let isDead = false

  async function step<T>(run: () => Promise<T>): Promise<T> {
    if (isDead) throw new Killed('dead')
    done++
    const isHere = death !== null && done === death.at
    if (isHere && death?.when === 'before') {
      isDead = true
      throw new Killed(`before operation ${done}`)
    }
    const result = await run()
    if (isHere) isDead = true
    if (isDead) throw new Killed(`after operation ${done}`)
    return result
  }

  function guarded<O extends object>(operations: O): O {
    const wrapped = Object.entries(operations).map(([name, run]) => [
      name,
      (...parameters: unknown[]) =>
        step(() => (run as (...given: unknown[]) => Promise<unknown>)(...parameters)),
    ])
    return Object.fromEntries(wrapped) as O
  }

  return {
    database: (meter: Meter): JobDatabase => guarded(database.database(meter)),
    async transaction<T>(meter: Meter, work: (tx: Tx) => Promise<T>): Promise<T> {
      const result = await database.transaction(meter, async (tx) => {
        const made = await work(guarded(tx))
        // A process that dies before the commit has changed nothing.
        if (death?.when === 'before') await step(() => Promise.resolve())
        return made
      })
      return death?.when === 'before' ? result : step(() => Promise.resolve(result))
    },
    isConflict: (error) => !(error instanceof Killed) && database.isConflict(error),
    isUnavailable: (error) => database.isUnavailable(error),
    failAt(n, when = 'before') {
      death = { at: done + n, when }
    },
    revive() {
      const hadDied = isDead
      isDead = false
      death = null
      return hadDied
    },
    operations: () => done,
  }
}
