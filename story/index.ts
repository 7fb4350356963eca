import { openDatabaseDoor } from '../local/cloud/in-process'
import { openWorld } from '../local/world'
import type { SubscribeTemplate } from '../local/world/subscriptions'
import { createYuchuan, type Company } from './company'
import { collectionsOf, inProcessDatabase } from './database'
import { playStory, type PlayOptions } from './play'
import { createProduct } from './product'
import { createRandom, type Random } from './random'
import type { Stage } from './stage'

export interface FillOptions {
  /** Folders of a cloud's database and of a small WeChat, both empty. */
  databaseDir: string
  worldDir: string
  appid: string
  templates: readonly SubscribeTemplate[]
  /** Of the functions. */
  environment: Readonly<Record<string, string>>
  /** Epoch ms at which the story ends. */
  now: number
  onProgress?: (day: number, days: number) => void
}

/** What a start needs to know of the company that lives in its data. */
export interface StoryFacts {
  /** Who holds the three phones of the wall. */
  wall: readonly string[]
  /** Person ids by what they stand for. */
  people: Readonly<Record<string, string>>
  /** Ids of groups by the name that tests use. */
  groups: Readonly<Record<string, string>>
}

/** The company is the same on every machine. */
const SEED = 20_261_121

export interface OpenOptions extends FillOptions {
  seed?: number
  createCompany?: (random: Random) => Company
  afterDay?: PlayOptions['afterDay']
}

/** Opens what the story is played on, plays it, and hands it to `use` before all is closed. */
export async function playOn<T>(
  options: OpenOptions,
  use: (stage: Stage) => Promise<T> | T,
): Promise<T> {
  const { databaseDir, worldDir, appid, templates, environment } = options
  const random = createRandom(`story-${options.seed ?? SEED}`)
  const company = (options.createCompany ?? createYuchuan)(random)
  const clock = { now: options.now }
  const world = await openWorld({
    dir: worldDir,
    appid,
    now: () => clock.now,
    templates: [...templates],
  })
  try {
    const { registry } = createProduct({ world, environment, openid: () => null })
    const collections = collectionsOf(registry.tables)
    const door = await openDatabaseDoor({ dir: databaseDir, collections })
    try {
      const database = inProcessDatabase(door)
      const documents = (collection: string) => door.all(collection)
      const parts = { company, random, database, documents, world, clock }
      return await use(await playStory({ ...options, ...parts }))
    } finally {
      await door.close()
    }
  } finally {
    await world.close()
  }
}

/** Fills empty data with the company that one meets after the first start. */
export const play = (options: FillOptions): Promise<StoryFacts> =>
  playOn(options, ({ company, groupIds }) => ({
    wall: company.wall,
    people: company.cast,
    groups: Object.fromEntries(groupIds),
  }))
