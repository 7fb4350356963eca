import { build } from 'esbuild'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'

const VENDOR = 'miniprogram/vendor'

/** Libraries of which the phone gets a slice, with the declarations of what the slice offers. */
const SLICES: Record<string, (source: string) => string> = {
  valibot: (source) =>
    `export {${/export \{([^}]*)\}/.exec(source)?.[1]}} from 'valibot'\n` +
    "export type { BaseIssue, GenericSchema, InferInput, InferOutput } from 'valibot'\n",
  dayjs: (source) =>
    // The plugins' declarations widen those of dayjs itself.
    [...source.matchAll(/from '(dayjs\/plugin\/\w+)'/g)]
      .map(([, path]) => `import '${path}'\n`)
      .join('') + "import dayjs from 'dayjs'\nexport { dayjs }\n",
}

/**
 * Bundles each `tools/<name>-slice.ts` to `miniprogram/vendor/<name>.js`, one CommonJS file for phones, with its declarations:
 * DevTools packs whole npm packages.
 * @returns the size of each slice in bytes.
 */
export async function buildVendorSlices(): Promise<Record<string, number>> {
  mkdirSync(VENDOR, { recursive: true })
  const sizes: Record<string, number> = {}
  for (const [name, declarations] of Object.entries(SLICES)) {
    const entry = `tools/${name}-slice.ts`
    const outfile = `${VENDOR}/${name}.js`
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      minify: true,
      format: 'cjs',
      target: 'es2018',
      logLevel: 'warning',
    })
    writeFileSync(`${VENDOR}/${name}.d.ts`, declarations(readFileSync(entry, 'utf8')))
    sizes[name] = statSync(outfile).size
  }
  return sizes
}
