import { build } from 'esbuild'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { HttpError, type Answer } from './http'

/** Browser entries by the name they are served under, e.g. `/assets/phone.js`. */
const ENTRIES: Readonly<Record<string, string>> = {
  wall: 'local/phone/frame/wall/main.ts',
  phone: 'local/phone/frame/main.ts',
  'wall-style': 'local/phone/frame/styles/wall.css',
  'phone-style': 'local/phone/frame/styles/phone.css',
  miniprogram: 'local/phone/miniprogram.ts',
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json; charset=utf-8',
}

export interface Assets {
  get(name: string): Answer
}

/** Bundles the browser code of the phone once and keeps it in memory. */
export async function buildAssets(root: string): Promise<Assets> {
  const entryPoints = Object.entries(ENTRIES)
    .map(([out, file]) => ({ out, in: join(root, file) }))
    .filter((entry) => existsSync(entry.in))
  const result = await build({
    entryPoints,
    outdir: join(root, '.cache/assets'),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome100',
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['/fonts/*'],
    logLevel: 'silent',
  })
  const files = new Map(
    result.outputFiles.map((file) => {
      const name = file.path.slice(file.path.lastIndexOf('/assets/') + '/assets/'.length)
      return [name, file.contents] as const
    }),
  )
  return {
    get(name) {
      const body = files.get(name)
      if (!body) throw new HttpError(404, 'no such asset')
      return { type: TYPES[name.split('.').pop() ?? ''] ?? 'application/octet-stream', body }
    },
  }
}
