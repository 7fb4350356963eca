import { join } from 'node:path'
import type { Cloud } from '../cloud/types'
import { TEMPLATES } from '../cli/console'
import type { World } from '../world/types'
import { readArtefacts } from './artefacts'
import { GROUPS } from './groups'
import { PERSONAS, type Persona, type PersonaKey } from './personas'
import { COMPANY, planSeed, type SeedPlan } from './plan'
import { fillWorld } from './world'

export type { Persona, PersonaKey } from './personas'

export interface SeedOptions {
  /** Empty, with the collections of the built schema and the built functions. */
  cloud: Cloud
  /** Empty. */
  world: World
  /** The same number and the same moment make the same company. */
  seed: number
  /** Epoch ms that everything is placed before. */
  now: number
  log?: (line: string) => void
  /** Folder of the built functions, `dist/cloudfunctions` of the current folder when absent. */
  artefactsDir?: string
  /** Id of the subscription template `rules-due`, as the functions are configured with; the local console's when absent. */
  templateId?: string
}

export interface SeedGroup {
  groupId: string
  name: string
  chatId: string
  seats: number
  cap: number
  /** Effective version of the 群规, 0 for none. */
  ruleVersion: number
}

export interface SeedChat {
  chatId: string
  name: string
  /** Empty for one-to-one chats. */
  opengid: string
  /** Null: not bound to a group. */
  groupId: string | null
}

export interface SeedResult {
  company: string
  personas: Readonly<Record<PersonaKey, Persona>>
  /** Who holds the three phones of the wall. */
  wall: string[]
  groups: SeedGroup[]
  chats: SeedChat[]
  /** Documents written by collection. */
  counts: Record<string, number>
}

/** The database is not empty, so the seed would mix with what is there. */
export class SeedError extends Error {
  override name = 'SeedError'
}

/** The template as the console of the local WeChat names it. */
const defaultTemplateId = (): string =>
  TEMPLATES.find(({ variable }) => variable === 'TEMPLATE_RULES_DUE')?.templateId ?? ''

async function loadDocuments(
  cloud: Cloud,
  { documents }: SeedPlan,
  collections: readonly string[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [collection, rows] of Object.entries(documents) as [string, object[]][]) {
    if (!collections.includes(collection)) {
      throw new SeedError(`the built schema has no collection ${collection}`)
    }
    await cloud.database.load(collection, rows as Record<string, unknown>[])
    counts[collection] = rows.length
  }
  return counts
}

function resultOf({ documents, chats }: SeedPlan, counts: Record<string, number>): SeedResult {
  return {
    company: COMPANY,
    personas: PERSONAS,
    wall: [PERSONAS.member, PERSONAS.admin, PERSONAS.manager].map(({ personId }) => personId),
    groups: documents.groups.map(({ _id, name, seatsTaken, cap, ruleVersion }) => ({
      groupId: _id,
      name,
      chatId: chats.find(({ groupId }) => groupId === _id)?.chatId ?? '',
      seats: seatsTaken,
      cap,
      ruleVersion,
    })),
    chats: chats.map(({ chatId, name, opengid, groupId }) => ({ chatId, name, opengid, groupId })),
    counts,
  }
}

/**
 * Fills an empty cloud and an empty small WeChat with a company that has been at work for five months, then lets the jobs
 * roll its boards up. The company document is written last, so a seed that died is not taken for a whole one.
 * @throws SeedError when there is a company already, or the jobs fail.
 */
export async function seed(options: SeedOptions): Promise<SeedResult> {
  const { cloud, world, now } = options
  const log = options.log ?? (() => undefined)
  const dir = options.artefactsDir ?? join(process.cwd(), 'dist/cloudfunctions')
  const artefacts = await readArtefacts(dir)
  if (await cloud.database.get('company', 'main')) throw new SeedError('there is a company already')
  const plan = planSeed(options.seed, now, artefacts)
  // What an unfinished seed left behind belongs to another moment.
  if ((await cloud.database.all('members')).length > 0) await cloud.database.clear()
  if (world.people().length > 0) world.reset()
  fillWorld(world, plan, options.templateId ?? defaultTemplateId())
  const counts = await loadDocuments(cloud, plan, artefacts.collections)
  const reply = await cloud.fireTimer('jobs')
  if (!reply.ok) throw new SeedError(`the jobs did not run: ${reply.errMsg}`)
  const { failed } = reply.result as { failed: string[] }
  if (failed.length > 0) throw new SeedError(`these jobs failed: ${failed.join(', ')}`)
  const people = world.people().length
  log(`${COMPANY}：${GROUPS.length} 个群，${people} 人，${counts['points_ledger'] ?? 0} 笔积分`)
  return resultOf(plan, counts)
}
