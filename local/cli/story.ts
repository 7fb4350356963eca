import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { functionEnvironment, TEMPLATES } from './console'
import { bundle, importBundle } from './load'
import type { ProjectFacts } from './project'

/** What a story says of the company that it has left in the data. */
export interface StoryFacts {
  /** Who holds the phones of the wall. */
  wall: readonly string[]
  /** Person ids by what they stand for. */
  people: Readonly<Record<string, string>>
  /** Ids of groups by the name that tests use. */
  groups: Readonly<Record<string, string>>
}

export interface Folders {
  /** A cloud's data folder. */
  cloud: string
  world: string
}

/** A module that fills empty data: named on the command line, since nothing here knows the product. */
interface StoryModule {
  play(options: {
    databaseDir: string
    worldDir: string
    appid: string
    templates: readonly { templateId: string; title: string; fields: Record<string, string> }[]
    environment: Readonly<Record<string, string>>
    now: number
    onProgress?: (day: number, days: number) => void
  }): Promise<StoryFacts>
}

export interface StoryRequest {
  root: string
  /** The module, from the root. */
  file: string
  project: Pick<ProjectFacts, 'appid'>
  /** Epoch ms at which the story ends. */
  now: number
  onProgress?: (day: number, days: number) => void
}

async function play(
  { project, now, onProgress }: StoryRequest,
  outfile: string,
  { cloud, world }: Folders,
): Promise<StoryFacts> {
  const module = await importBundle<StoryModule>(outfile)
  await mkdir(cloud, { recursive: true })
  return module.play({
    databaseDir: join(cloud, 'database'),
    worldDir: world,
    appid: project.appid,
    templates: TEMPLATES.map(({ templateId, title, fields }) => ({ templateId, title, fields })),
    environment: functionEnvironment(''),
    now,
    ...(onProgress && { onProgress }),
  })
}

/** @throws Error when there is no such module. */
async function bundled({ root, file }: StoryRequest): Promise<string> {
  const outfile = await bundle(root, file)
  if (outfile === undefined) throw new Error(`there is no story ${file}`)
  return outfile
}

/** Plays a story into empty folders that nobody has open. */
export async function playInto(request: StoryRequest, folders: Folders): Promise<StoryFacts> {
  return play(request, await bundled(request), folders)
}

const KEPT_MS = 24 * 60 * 60 * 1000

/** Stories of other days of the source are no use any more. */
async function forgetOld(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const path = join(base, name)
    const info = await stat(path).catch(() => undefined)
    if (info && Date.now() - info.mtimeMs > KEPT_MS)
      await rm(path, { recursive: true, force: true })
  }
}

/**
 * Like {@link playInto}, for a moment that comes again: the same story of the same source is played once and copied from
 * then on. Several processes may want it at once.
 */
export async function playOnce(request: StoryRequest, folders: Folders): Promise<StoryFacts> {
  const outfile = await bundled(request)
  const hash = createHash('sha256').update(await readFile(outfile))
  const key = hash.update(`${request.now}`).digest('hex').slice(0, 20)
  const base = join(request.root, '.cache/story')
  const kept = join(base, key)
  if (!existsSync(kept)) {
    await mkdir(base, { recursive: true })
    await forgetOld(base)
    const own = join(base, `${key}.${process.pid}`)
    const parts = { cloud: join(own, 'cloud'), world: join(own, 'world') }
    const facts = await play(request, outfile, parts)
    await writeFile(join(own, 'facts.json'), JSON.stringify(facts))
    // Who comes second with the same story leaves the first one's.
    await rename(own, kept).catch(() => rm(own, { recursive: true, force: true }))
  }
  await cp(join(kept, 'cloud'), folders.cloud, { recursive: true })
  await cp(join(kept, 'world'), folders.world, { recursive: true })
  return JSON.parse(await readFile(join(kept, 'facts.json'), 'utf8')) as StoryFacts
}
