import { build } from 'esbuild'
import { join } from 'node:path'

/** The browser-side agent as one script, injected into every frame before that frame's own scripts. */
export async function bundleAgent(root: string): Promise<string> {
  const result = await build({
    entryPoints: [join(root, 'local/phone/automation/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome100',
    logLevel: 'silent',
  })
  const [file] = result.outputFiles
  if (!file) throw new Error('esbuild made no automation agent')
  return file.text
}
