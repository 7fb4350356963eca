import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What the phones of one environment remember besides the small WeChat's own data. */
interface StateFile {
  /** Names this data set: browsers key their storage by it, so that a reset also empties the phones. */
  environmentId: string
  /** Messages older than this count as read by everybody: a past is not a pile of unread messages. */
  unreadSince: number
  /** personId → chatId → time of the newest message seen. `notices` stands for 服务通知. */
  read: Record<string, Record<string, number>>
  /** personId → settings a mini program can read, such as kept subscription answers. */
  settings: Record<string, Record<string, unknown>>
  /** personId → time the mini program was last used. */
  usedAt: Record<string, number>
}

/** What arrived in the day before an environment began still shows as unread. */
const UNREAD_FROM_MS = 24 * 3600_000

/** A small JSON file, written whole and renamed, so that a kill leaves the old or the new one. */
export class PhoneState {
  readonly #file: string
  #data: StateFile

  constructor(file: string) {
    this.#file = file
    this.#data = this.#load()
  }

  get environmentId(): string {
    return this.#data.environmentId
  }

  readUpTo(personId: string, chatId: string): number {
    return this.#data.read[personId]?.[chatId] ?? this.#data.unreadSince
  }

  markRead(personId: string, chatId: string, at: number): void {
    if (this.readUpTo(personId, chatId) >= at) return
    ;(this.#data.read[personId] ??= {})[chatId] = at
    this.#save()
  }

  settings(personId: string): Record<string, unknown> {
    return this.#data.settings[personId] ?? {}
  }

  setSettings(personId: string, patch: Record<string, unknown>): void {
    this.#data.settings[personId] = { ...this.settings(personId), ...patch }
    this.#save()
  }

  usedAt(personId: string): number | undefined {
    return this.#data.usedAt[personId]
  }

  markUsed(personId: string, at: number): void {
    this.#data.usedAt[personId] = at
    this.#save()
  }

  #load(): StateFile {
    const fresh = {
      environmentId: randomBytes(6).toString('hex'),
      unreadSince: Date.now() - UNREAD_FROM_MS,
      read: {},
      settings: {},
      usedAt: {},
    }
    try {
      return { ...fresh, ...(JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<StateFile>) }
    } catch {
      this.#data = fresh
      this.#save()
      return fresh
    }
  }

  #save(): void {
    mkdirSync(dirname(this.#file), { recursive: true })
    const draft = `${this.#file}.new`
    writeFileSync(draft, JSON.stringify(this.#data))
    renameSync(draft, this.#file)
  }
}
