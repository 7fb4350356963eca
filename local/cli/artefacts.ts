import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from './load'

/** What artefacts are made from; newer than the artefacts means build again. */
const SOURCES = [
  'cloudfunctions',
  'miniprogram/contract',
  'tools',
  'package-lock.json',
  'project.config.json',
]
/** The first and the last file a build writes, and a folder it fills. */
const FIRST = 'miniprogram/vendor/valibot.js'
const LAST = 'dist/cloudfunctions/schema.json'
const PACKED = 'miniprogram/miniprogram_npm'

const timeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

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
  // What changed after a build had begun may not be in it, so the first file's time counts.
  const builtAt = timeOf(join(root, FIRST))
  if (builtAt === 0 || timeOf(join(root, LAST)) === 0 || timeOf(join(root, PACKED)) === 0)
    return true
  return SOURCES.some((path) => newest(join(root, path)) > builtAt)
}

interface BuildModule {
  build(step?: (line: string) => void): Promise<void>
}

/** Builds the artefacts. */
export async function buildArtefacts(root: string): Promise<void> {
  const tools = await load<BuildModule>(root, 'tools/build.ts')
  if (!tools) throw new Error('tools/build.ts is missing')
  await tools.build()
}
