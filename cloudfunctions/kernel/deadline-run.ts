import { deadlines, dueDeadlines, type DeadlineDoc } from './later'
import { backOff, errorText } from './schedule'
import type { Tick } from './tick'

/** Deadlines looked at together. */
const BATCH = 50
/** Tries within a minute, two, four …; after these it is stuck and tried once a day. */
const TRIES_MAX = 8
const DAY = 24 * 60 * 60 * 1000

/** Does one, in the transaction that removes it: who comes second finds nothing. */
async function runOne(tick: Tick, { _id, kind, ref }: DeadlineDoc): Promise<void> {
  const deadline = tick.registry.find('deadlines', kind)
  if (!deadline) throw new Error(`nobody knows the deadline ${kind}`)
  const prepared = await deadline.prepare?.(
    { db: tick.db, now: tick.now, registry: tick.registry },
    ref,
  )
  await tick.commit(async (work) => {
    const current = await work.tx.get(deadlines, _id)
    if (!current || current.at > tick.now) return
    await work.tx.remove(deadlines, _id)
    await deadline.run(work, ref, prepared)
  })
}

/** Puts it off and keeps the error. It alone waits; the others go on. */
async function putOff(tick: Tick, { _id }: DeadlineDoc, error: unknown): Promise<void> {
  await tick.commit(async (work) => {
    const current = await work.tx.get(deadlines, _id)
    if (!current || current.at > tick.now) return
    const tries = (Number(current.tries) || 0) + 1
    const isStuck = tries >= TRIES_MAX
    await work.tx.put(deadlines, {
      ...current,
      tries,
      status: isStuck ? 'stuck' : 'waiting',
      at: tick.now + (isStuck ? DAY : backOff(tries)),
      lastError: errorText(error),
    })
  })
}

/** Does what is due, the longest waiting first, until nothing is left or time is up. One read when nothing is due. */
export async function runDeadlines(tick: Tick): Promise<void> {
  const tried = new Set<string>()
  while (tick.hasTime()) {
    const due = await dueDeadlines(tick.db, tick.now, BATCH)
    const fresh = due.filter(({ _id, at }) => !tried.has(`${_id}@${at}`))
    for (const deadline of fresh) {
      if (!tick.hasTime()) return
      tried.add(`${deadline._id}@${deadline.at}`)
      try {
        await runOne(tick, deadline)
      } catch (error) {
        tick.failed.push({ name: deadline.kind, error })
        await putOff(tick, deadline, error).catch((also: unknown) =>
          tick.failed.push({ name: deadline.kind, error: also }),
        )
      }
    }
    if (due.length < BATCH || fresh.length === 0) return
  }
}
