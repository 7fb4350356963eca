import { build, type Plugin } from 'esbuild'
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { lazySdkParts } from './lazy-sdk-parts'

const SOURCE = 'cloudfunctions'
const OUT = 'dist/cloudfunctions'

/** Folders with a `config.json` are deployable functions. */
export const functionNames = (root = '.'): string[] =>
  readdirSync(join(root, SOURCE)).filter((name) =>
    existsSync(join(root, SOURCE, name, 'config.json')),
  )

interface BuildOptions {
  root?: string
  out?: string
  plugins?: Plugin[]
}

/**
 * Bundles each function with wx-server-sdk inside (loads faster than an installed SDK) and writes what other programs
 * need to know of the source as JSON: the collections with their indexes, and the starter rule book.
 *
 * @param options `root`: the folder of the repository, or of a copy of its sources; `out`: another folder than the one that is
 * deployed; `plugins` may read sources differently, as the tests' mutants do
 */
export async function buildFunctions({
  root = '.',
  out = join(root, OUT),
  plugins = [],
}: BuildOptions = {}): Promise<void> {
  for (const name of functionNames(root)) {
    const outdir = join(out, name)
    await build({
      entryPoints: [join(root, SOURCE, name, 'index.ts')],
      outfile: join(outdir, 'index.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [lazySdkParts, ...plugins],
    })
    copyFileSync(join(root, SOURCE, name, 'config.json'), join(outdir, 'config.json'))
    writeFileSync(
      join(outdir, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }, null, 2) + '\n',
    )
  }
  await buildArtefacts({ root, out, plugins })
}

async function buildArtefacts({ root, out, plugins }: Required<BuildOptions>): Promise<void> {
  // A name of its own each time: what has been loaded once would be answered from memory.
  const outfile = resolve(out, `artefacts.${Date.now()}.cjs`)
  await build({
    entryPoints: [join(root, SOURCE, 'modules/artefacts.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    plugins,
  })
  const require = createRequire(outfile)
  const artefacts = require(outfile) as Record<string, unknown>
  for (const [name, value] of Object.entries(artefacts)) {
    writeFileSync(resolve(out, `${name}.json`), JSON.stringify(value, null, 2) + '\n')
  }
  rmSync(outfile)
}
