import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DeployError } from '../errors'
import type { LocalFunction, Trigger } from './client'

/** The build targets Node 20; the cloud fixes a function's runtime when it is created. */
export const RUNTIME = 'Nodejs20.19'
const MEMORY_MB = 256

interface Config {
  timeout?: number
  permissions?: { openapi?: string[] }
  triggers?: Trigger[]
}

/** The cloud's own default, far too short for a cold start. */
const DEFAULT_TIMEOUT = 3

/** Every built function. @throws DeployError before a build. */
export function readFunctions(root: string): LocalFunction[] {
  const base = join(root, 'dist/cloudfunctions')
  const names = existsSync(base) ? readdirSync(base) : []
  const found = names
    .filter((name) => existsSync(join(base, name, 'index.js')))
    .map((name): LocalFunction => {
      const dir = join(base, name)
      const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as Config
      return {
        name,
        dir,
        runtime: RUNTIME,
        memoryMb: MEMORY_MB,
        timeout: config.timeout ?? DEFAULT_TIMEOUT,
        permissions: config.permissions?.openapi ?? [],
        triggers: config.triggers ?? [],
        bytes: statSync(join(dir, 'index.js')).size,
      }
    })
  if (found.length > 0) return found
  throw new DeployError(`There are no functions in ${base}`, 'Run `npm run build`.')
}
