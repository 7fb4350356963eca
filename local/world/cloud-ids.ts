import { createHash, randomBytes } from 'node:crypto'
import type { Chat, GroupEnterData, OpenDataKind, Person, ShareData } from './types'

const LIFE_MS = 5 * 60_000
/** Expired ones are remembered this long, to tell "expired" from "invalid". */
const MEMORY_MS = 60 * 60_000

interface Entry {
  openid: string
  data: GroupEnterData | ShareData
  expiresAt: number
}

const ERRORS = {
  invalid: { errCode: -601005, errMsg: 'invalid cloudID.' },
  expired: { errCode: -601006, errMsg: 'cloudID expired.' },
  foreign: { errCode: -601007, errMsg: 'cloudID and calling user does not match.' },
} as const

/** Opaque references to open data: 5 minutes, one person, forgotten on restart. */
export class CloudIds {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly now: () => number) {}

  mint(person: Person, chat: Chat, kind: OpenDataKind): string {
    this.forgetOld()
    const cloudId = `${this.entries.size % 100}_${randomBytes(48).toString('base64url')}`
    this.entries.set(cloudId, {
      openid: person.openid,
      data: kind === 'share' ? { openGId: chat.opengid } : enterData(person, chat, kind),
      expiresAt: this.now() + LIFE_MS,
    })
    return cloudId
  }

  resolve(
    cloudId: string,
    openid: string,
  ): { data: GroupEnterData | ShareData } | { errCode: number; errMsg: string } {
    const entry = this.entries.get(cloudId)
    if (!entry) return ERRORS.invalid
    if (entry.openid !== openid) return ERRORS.foreign
    if (entry.expiresAt <= this.now()) return ERRORS.expired
    return { data: entry.data }
  }

  clear(): void {
    this.entries.clear()
  }

  private forgetOld(): void {
    const before = this.now() - MEMORY_MS
    for (const [cloudId, entry] of this.entries) {
      if (entry.expiresAt > before) return
      this.entries.delete(cloudId)
    }
  }
}

/** A group has an opengid, a one-to-one chat a room id; `group_openid` is the person's id in this chat only. */
function enterData(person: Person, chat: Chat, kind: OpenDataKind): GroupEnterData {
  return {
    ...(chat.type === 3
      ? { opengid: chat.opengid }
      : { open_single_roomid: stableId('s', chat.chatId) }),
    ...(kind === 'enter-with-openid'
      ? { group_openid: stableId('g', `${chat.chatId}\n${person.openid}`) }
      : {}),
    chat_type: chat.type,
  }
}

function stableId(prefix: string, of: string): string {
  return prefix + createHash('sha256').update(of).digest('base64url').slice(0, 27)
}
