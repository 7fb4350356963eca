import { build as esbuild } from 'esbuild'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { buildFunctions } from './build-functions'
import { packNpm } from './pack-npm'

const VENDOR = 'miniprogram/vendor'

/** The valibot slice as one CommonJS file for phones, with its declarations. */
async function buildValibotSlice(): Promise<void> {
  mkdirSync(VENDOR, { recursive: true })
  await esbuild({
    entryPoints: ['tools/valibot-slice.ts'],
    outfile: `${VENDOR}/valibot.js`,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2018',
    logLevel: 'warning',
  })
  const names = /export \{([^}]*)\}/.exec(readFileSync('tools/valibot-slice.ts', 'utf8'))?.[1]
  writeFileSync(
    `${VENDOR}/valibot.d.ts`,
    `export {${names}} from 'valibot'\nexport type { BaseIssue, GenericSchema, InferInput, InferOutput } from 'valibot'\n`,
  )
}

/** Makes everything that is not committed: the vendor slice, the packed npm components, the cloud functions. */
export async function build(step: (line: string) => void = () => {}): Promise<void> {
  step('valibot slice')
  await buildValibotSlice()
  step('npm components')
  packNpm()
  step('cloud functions')
  await buildFunctions()
}
