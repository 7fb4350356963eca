// Runs a TypeScript file of this repository: bundles it with esbuild (packages stay external) and imports it.
// Usage: node tools/run.mjs FILE.ts [arguments…]
import { build } from 'esbuild'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node tools/run.mjs FILE.ts [arguments…]')
  process.exit(2)
}
const outfile = resolve(root, '.cache/run', relative(root, resolve(file)).replace(/\.ts$/, '.mjs'))
mkdirSync(dirname(outfile), { recursive: true })
// Node 20 imports JSON only with an attribute that cloud functions cannot carry, so it is bundled.
const bundlesJson = {
  name: 'bundles-json',
  setup(building) {
    building.onResolve({ filter: /^[^.].*\.json$/ }, ({ path, resolveDir }) => ({
      path: createRequire(`${resolveDir}/x`).resolve(path),
    }))
  },
}
const { outputFiles } = await build({
  entryPoints: [resolve(file)],
  outfile,
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  plugins: [bundlesJson],
  sourcemap: 'inline',
  logLevel: 'warning',
})
// Whole or not at all: two of the same may start at the same moment, and one must not read half of the other's.
const written = `${outfile}.${process.pid}`
writeFileSync(written, outputFiles[0].contents)
renameSync(written, outfile)
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], file, ...args]
await import(pathToFileURL(outfile).href)
