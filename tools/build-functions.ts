import { build, type Plugin } from 'esbuild'
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { lazySdkParts } from './lazy-sdk-parts'

const SOURCE = 'cloudfunctions'
const OUT = 'dist/cloudfunctions'

/** Folders with a `config.json` are deployable functions. */
export const functionNames = (): string[] =>
  readdirSync(SOURCE).filter((name) => existsSync(join(SOURCE, name, 'config.json')))

/**
 * Bundles each function with wx-server-sdk inside (loads faster than an installed SDK) and writes what other programs
 * need to know of the source as JSON: the collections with their indexes, and the starter rule book.
 *
 * @param out another folder than the one that is deployed
 * @param plugins may read sources differently; the tests' mutants do
 */
export async function buildFunctions(out = OUT, plugins: Plugin[] = []): Promise<void> {
  for (const name of functionNames()) {
    const outdir = join(out, name)
    await build({
      entryPoints: [join(SOURCE, name, 'index.ts')],
      outfile: join(outdir, 'index.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [lazySdkParts, ...plugins],
    })
    copyFileSync(join(SOURCE, name, 'config.json'), join(outdir, 'config.json'))
    writeFileSync(
      join(outdir, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }, null, 2) + '\n',
    )
  }
  await buildArtefacts(out, plugins)
}

async function buildArtefacts(out: string, plugins: Plugin[]): Promise<void> {
  const outfile = resolve(out, 'artefacts.cjs')
  await build({
    entryPoints: [join(SOURCE, 'schema/artefacts.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    plugins,
  })
  const require = createRequire(outfile)
  delete require.cache[outfile]
  const artefacts = require(outfile) as Record<string, unknown>
  for (const [name, value] of Object.entries(artefacts)) {
    writeFileSync(resolve(out, `${name}.json`), JSON.stringify(value, null, 2) + '\n')
  }
  rmSync(outfile)
}
