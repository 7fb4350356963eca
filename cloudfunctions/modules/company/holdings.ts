import type { Database } from '../../kernel/database'
import type { Holding } from '../../kernel/domain'
import type { Registry } from '../../kernel/registry'

/** What hangs on a person in any domain. */
export async function holdingsOf(
  db: Database,
  registry: Registry,
  memberId: string,
): Promise<Holding[]> {
  const held: Holding[] = []
  for (const { owns } of registry.domains) held.push(...((await owns?.(db, memberId)) ?? []))
  return held
}
