import { readArtefacts } from '../../../../local/seed/artefacts'
import { planSeed, type SeedPlan } from '../../../../local/seed/plan'

export const ARTEFACTS = 'dist/cloudfunctions'

/** Moments at which the seed has to make sense: an afternoon, a night, and the edges of weeks, months and years. */
export const MOMENTS = [
  '2026-11-25T14:20:00',
  '2026-11-22T04:19:00',
  '2026-11-23T00:05:00',
  '2026-12-01T00:05:00',
  '2027-01-01T00:05:00',
  '2027-02-10T10:00:00',
  '2028-02-29T23:59:00',
] as const

export const NOW = MOMENTS[0]

/** Moments are told in Shanghai time. */
export const timeOf = (moment: string): number => Date.parse(`${moment}+08:00`)

export async function freshPlan(moment: string, seed = 1): Promise<SeedPlan> {
  return planSeed(seed, timeOf(moment), await readArtefacts(ARTEFACTS))
}

const plans = new Map<string, Promise<SeedPlan>>()

/** Plans are only read here, so tests share them. */
export function planAt(moment: string, seed = 1): Promise<SeedPlan> {
  const key = `${moment} ${seed}`
  const plan = plans.get(key) ?? freshPlan(moment, seed)
  plans.set(key, plan)
  return plan
}

/** By the group's name, as people call it. */
export function groupOf({ documents }: SeedPlan, name: string) {
  const group = documents.groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group ${name}`)
  return group
}
