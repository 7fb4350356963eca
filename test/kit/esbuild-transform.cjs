// Jest transform: TypeScript and ESM-only packages to CommonJS by esbuild, with inline source maps.
const { transformSync } = require('esbuild')

module.exports = {
  process(source, path) {
    const loader = path.endsWith('.ts') ? 'ts' : 'js'
    const { code } = transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
      supported: { 'dynamic-import': true },
    })
    return { code }
  },
}
