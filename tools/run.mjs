// Runs a TypeScript file of this repository: bundles it with esbuild (packages stay external) and imports it.
// Usage: node tools/run.mjs FILE.ts [arguments…]
import { build } from 'esbuild'
import { mkdirSync } from 'node:fs'
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
await build({
  entryPoints: [resolve(file)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
})
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], file, ...args]
await import(pathToFileURL(outfile).href)
