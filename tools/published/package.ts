import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** An archive of the registry, pinned by what the registry says of it (`npm view NAME@VERSION dist.integrity`). */
export interface PinnedPackage {
  name: string
  version: string
  integrity: string
}

/** Fetched archives stay here, so that only the first run needs the registry; git does not see it. */
export const FOLDER = '.cache/published'

const archiveName = ({ name, version }: PinnedPackage): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

/**
 * The package's archive, fetched on first use with the client and the registry that npm is set up for.
 * @returns its path
 * @throws Error when it cannot be fetched or is not the pinned one
 */
export async function fetchPackage(pinned: PinnedPackage, folder = FOLDER): Promise<string> {
  const archive = resolve(folder, archiveName(pinned))
  if (!existsSync(archive)) {
    mkdirSync(folder, { recursive: true })
    await npmPack(`${pinned.name}@${pinned.version}`, archive, folder)
  }
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (integrity !== pinned.integrity) {
    throw new Error(
      `${archive} is not the published ${pinned.name}@${pinned.version}: it has ${integrity}, not ${pinned.integrity}. ` +
        'It was cut short or changed on its way. Delete it and run again.',
    )
  }
  return archive
}

async function npmPack(spec: string, archive: string, folder: string): Promise<void> {
  const pack = ['pack', spec, '--ignore-scripts', '--loglevel', 'error']
  const said: Buffer[] = []
  const code = await new Promise<number | null>((done, reject) => {
    const npm = spawn('npm', pack, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    })
    npm.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    npm.once('error', reject).once('close', done)
  })
  if (code === 0 && existsSync(archive)) return
  throw new Error(
    `${spec} could not be fetched: its tests are no part of this repository, npm brings them from its registry.\n` +
      `${firstLines(Buffer.concat(said).toString())}\n` +
      `Try \`npm ${pack.join(' ')}\` and read why, or put the archive at ${archive} by hand; then run again.`,
  )
}

/** Of an error npm says the cause first, then how it came about. */
const firstLines = (text: string): string => text.split('\n').slice(0, 4).join('\n')

/**
 * Unpacks an archive into a folder; its dependencies are not installed.
 * @returns the package's root
 * @throws Error when it cannot be unpacked
 */
export function unpack(archive: string, folder: string): string {
  mkdirSync(folder, { recursive: true })
  const { status, stderr, error } = spawnSync('tar', ['-xzf', archive, '-C', folder])
  if (status !== 0) throw error ?? new Error(`tar could not unpack ${archive}: ${String(stderr)}`)
  // Archives of npm have one folder, always of this name.
  return join(folder, 'package')
}
