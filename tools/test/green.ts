import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What is made on the machine and not written by people. */
const MADE = new Set(['node_modules', 'miniprogram_npm', '.cache', '.local', 'dist'])

/** Every file at or below these paths, in an order that is the same on all machines. @throws Error for a missing path */
function filesIn(root: string, paths: readonly string[]): string[] {
  return paths
    .flatMap((path) => {
      const full = join(root, path)
      if (!statSync(full).isDirectory()) return [path]
      const names = readdirSync(full).filter((name) => !MADE.has(name))
      return filesIn(
        root,
        names.map((name) => `${path}/${name}`),
      )
    })
    .sort()
}

/** A fingerprint of the files, and of the machine's Node, at or below some paths. */
export function fingerprint(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform}`)
  for (const file of new Set(filesIn(root, paths))) {
    const content = readFileSync(join(root, file))
    hash.update(`\0${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Remembers with which files a part was green last. A file that cannot be read means that nothing is known. */
export class GreenRuns {
  readonly #file: string
  readonly #known: Record<string, string>

  constructor(file: string) {
    this.#file = file
    this.#known = read(file)
  }

  has(part: string, print: string): boolean {
    return Object.hasOwn(this.#known, part) && this.#known[part] === print
  }

  /** A red run is forgotten, so that it runs again even when its change is taken back. */
  keep(part: string, print: string | undefined): void {
    if (print === undefined) Reflect.deleteProperty(this.#known, part)
    else this.#known[part] = print
    mkdirSync(dirname(this.#file), { recursive: true })
    writeFileSync(this.#file, JSON.stringify(this.#known, null, 2))
  }
}

function read(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
