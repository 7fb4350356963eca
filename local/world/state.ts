import type { CardStatus, Chat, Message, Person, ServiceNotice } from './types'

/** One change of the world, as the journal keeps it. */
export type WorldEntry =
  | { kind: 'person'; person: Person }
  | { kind: 'chat'; chat: Chat }
  | { kind: 'joined'; chatId: string; personId: string }
  | { kind: 'message'; message: Message }
  | { kind: 'cards'; change: Pick<CardStatus, 'activityId' | 'state' | 'parameters' | 'at'> }
  /** A notice that reached a person and spent one credit. */
  | { kind: 'notice'; notice: ServiceNotice }
  | { kind: 'accepted'; personId: string; templateId: string; count: number }

/** Everything the small WeChat remembers, and how each change alters it. */
export class WorldState {
  readonly people = new Map<string, Person>()
  readonly personIds = new Map<string, string>()
  readonly chats = new Map<string, Chat>()
  readonly messages = new Map<string, Message[]>()
  readonly notices = new Map<string, ServiceNotice[]>()
  private readonly credits = new Map<string, number>()

  apply(entry: WorldEntry): void {
    switch (entry.kind) {
      case 'person':
        this.people.set(entry.person.personId, entry.person)
        this.personIds.set(entry.person.openid, entry.person.personId)
        break
      case 'chat':
        this.chats.set(entry.chat.chatId, entry.chat)
        break
      case 'joined':
        this.join(entry.chatId, entry.personId)
        break
      case 'message':
        append(this.messages, entry.message.chatId, entry.message)
        break
      case 'cards':
        this.changeCards(entry.change)
        break
      case 'notice':
        append(this.notices, entry.notice.personId, entry.notice)
        this.addCredits(entry.notice.personId, entry.notice.templateId, -1)
        break
      case 'accepted':
        this.addCredits(entry.personId, entry.templateId, entry.count)
        break
    }
  }

  creditsOf(personId: string, templateId: string): number {
    return this.credits.get(creditKey(personId, templateId)) ?? 0
  }

  clear(): void {
    for (const map of [this.people, this.personIds, this.chats, this.messages]) map.clear()
    this.notices.clear()
    this.credits.clear()
  }

  /** The shortest list of changes that leads to this state. */
  *snapshot(): Generator<WorldEntry> {
    for (const person of this.people.values()) yield { kind: 'person', person }
    for (const chat of this.chats.values()) yield { kind: 'chat', chat }
    for (const list of this.messages.values()) {
      for (const message of list) yield { kind: 'message', message }
    }
    for (const list of this.notices.values()) {
      for (const notice of list) {
        yield { kind: 'accepted', ...credit(notice.personId, notice.templateId, 1) }
        yield { kind: 'notice', notice }
      }
    }
    for (const [key, count] of this.credits) {
      const [personId = '', templateId = ''] = JSON.parse(key) as string[]
      if (count > 0) yield { kind: 'accepted', ...credit(personId, templateId, count) }
    }
  }

  cardsOf(activityId: string): Message[] {
    return [...this.messages.values()].flat().filter(({ body }) => {
      return body.kind === 'card' && body.card.status?.activityId === activityId
    })
  }

  private changeCards(change: Omit<CardStatus, 'templateId'>): void {
    const changed = new Set(this.cardsOf(change.activityId))
    for (const [chatId, list] of this.messages) {
      if (!list.some((message) => changed.has(message))) continue
      this.messages.set(
        chatId,
        list.map((message) => (changed.has(message) ? withStatus(message, change) : message)),
      )
    }
  }

  private join(chatId: string, personId: string): void {
    const chat = this.chats.get(chatId)
    if (!chat || chat.personIds.includes(personId)) return
    this.chats.set(chatId, { ...chat, personIds: [...chat.personIds, personId] })
  }

  private addCredits(personId: string, templateId: string, count: number): void {
    const key = creditKey(personId, templateId)
    this.credits.set(key, (this.credits.get(key) ?? 0) + count)
  }
}

function withStatus(message: Message, change: Omit<CardStatus, 'templateId'>): Message {
  const { body } = message
  if (body.kind !== 'card' || !body.card.status) return message
  const { status } = body.card
  const parameters = { ...status.parameters, ...change.parameters }
  return {
    ...message,
    body: { ...body, card: { ...body.card, status: { ...status, ...change, parameters } } },
  }
}

const creditKey = (personId: string, templateId: string): string =>
  JSON.stringify([personId, templateId])

const credit = (personId: string, templateId: string, count: number) => ({
  personId,
  templateId,
  count,
})

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
