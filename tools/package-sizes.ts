import { transformSync } from 'esbuild'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const ROOT = 'miniprogram'
const KB = 1024

/** Budgets in KB, far below WeChat's 2 MB a package: what counts is how fast a card opens. */
export const BUDGET = { main: 450, subpackage: 300 }

/** Kinds of files that reach a phone; sources of types do not. */
const SHIPPED = new Set(['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs', '.png', '.jpg', '.svg'])
const LEFT_OUT = /(^|\/)(tsconfig\.json|.*\.d\.ts)$/

export interface PackageSize {
  name: string
  /** Bytes as compiled: scripts transpiled and minified as on upload, everything else as it stands. */
  bytes: number
  budget: number
}

function* files(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* files(path)
    else if (SHIPPED.has(extname(path)) && !LEFT_OUT.test(path.split(sep).join('/'))) yield path
  }
}

function compiledSize(path: string): number {
  const source = readFileSync(path)
  const ext = extname(path)
  if (ext === '.json') return JSON.stringify(JSON.parse(source.toString())).length
  if (ext !== '.ts' && ext !== '.js') return source.length
  const { code } = transformSync(source.toString(), {
    loader: ext === '.ts' ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2018',
    minify: true,
  })
  return Buffer.byteLength(code)
}

/** Sizes of the main package and of every subpackage of app.json. */
export function packageSizes(): PackageSize[] {
  const app = JSON.parse(readFileSync(join(ROOT, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[]
    subpackages?: { root: string }[]
  }
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) =>
    root.replace(/\/$/, ''),
  )
  const sizes = new Map<string, number>([
    ['(main)', 0],
    ...roots.map((root) => [root, 0] as [string, number]),
  ])
  for (const file of files(ROOT)) {
    const path = relative(ROOT, file).split(sep).join('/')
    const name = roots.find((root) => path.startsWith(`${root}/`)) ?? '(main)'
    sizes.set(name, (sizes.get(name) ?? 0) + compiledSize(file))
  }
  return [...sizes].map(([name, bytes]) => ({
    name,
    bytes,
    budget: (name === '(main)' ? BUDGET.main : BUDGET.subpackage) * KB,
  }))
}
