import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DeployError } from './errors'

const lockHash = (dir: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'package-lock.json')))
    .digest('hex')

const stampOf = (dir: string): string => join(dir, 'node_modules', '.installed-from')

/** Whether `deploy/node_modules` holds what the committed lock says. */
export const isInstalled = (root: string): boolean => {
  const dir = join(root, 'deploy')
  return existsSync(stampOf(dir)) && readFileSync(stampOf(dir), 'utf8') === lockHash(dir)
}

/**
 * Installs the packages of `deploy/` on first use and after their lock has changed. They are some 300 MB, which is why
 * `npm ci` of the repository does not bring them.
 * @throws DeployError when npm fails.
 */
export async function ensureInstalled(root: string, log: (line: string) => void): Promise<void> {
  if (isInstalled(root)) return
  const dir = join(root, 'deploy')
  log(
    'deploy: installing WeChat’s compiler and the cloud client, once (about 300 MB, a few minutes)',
  )
  const start = Date.now()
  const code = await new Promise<number | null>((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--no-progress', '--loglevel', 'error'], {
      cwd: dir,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
    npm.once('error', reject).once('exit', resolve)
  })
  if (code !== 0) {
    throw new DeployError('npm could not install deploy/', 'Run `npm ci` in deploy/ and read why.')
  }
  writeFileSync(stampOf(dir), lockHash(dir))
  log(`deploy: installed in ${Math.round((Date.now() - start) / 1000)} s`)
}

/** A package of `deploy/node_modules`, as the caller declares what it uses of it. */
export const heavy = <T>(root: string, name: string): T =>
  createRequire(join(root, 'deploy', 'package.json'))(name) as T
