import { readArtefacts } from '../../../../local/seed/artefacts'
import { planSeed, type SeedPlan } from '../../../../local/seed/plan'

export const ARTEFACTS = 'dist/cloudfunctions'

/** Moments at which the seed has to make sense: an afternoon, a night, and the edges of weeks, months and years. */
export const MOMENTS = [
  '2026-11-25T14:20:00+08:00',
  '2026-11-22T04:19:00+08:00',
  '2026-11-23T00:05:00+08:00',
  '2026-12-01T00:05:00+08:00',
  '2027-01-01T00:05:00+08:00',
  '2027-02-10T10:00:00+08:00',
  '2028-02-29T23:59:00+08:00',
].map((text) => Date.parse(text))

export const NOW = MOMENTS[0]!

export async function freshPlan(now: number, seed = 1): Promise<SeedPlan> {
  return planSeed(seed, now, await readArtefacts(ARTEFACTS))
}

const plans = new Map<string, Promise<SeedPlan>>()

/** Plans are only read here, so tests share them. */
export function planAt(now: number, seed = 1): Promise<SeedPlan> {
  const key = `${now} ${seed}`
  const plan = plans.get(key) ?? freshPlan(now, seed)
  plans.set(key, plan)
  return plan
}

/** By the group's name, as people call it. */
export function groupOf({ documents }: SeedPlan, name: string) {
  const group = documents.groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group ${name}`)
  return group
}
