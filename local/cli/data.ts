import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertFree } from './lock'

/** Letters and digits that nobody mistakes for each other. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The folders of one environment below `.local/`. */
export interface DataFolders {
  base: string
  cloud: string
  world: string
  phone: string
}

/**
 * The seeded company and the empty environment live side by side.
 * @param dataDir all local data, normally `.local` of the repository
 */
export function dataFolders(dataDir: string, isEmpty: boolean): DataFolders {
  const base = join(dataDir, isEmpty ? 'empty' : 'company')
  return {
    base,
    cloud: join(base, 'cloud'),
    world: join(base, 'world'),
    phone: join(base, 'phone'),
  }
}

/** The code that whoever enters first types in to become the owner; made once for each environment. */
export function setupCode({ base }: DataFolders): string {
  const file = join(base, 'setup-code')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)])
  const code = `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
  mkdirSync(base, { recursive: true })
  writeFileSync(file, `${code}\n`, { mode: 0o600 })
  return code
}

const SEEDED = 'seeded.json'

/** What the first start decided and later ones keep. */
export interface SeedFacts {
  /** Who holds the phones of the wall. */
  wall: string[]
}

/** Undefined until the environment was filled to the end: a start that was interrupted begins again. */
export function seedFacts({ base }: DataFolders): SeedFacts | undefined {
  const file = join(base, SEEDED)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SeedFacts) : undefined
}

export function keepSeedFacts({ base }: DataFolders, facts: SeedFacts): void {
  writeFileSync(join(base, SEEDED), JSON.stringify(facts))
}

/** Removes what an interrupted first start left behind. */
export function dropHalfSeeded(folders: DataFolders): void {
  for (const path of [folders.cloud, folders.world, folders.phone]) {
    rmSync(path, { recursive: true, force: true })
  }
}

/**
 * Removes all environments, those of other projects too.
 * @returns false when there was nothing
 * @throws InUseError while one of them is running; then all of them stay
 */
export async function removeAll(dataDir: string): Promise<boolean> {
  if (!existsSync(dataDir)) return false
  for (const dir of [...foldersIn(dataDir), ...foldersIn(join(dataDir, PROJECTS))]) {
    await assertFree(dir)
  }
  rmSync(dataDir, { recursive: true, force: true })
  return true
}

function foldersIn(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir).map((name) => join(dir, name))
}

/** Below the folder of all local data: one for each other mini program that was shown. */
export const PROJECTS = 'projects'
