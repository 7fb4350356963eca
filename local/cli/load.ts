import { build, type Plugin } from 'esbuild'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Node 20 imports JSON only with an attribute that cloud functions cannot carry, so it is bundled. */
const bundlesJson: Plugin = {
  name: 'bundles-json',
  setup(building) {
    building.onResolve({ filter: /^[^.].*\.json$/ }, ({ path, resolveDir }) => ({
      path: createRequire(`${resolveDir}/x`).resolve(path),
    }))
  },
}

/**
 * Bundles a TypeScript file of this repository.
 * @returns the bundle, undefined when there is no such file
 */
export async function bundle(root: string, file: string): Promise<string | undefined> {
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
    plugins: [bundlesJson],
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return outfile
}

export const importBundle = async <T>(outfile: string): Promise<T> =>
  (await import(pathToFileURL(outfile).href)) as T

/**
 * Bundles and imports a TypeScript file of this repository when it is needed: building and playing the story are the first
 * start only, and every later one should not pay for loading them.
 * @returns undefined when there is no such file
 */
export async function load<T>(root: string, file: string): Promise<T | undefined> {
  const outfile = await bundle(root, file)
  return outfile === undefined ? undefined : importBundle<T>(outfile)
}
