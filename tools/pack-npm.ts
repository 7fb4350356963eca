import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'

const ROOT = 'miniprogram'
const OUT = join(ROOT, 'miniprogram_npm')

/** Packages whose built files lie in a folder that the mini program addresses as the package itself. */
const COMPONENT_PACKAGES: Record<string, string> = { '@vant/weapp': 'lib' }

function* walk(dir: string, skip: string[]): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    if (skip.includes(path)) continue
    if (statSync(path).isDirectory()) yield* walk(path, skip)
    else yield path
  }
}

/** Files that a component's file names: sub-components, scripts, styles, templates. */
function references(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const dir = dirname(file)
  switch (extname(file)) {
    case '.json': {
      const used = (JSON.parse(source) as { usingComponents?: Record<string, string> })
        .usingComponents
      return Object.values(used ?? {}).flatMap((path) => component(resolve(dir, path)))
    }
    case '.js':
      return [...source.matchAll(/(?:require\(|from )['"](\.[^'"]+)['"]/g)].map(([, path]) =>
        resolve(dir, path!.endsWith('.js') ? path! : `${path}.js`),
      )
    case '.wxss':
      return [...source.matchAll(/@import\s*["']([^"']+)["']/g)].map(([, path]) =>
        resolve(dir, path!),
      )
    case '.wxs':
      return [...source.matchAll(/require\(['"]([^'"]+)['"]\)/g)].map(([, path]) =>
        resolve(dir, path!),
      )
    case '.wxml':
      return [...source.matchAll(/<(?:import|include|wxs)[^>]*?src=["']([^"']+)["']/g)].map(
        ([, path]) => resolve(dir, path!),
      )
    default:
      return []
  }
}

const component = (base: string) =>
  ['.json', '.js', '.wxml', '.wxss'].map((end) => base + end).filter((file) => existsSync(file))

/** Every file of a package that the mini program's JSON files use, directly or through others. */
function usedFiles(packageName: string, libDir: string): string[] {
  const wanted = new Set<string>()
  const queue: string[] = []
  for (const file of walk(ROOT, [OUT, join(ROOT, 'vendor')])) {
    if (extname(file) !== '.json') continue
    const used = (
      JSON.parse(readFileSync(file, 'utf8')) as { usingComponents?: Record<string, string> }
    ).usingComponents
    for (const path of Object.values(used ?? {})) {
      if (path.startsWith(`${packageName}/`)) {
        const files = component(join(libDir, path.slice(packageName.length + 1)))
        if (files.length === 0) throw new Error(`${file}: no component ${path} in ${packageName}`)
        queue.push(...files)
      }
    }
  }
  for (let file = queue.pop(); file; file = queue.pop()) {
    const path = resolve(file)
    if (wanted.has(path) || !existsSync(path)) continue
    wanted.add(path)
    queue.push(...references(path))
  }
  return [...wanted].sort()
}

/**
 * Fills `miniprogram_npm/` as DevTools' "构建 npm" would, but only with the components in use, so that the main
 * package stays small. `project.config.json` says that npm is packed by hand.
 */
export function packNpm(): void {
  rmSync(OUT, { recursive: true, force: true })
  for (const [name, folder] of Object.entries(COMPONENT_PACKAGES)) {
    const libDir = resolve('node_modules', name, folder)
    for (const file of usedFiles(name, libDir)) {
      const target = join(OUT, name, relative(libDir, file))
      mkdirSync(dirname(target), { recursive: true })
      copyFileSync(file, target)
    }
  }
}
