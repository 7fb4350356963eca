// Jest transform: TypeScript and ESM-only packages to CommonJS by esbuild, with inline source maps.
const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { transformSync } = require('esbuild')

/** What the mutants' run sets: one source file to read with another text (see `tools/mutants`). */
const mutant = process.env.MUTANT ? JSON.parse(readFileSync(process.env.MUTANT, 'utf8')) : null
const self = readFileSync(__filename, 'utf8')

const sourceOf = (source, path) =>
  mutant !== null && path === mutant.path ? mutant.source : source

module.exports = {
  process(source, path) {
    const loader = path.endsWith('.ts') ? 'ts' : 'js'
    const { code } = transformSync(sourceOf(source, path), {
      loader,
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
      supported: { 'dynamic-import': true },
    })
    return { code }
  },
  /** By the text that is compiled, so that a mutant never meets the cache of the real file, nor leaves one. */
  getCacheKey(source, path, { configString, instrument }) {
    const parts = [self, sourceOf(source, path), path, configString, String(instrument)]
    return createHash('sha256').update(parts.join('\0')).digest('hex')
  },
}
