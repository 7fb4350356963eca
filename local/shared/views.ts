/**
 * What the local server sends to phones. Pure types, shared by Node (`local/server`) and the browser
 * (`local/phone/frame`). Nothing here holds an openid.
 */
import type { ChatType, Message, ServiceNotice, WorldEvent } from '../world/types'

/** A person as others see them. */
export interface PersonView {
  personId: string
  nickname: string
  note?: string
}

export interface ChatView {
  chatId: string
  type: ChatType
  name: string
  members: PersonView[]
  last: Message | null
  unread: number
  /** Someone mentioned me in what I have not read. */
  mentioned: boolean
}

/** What a phone shows first. */
export interface InboxView {
  me: PersonView
  chats: ChatView[]
  notices: { last: ServiceNotice | null; unread: number }
  /** When this person last used the mini program. */
  usedAt: number | null
}

/** A subscription message template as it is registered in the mini program's console. */
export interface MessageTemplate {
  id: string
  title: string
  /** Keyword name → label, in the order shown: `{ thing1: '事项' }`. */
  fields: Record<string, string>
}

/** What a page needs to start. */
export interface PageConfig {
  people: PersonView[]
  /** Who holds the phones of the wall by default. */
  wall: string[]
  appName: string
  /** What the wall says above the phones, e.g. where to begin. */
  hint: string | null
  appid: string
  /** Names the data set: browsers key their storage by it, so that a reset also empties the phones. */
  environmentId: string
  /** Why the mini program does not compile, while it does not. */
  broken: string | null
}

/** What a phone is told over its WebSocket. */
export type LiveEvent =
  | WorldEvent
  /** The mini program was rebuilt: reload it and keep the page. */
  | { kind: 'reload' }
  /** It could not be rebuilt; the one before keeps running. */
  | { kind: 'broken'; text: string }
