import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IncentiveRule } from './documents'
import type { StarterClause } from './rule-books'

/** What the build leaves beside the functions and the seed starts from. */
export interface Artefacts {
  collections: string[]
  starter: StarterClause[]
  acknowledgeRule: IncentiveRule
}

const ACKNOWLEDGE_RULE = 'rules.acknowledge'

/** @throws Error naming the file that is missing or does not hold what is needed. */
export async function readArtefacts(dir: string): Promise<Artefacts> {
  const read = async (name: string): Promise<unknown> => {
    const path = join(dir, name)
    const text = await readFile(path, 'utf8').catch(() => {
      throw new Error(`${path} is missing, run \`npm run build\` first`)
    })
    return JSON.parse(text)
  }
  const schema = (await read('schema.json')) as { name: string }[]
  const starter = (await read('starter-rules.json')) as StarterClause[]
  const rules = (await read('incentive-rules.json')) as IncentiveRule[]
  const acknowledgeRule = rules.find(({ _id }) => _id === ACKNOWLEDGE_RULE)
  if (!acknowledgeRule) throw new Error(`${dir} has no incentive rule ${ACKNOWLEDGE_RULE}`)
  return { collections: schema.map(({ name }) => name), starter, acknowledgeRule }
}
