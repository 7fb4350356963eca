import { readdirSync, statSync, utimesSync, writeFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { load } from './load'

/** What artefacts are made from; newer than the stamp means build again. */
const SOURCES = [
  'cloudfunctions',
  'miniprogram/contract',
  'tools',
  'package-lock.json',
  'project.config.json',
]
/** What has to be there, whatever the stamp says. */
const PRODUCTS = [
  'dist/cloudfunctions/schema.json',
  'miniprogram/vendor',
  'miniprogram/miniprogram_npm',
]
const STAMP = 'dist/.built'

function newest(path: string): number {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return 0
  if (!info.isDirectory()) return info.mtimeMs
  // A folder's own time tells of files that were removed.
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    info.mtimeMs,
  )
}

/** Whether the built artefacts are missing or older than their sources. */
export function isStale(root: string): boolean {
  if (PRODUCTS.some((path) => !existsSync(join(root, path)))) return true
  const builtAt = statSync(join(root, STAMP), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return SOURCES.some((path) => newest(join(root, path)) > builtAt)
}

interface BuildModule {
  build(step?: (line: string) => void): Promise<void>
}

/** Builds the artefacts when they are stale. */
export async function buildArtefacts(root: string): Promise<void> {
  const startedAt = new Date()
  const tools = await load<BuildModule>(root, 'tools/build.ts')
  if (!tools) throw new Error('tools/build.ts is missing')
  await tools.build()
  const stamp = join(root, STAMP)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
  // What changed while it was building belongs to the next build.
  utimesSync(stamp, startedAt, startedAt)
}
