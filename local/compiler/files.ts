import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

interface Cached {
  stamp: string
  version: number
  bytes: Buffer
  text: string | undefined
}

/**
 * The mini program's files by path from its root (no leading slash), re-read when their time stamp or size changed.
 * `version` grows with every change, so that whatever was derived from a file can be kept as long as it is the same.
 */
export class SourceFiles {
  readonly root: string
  readonly #cache = new Map<string, Cached>()
  readonly #exists = new Map<string, boolean>()
  #nextVersion = 1

  constructor(root: string) {
    this.root = root
  }

  /** Forgets which files exist and which were looked at; called at the start of a build. */
  refresh(): void {
    this.#exists.clear()
    this.#fresh.clear()
  }

  readonly #fresh = new Set<string>()

  exists(path: string): boolean {
    const known = this.#exists.get(path)
    if (known !== undefined) return known
    const is = statSync(join(this.root, path), { throwIfNoEntry: false })?.isFile() ?? false
    this.#exists.set(path, is)
    return is
  }

  #load(path: string): Cached {
    const cached = this.#cache.get(path)
    if (cached && this.#fresh.has(path)) return cached
    const file = join(this.root, path)
    const { mtimeMs, size, ino } = statSync(file)
    const stamp = `${mtimeMs}:${size}:${ino}`
    this.#fresh.add(path)
    if (cached?.stamp === stamp) return cached
    const bytes = readFileSync(file)
    const same = cached && cached.bytes.equals(bytes)
    const version = same ? cached.version : this.#nextVersion++
    const loaded = { stamp, version, bytes, text: undefined }
    this.#cache.set(path, loaded)
    return loaded
  }

  version(path: string): number {
    return this.#load(path).version
  }

  bytes(path: string): Buffer {
    return this.#load(path).bytes
  }

  text(path: string): string {
    const loaded = this.#load(path)
    loaded.text ??= loaded.bytes.toString('utf8').replace(/^\uFEFF/, '')
    return loaded.text
  }

  /** All files below the root, `node_modules` and hidden ones left out. */
  list(): string[] {
    const found: string[] = []
    const visit = (folder: string): void => {
      for (const entry of readdirSync(join(this.root, folder), { withFileTypes: true })) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        const path = folder ? `${folder}/${entry.name}` : entry.name
        if (entry.isDirectory()) visit(path)
        else found.push(path)
      }
    }
    visit('')
    return found
  }
}

/** Keeps the result of a pure step as long as the version of its input is the same. */
export class VersionedCache<T> {
  readonly #entries = new Map<string, { key: string; value: T }>()

  get(path: string, key: string, make: () => T): T {
    const entry = this.#entries.get(path)
    if (entry?.key === key) return entry.value
    const value = make()
    this.#entries.set(path, { key, value })
    return value
  }

  delete(path: string): void {
    this.#entries.delete(path)
  }
}
