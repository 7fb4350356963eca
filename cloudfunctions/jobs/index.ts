import { randomId, systemNow } from '../kernel/clock'
import { logDefect } from '../kernel/log'
import { runTick } from '../kernel/tick'
import { createProduct } from '../modules'
import { cloudDatabase } from '../platform/database'
import { platformCaller } from '../platform/identity'
import { pushMessage } from '../platform/openapi'

const { registry } = createProduct(pushMessage)

/** Called by the timer every minute; a person who calls it gets nothing done. */
export async function main(): Promise<{ failed: string[]; reads: number; writes: number }> {
  if (platformCaller().openid !== null) return { failed: [], reads: 0, writes: 0 }
  const { failed, reads, writes, ms } = await runTick(registry, {
    database: cloudDatabase,
    now: systemNow,
    newId: randomId,
    elapsed: () => performance.now(),
  })
  for (const { name, error } of failed) logDefect(randomId(), name, error)
  console.log(JSON.stringify({ type: 'jobs', reads, writes, ms: Math.round(ms) }))
  return { failed: failed.map(({ name }) => name), reads, writes }
}
