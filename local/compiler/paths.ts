import type { SourceFiles } from './files'

/** Joins and normalises below the mini-program root: no leading slash, no `.` or `..`. */
export function normalizePath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

export function dirname(path: string): string {
  const end = path.lastIndexOf('/')
  return end < 0 ? '' : path.slice(0, end)
}

/** `/x` from the root, anything else from the folder of `from`. */
export function resolvePath(request: string, from: string): string {
  return normalizePath(request.startsWith('/') ? request : `${dirname(from)}/${request}`)
}

/** Folders `miniprogram_npm` that a file sees, nearest first. */
function npmFolders(from: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    folders.push(folder ? `${folder}/miniprogram_npm` : 'miniprogram_npm')
    if (!folder) return folders
  }
}

/** `resolveAlias` of app.json: `{ "~/*": "/*", "@utils/*": "utils/*" }`. */
export function applyAlias(request: string, aliases: Readonly<Record<string, string>>): string {
  for (const [pattern, target] of Object.entries(aliases)) {
    if (pattern.endsWith('/*')) {
      const prefix = pattern.slice(0, -1)
      if (request.startsWith(prefix)) {
        return `/${normalizePath(target.replace(/\*$/, '') + request.slice(prefix.length))}`
      }
    } else if (request === pattern) return `/${normalizePath(target)}`
  }
  return request
}

const SCRIPT_SUFFIXES = ['', '.ts', '.js', '.json', '/index.ts', '/index.js']

function firstFile(files: SourceFiles, base: string, suffixes: readonly string[]): string | null {
  for (const suffix of suffixes) {
    if (files.exists(base + suffix)) return base + suffix
  }
  return null
}

/**
 * File a `require` means: relative, absolute from the root, or a package in the nearest `miniprogram_npm`.
 * A plain name is looked for beside the file last, as older mini programs write `require('util')`.
 */
export function resolveScript(
  files: SourceFiles,
  request: string,
  from: string,
  aliases: Readonly<Record<string, string>> = {},
): string | null {
  const wanted = applyAlias(request, aliases)
  if (wanted.startsWith('/') || wanted.startsWith('.')) {
    const base = resolvePath(wanted, from)
    const found = firstFile(files, base, SCRIPT_SUFFIXES)
    // TypeScript sources may name the compiled file.
    return found ?? (base.endsWith('.js') ? firstFile(files, base.slice(0, -3), ['.ts']) : null)
  }
  for (const folder of npmFolders(from)) {
    const found = firstFile(files, `${folder}/${wanted}`, SCRIPT_SUFFIXES)
    if (found) return found
  }
  return firstFile(files, resolvePath(wanted, from), SCRIPT_SUFFIXES)
}

/** Path (without extension) of the component that a `usingComponents` entry means, or null. */
export function resolveComponent(
  files: SourceFiles,
  request: string,
  from: string,
  aliases: Readonly<Record<string, string>> = {},
): string | null {
  const wanted = applyAlias(request, aliases).replace(/\.(json|js|ts|wxml)$/, '')
  const bases = [resolvePath(wanted, from)]
  if (!/^[./]/.test(wanted)) bases.push(...npmFolders(from).map((folder) => `${folder}/${wanted}`))
  for (const base of bases) {
    for (const path of [base, `${base}/index`]) {
      if (files.exists(`${path}.json`) || files.exists(`${path}.wxml`)) return path
    }
  }
  return null
}
