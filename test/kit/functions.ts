import { build } from 'esbuild'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const bundles = new Map<string, Promise<string>>()

/**
 * Puts a cloud function into a folder as `npm run build` would: the source is bundled with the real wx-server-sdk
 * inside. `source` is the body of a CommonJS module in which `cloud` is the initialised SDK.
 */
export async function deployFunction(
  functionsDir: string,
  name: string,
  source: string,
  config: Record<string, unknown> = {},
): Promise<void> {
  const dir = join(functionsDir, name)
  const bundled = bundles.get(source) ?? bundle(source)
  bundles.set(source, bundled)
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'config.json'), JSON.stringify(config))
  await writeFile(join(dir, 'index.js'), await bundled)
}

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
${source}`,
      resolveDir: resolve(__dirname, '../..'),
      sourcefile: 'index.js',
    },
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  return outputFiles[0]?.text ?? ''
}
