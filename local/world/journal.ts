import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * An append-only file of JSON lines. A record is in the operating system's hands before `append` returns, so it
 * survives the death of the process; it reaches the disk a moment later. A line cut off by a crash is dropped on open.
 */
export class Journal<Entry> {
  private descriptor: number
  private size: number
  private syncing = false

  /** Records found on open, to be replayed by the owner. */
  readonly entries: Entry[]
  /** Bytes of a cut-off last line that were dropped, 0 in the normal case. */
  readonly droppedBytes: number

  /** @throws Error naming file and line when a complete line is not JSON */
  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true })
    const bytes = readIfThere(file)
    const complete = bytes.lastIndexOf(0x0a) + 1
    this.entries = parseLines<Entry>(file, bytes.toString('utf8', 0, complete))
    this.droppedBytes = bytes.length - complete
    this.size = complete
    this.descriptor = openSync(file, 'a')
    if (this.droppedBytes > 0) ftruncateSync(this.descriptor, complete)
  }

  /** @throws Error when the disk refuses; the file then is as it was before */
  append(entry: Entry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`)
    try {
      writeAll(this.descriptor, line)
    } catch (error) {
      ftruncateSync(this.descriptor, this.size)
      throw error
    }
    this.size += line.length
    this.syncSoon()
  }

  /** Replaces the whole file by other records, at once. */
  rewrite(entries: Iterable<Entry>): void {
    const temporary = `${this.file}.new`
    const text = Buffer.from([...entries].map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    const descriptor = openSync(temporary, 'w')
    try {
      writeAll(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, this.file)
    closeSync(this.descriptor)
    this.descriptor = openSync(this.file, 'a')
    this.size = text.length
  }

  close(): void {
    if (this.descriptor < 0) return
    fsyncSync(this.descriptor)
    closeSync(this.descriptor)
    this.descriptor = -1
  }

  /** One sync at a time, for all records appended meanwhile. */
  private syncSoon(): void {
    if (this.syncing) return
    this.syncing = true
    setImmediate(() => {
      if (this.descriptor < 0) return
      fdatasync(this.descriptor, () => {
        this.syncing = false
      })
    }).unref()
  }
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

function parseLines<Entry>(file: string, text: string): Entry[] {
  const lines = text === '' ? [] : text.slice(0, -1).split('\n')
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as Entry
    } catch {
      throw new Error(`${file}:${index + 1} is damaged`)
    }
  })
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written)
  }
}
