import { build } from 'esbuild'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Bundles and imports a TypeScript file of this repository when it is needed: building and seeding are the first start
 * only, and every later one should not pay for loading them.
 * @returns undefined when there is no such file
 */
export async function load<T>(root: string, file: string): Promise<T | undefined> {
  const source = join(root, file)
  if (!existsSync(source)) return undefined
  const outfile = join(root, '.cache/run', file.replace(/\.ts$/, '.mjs'))
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return (await import(pathToFileURL(outfile).href)) as T
}
