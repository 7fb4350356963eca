import { build } from 'esbuild'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import type { Finding } from './finding'

export type { AuditRule, Finding } from './finding'

let bundled: Promise<string> | undefined

/** The browser-side audits as one script. */
async function bundle(root: string): Promise<string> {
  const result = await build({
    entryPoints: [join(root, 'tools/audit/browser/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome100',
    logLevel: 'silent',
  })
  const [file] = result.outputFiles
  if (!file) throw new Error('esbuild made no audit script')
  return file.text
}

/** Measures the page on top of a mini program's frame as it is drawn now. */
export async function auditFrame(frame: Frame, root: string): Promise<Finding[]> {
  bundled ??= bundle(root)
  await frame.evaluate(await bundled)
  return await frame.evaluate(() => window.__audit?.() ?? [])
}
