import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Problem } from './problem'

/** Made by the build or packed from npm: read for what it offers, not judged. */
const FOREIGN = /^(miniprogram_npm|vendor)\//
const TEXT = new Set(['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs'])

/** A mini program's files, read once. Paths are relative to its root, with `/`. */
export interface Sources {
  /** `miniprogramRoot`, relative to the project; empty when they are one. */
  root: string
  project: Record<string, unknown>
  files: ReadonlySet<string>
  /** Files to judge: those that were written here. */
  own: readonly string[]
  read(path: string): string
  has(path: string): boolean
  /** Path as a problem names it. */
  named(path: string): string
}

function* walk(dir: string, prefix = ''): Generator<string> {
  for (const name of readdirSync(dir)) {
    if (name === 'node_modules') continue
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* walk(path, `${prefix}${name}/`)
    else yield `${prefix}${name}`
  }
}

/** @throws Error when there is no `project.config.json`, or the folder that it names is missing. */
export function readSources(projectDir: string): Sources {
  const projectFile = join(projectDir, 'project.config.json')
  if (!existsSync(projectFile)) throw new Error(`${projectDir} has no project.config.json`)
  const project = JSON.parse(readFileSync(projectFile, 'utf8')) as Record<string, unknown>
  const named = project['miniprogramRoot']
  const root = typeof named === 'string' ? named.replace(/^\.?\/|\/$/g, '') : ''
  const dir = join(projectDir, root)
  const files = new Set(walk(dir))
  const texts = new Map<string, string>()
  return {
    root,
    project,
    files,
    own: [...files].filter((path) => !FOREIGN.test(path) && TEXT.has(extname(path))).sort(),
    has: (path) => files.has(path),
    named: (path) => (root ? `${root}/${path}` : path),
    read(path) {
      const known = texts.get(path)
      if (known !== undefined) return known
      const text = readFileSync(join(dir, path), 'utf8')
      texts.set(path, text)
      return text
    },
  }
}

export const isForeign = (path: string): boolean => FOREIGN.test(path)

/** JSON of a file, or a problem. WeChat's parser takes neither comments nor trailing commas. */
export function readJson(
  sources: Sources,
  path: string,
  problems: Problem[],
): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sources.read(path))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
    problems.push({ rule: 'json', file: sources.named(path), message: 'is not an object' })
  } catch (error) {
    problems.push({ rule: 'json', file: sources.named(path), message: (error as Error).message })
  }
  return null
}

/** Resolves `path` as the file at `from` names it: `/` is the mini program's root. Null when it leads outside. */
export function resolveFrom(from: string, path: string): string | null {
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}
