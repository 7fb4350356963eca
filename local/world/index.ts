import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { CloudIds } from './cloud-ids'
import { Journal } from './journal'
import { WorldState, type WorldEntry } from './state'
import { invalidField, type SubscribeTemplate } from './subscriptions'
import type { Chat, Message, Person, ServiceNotice, World, WorldEvent, OpenDataKind } from './types'

export type * from './types'
export type { SubscribeTemplate } from './subscriptions'

export interface WorldOptions {
  /** Folder of the journal. Created when missing; one process at a time. */
  dir: string
  appid: string
  /** Epoch ms; the system's when absent. */
  now?: () => number
  /** The account's subscription templates; when given, other ids answer 40037 and their fields are required. */
  templates?: SubscribeTemplate[]
  /** Gets one line per noteworthy event. */
  log?: (line: string) => void
}

/** More changes in the journal than this beyond twice the needed ones: it is rewritten on open. */
const SLACK_ENTRIES = 1000
const DEFAULT_MESSAGES = 200

/** Opens the small WeChat kept in a folder; a new folder is an empty one. */
export function openWorld(options: WorldOptions): Promise<World> {
  return new Promise((resolve) => {
    resolve(new LocalWorld(options))
  })
}

class LocalWorld implements World {
  readonly appid: string
  private readonly state = new WorldState()
  private readonly journal: Journal<WorldEntry>
  private readonly cloudIds: CloudIds
  private readonly now: () => number
  private readonly templates: Map<string, SubscribeTemplate> | undefined
  private entryCount = 0
  private readonly listeners = new Set<(event: WorldEvent) => void>()

  constructor(options: WorldOptions) {
    this.appid = options.appid
    this.now = options.now ?? Date.now
    this.templates =
      options.templates && new Map(options.templates.map((entry) => [entry.templateId, entry]))
    this.cloudIds = new CloudIds(this.now)
    this.journal = new Journal(join(options.dir, 'world.jsonl'))
    for (const entry of this.journal.entries.splice(0)) this.replay(entry)
    if (this.journal.droppedBytes > 0) {
      options.log?.(`world: dropped ${this.journal.droppedBytes} bytes of an unfinished record`)
    }
    this.compact()
  }

  people(): Person[] {
    return [...this.state.people.values()]
  }

  person(personId: string): Person | undefined {
    return this.state.people.get(personId)
  }

  personByOpenid(openid: string): Person | undefined {
    return this.state.people.get(this.state.personIds.get(openid) ?? '')
  }

  addPerson(given: Parameters<World['addPerson']>[0]): Person {
    const person: Person = {
      personId: given.personId ?? newId('p'),
      openid: given.openid ?? `o${randomBytes(21).toString('base64url').slice(0, 27)}`,
      nickname: given.nickname,
      ...(given.note !== undefined && { note: given.note }),
    }
    if (this.state.people.has(person.personId)) throw taken('person', person.personId)
    if (this.state.personIds.has(person.openid)) throw taken('openid', person.openid)
    this.record({ kind: 'person', person })
    return person
  }

  chats(personId?: string): Chat[] {
    const all = [...this.state.chats.values()]
    return personId === undefined ? all : all.filter((chat) => chat.personIds.includes(personId))
  }

  chat(chatId: string): Chat | undefined {
    return this.state.chats.get(chatId)
  }

  addChat(given: Parameters<World['addChat']>[0]): Chat {
    const type = given.type ?? 3
    const chat: Chat = {
      chatId: given.chatId ?? newId('c'),
      type,
      name: given.name,
      opengid: type === 3 ? (given.opengid ?? newId('tG')) : '',
      personIds: [...new Set(given.personIds)],
    }
    if (this.state.chats.has(chat.chatId)) throw taken('chat', chat.chatId)
    for (const personId of chat.personIds) this.needPerson(personId)
    this.record({ kind: 'chat', chat })
    this.emit({ kind: 'chats' })
    return chat
  }

  addToChat(chatId: string, personId: string): void {
    const person = this.needPerson(personId)
    if (this.needChat(chatId).personIds.includes(personId)) return
    this.record({ kind: 'joined', chatId, personId })
    this.emit({ kind: 'chats' })
    this.post(chatId, null, { kind: 'system', text: `${person.nickname} 加入了群聊` })
  }

  messages(chatId: string, limit = DEFAULT_MESSAGES): Message[] {
    return limit <= 0 ? [] : (this.state.messages.get(chatId) ?? []).slice(-limit)
  }

  post(chatId: string, personId: string | null, body: Message['body'], at?: number): Message {
    const chat = this.needChat(chatId)
    if (personId !== null && !chat.personIds.includes(personId)) throw notIn(personId, chatId)
    const message = { messageId: newId('m'), chatId, personId, body, at: at ?? this.now() }
    this.record({ kind: 'message', message })
    this.emit({ kind: 'message', message })
    return message
  }

  updateCards(...[activityId, state, parameters]: Parameters<World['updateCards']>): number {
    const count = this.state.cardsOf(activityId).length
    if (count === 0) return 0
    this.record({ kind: 'cards', change: { activityId, state, parameters, at: this.now() } })
    this.emit({ kind: 'chats' })
    return count
  }

  notices(personId: string): ServiceNotice[] {
    return [...(this.state.notices.get(personId) ?? [])]
  }

  mintCloudId(personId: string, chatId: string, kind: OpenDataKind = 'enter'): string {
    const chat = this.needChat(chatId)
    if (!chat.personIds.includes(personId)) throw notIn(personId, chatId)
    return this.cloudIds.mint(this.needPerson(personId), chat, kind)
  }

  resolveCloudId(cloudId: string, openid: string): ReturnType<World['resolveCloudId']> {
    return this.cloudIds.resolve(cloudId, openid)
  }

  recordSubscription(...[personId, decisions]: Parameters<World['recordSubscription']>): void {
    this.needPerson(personId)
    for (const [templateId, decision] of Object.entries(decisions)) {
      if (decision === 'accept') this.record({ kind: 'accepted', personId, templateId, count: 1 })
    }
  }

  credits(personId: string, templateId: string): number {
    return this.state.creditsOf(personId, templateId)
  }

  sendSubscribeMessage(
    message: Parameters<World['sendSubscribeMessage']>[0],
  ): ReturnType<World['sendSubscribeMessage']> {
    const { templateId, page, data } = message
    const person = this.personByOpenid(message.openid)
    if (!person) return { errCode: 40003, errMsg: 'invalid openid' }
    const template = this.templates?.get(templateId)
    if (this.templates && !template) return { errCode: 40037, errMsg: 'invalid template_id' }
    const invalid = invalidField(data, template)
    if (invalid) return { errCode: 47003, errMsg: `argument invalid! ${invalid}` }
    if (this.credits(person.personId, templateId) <= 0) {
      return { errCode: 43101, errMsg: 'user refuse to accept the msg' }
    }
    const { personId } = person
    const notice = { noticeId: newId('n'), personId, templateId, data, page, at: this.now() }
    this.record({ kind: 'notice', notice })
    this.emit({ kind: 'notice', notice })
    return { errCode: 0, errMsg: 'ok' }
  }

  onEvent(listener: (event: WorldEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  reset(): void {
    this.journal.rewrite([])
    this.state.clear()
    this.cloudIds.clear()
    this.emit({ kind: 'chats' })
  }

  close(): Promise<void> {
    this.listeners.clear()
    this.journal.close()
    return Promise.resolve()
  }

  /** Journal first: what cannot be kept does not happen. */
  private record(entry: WorldEntry): void {
    this.journal.append(entry)
    this.replay(entry)
  }

  private replay(entry: WorldEntry): void {
    this.entryCount += 1
    this.state.apply(entry)
  }

  private compact(): void {
    const needed = [...this.state.snapshot()]
    if (this.entryCount > 2 * needed.length + SLACK_ENTRIES) this.journal.rewrite(needed)
  }

  private emit(event: WorldEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  private needPerson(personId: string): Person {
    const person = this.state.people.get(personId)
    if (!person) throw new Error(`there is no person ${personId}`)
    return person
  }

  private needChat(chatId: string): Chat {
    const chat = this.state.chats.get(chatId)
    if (!chat) throw new Error(`there is no chat ${chatId}`)
    return chat
  }
}

function newId(prefix: string): string {
  return `${prefix}${randomBytes(12).toString('base64url')}`
}

function taken(what: string, id: string): Error {
  return new Error(`${what} ${id} exists already`)
}

function notIn(personId: string, chatId: string): Error {
  return new Error(`${personId} is not in the chat ${chatId}`)
}
