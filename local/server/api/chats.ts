import type { ChatView, InboxView, PersonView } from '../../shared/views'
import type { Card, Chat, Person } from '../../world/types'
import type { ApiCall, ApiContext, Routes } from '../context'
import { HttpError, text } from '../http'

/** How far back a phone can scroll a chat. */
export const MESSAGES_SHOWN = 200

export const personView = (person: Person): PersonView => ({
  personId: person.personId,
  nickname: person.nickname,
  ...(person.note ? { note: person.note } : {}),
})

/**
 * The chat a call names, when the caller is in it.
 * @throws HttpError 404 for a chat that is not there or not theirs: the two are not told apart.
 */
export function ownChat({ context, person }: ApiCall, chatId: string): Chat {
  const chat = context.world.chat(chatId)
  if (!chat?.personIds.includes(person.personId)) throw new HttpError(404, 'no such chat')
  return chat
}

function membersOf(context: ApiContext, chat: Chat): PersonView[] {
  return chat.personIds.flatMap((id) => {
    const person = context.world.person(id)
    return person ? [personView(person)] : []
  })
}

function chatView(call: ApiCall, chat: Chat): ChatView {
  const { context, person } = call
  const seen = context.state.readUpTo(person.personId, chat.chatId)
  const messages = context.world.messages(chat.chatId, MESSAGES_SHOWN)
  const fresh = messages.filter((one) => one.at > seen && one.personId !== person.personId)
  const mentioned = fresh.some(
    ({ body }) => body.kind === 'text' && body.mention?.includes(person.personId),
  )
  const other = chat.personIds.find((id) => id !== person.personId)
  const name =
    chat.type === 1 && other ? (context.world.person(other)?.nickname ?? chat.name) : chat.name
  return {
    chatId: chat.chatId,
    type: chat.type,
    name,
    members: membersOf(context, chat),
    last: messages.at(-1) ?? null,
    unread: fresh.filter(({ body }) => body.kind !== 'system').length,
    mentioned,
  }
}

/** What a phone shows first: me, my chats by their newest message, my service notices. */
function inbox(call: ApiCall): InboxView {
  const { context, person } = call
  const chats = context.world.chats(person.personId).map((chat) => chatView(call, chat))
  chats.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
  const notices = context.world.notices(person.personId)
  const seen = context.state.readUpTo(person.personId, 'notices')
  return {
    me: personView(person),
    chats,
    notices: {
      last: [...notices].sort((a, b) => a.at - b.at).at(-1) ?? null,
      unread: notices.filter((one) => one.at > seen).length,
    },
    usedAt: context.state.usedAt(person.personId) ?? null,
  }
}

/** Only what `onShareAppMessage` may decide gets on a card. */
export function cardOf(value: unknown, now: number): Card {
  if (typeof value !== 'object' || value === null) throw new HttpError(400, '"card" is missing')
  const card = value as Record<string, unknown>
  const path = typeof card['path'] === 'string' ? card['path'].replace(/^\/+/, '') : ''
  const imageUrl = typeof card['imageUrl'] === 'string' ? card['imageUrl'] : ''
  if (path.length > 1024 || imageUrl.length > 2048) throw new HttpError(400, 'card is too long')
  return {
    title: String(card['title'] ?? '').slice(0, 200),
    path,
    withShareTicket: card['withShareTicket'] === true,
    ...(imageUrl ? { imageUrl } : {}),
    ...statusOf(card['status'], now),
  }
}

/** What a dynamic card begins with; names and values are texts. */
function statusOf(value: unknown, now: number): Pick<Card, 'status'> {
  if (typeof value !== 'object' || value === null) return {}
  const { activityId, templateId, parameters } = value as Record<string, unknown>
  if (typeof activityId !== 'string' || activityId === '') return {}
  const pairs = Object.entries((parameters ?? {}) as Record<string, unknown>).slice(0, 10)
  const texts = pairs.map(([name, text]) => [name.slice(0, 40), String(text).slice(0, 200)])
  return {
    status: {
      activityId: activityId.slice(0, 200),
      templateId: String(templateId ?? '').slice(0, 100),
      state: 0,
      parameters: Object.fromEntries(texts) as Record<string, string>,
      at: now,
    },
  }
}

export const chatRoutes: Routes = {
  inbox,
  messages(call) {
    const chat = ownChat(call, text(call.body, 'chatId'))
    const messages = call.context.world.messages(chat.chatId, MESSAGES_SHOWN)
    return { chat: chatView(call, chat), messages }
  },
  markRead(call) {
    const chatId = text(call.body, 'chatId')
    if (chatId !== 'notices') ownChat(call, chatId)
    call.context.state.markRead(call.person.personId, chatId, call.context.now())
    return {}
  },
  send(call) {
    const chat = ownChat(call, text(call.body, 'chatId'))
    const mention = call.body['mention']
    const ids = Array.isArray(mention) ? mention.filter((id) => typeof id === 'string') : []
    const mentioned = ids.filter((id) => chat.personIds.includes(id))
    return {
      message: call.context.world.post(chat.chatId, call.person.personId, {
        kind: 'text',
        text: text(call.body, 'text', 2000),
        ...(mentioned.length > 0 ? { mention: mentioned } : {}),
      }),
    }
  },
  share(call) {
    const chat = ownChat(call, text(call.body, 'chatId'))
    const card = cardOf(call.body['card'], call.context.now())
    const { world } = call.context
    const message = world.post(chat.chatId, call.person.personId, { kind: 'card', card })
    const note = typeof call.body['note'] === 'string' ? call.body['note'].trim() : ''
    if (note) {
      world.post(chat.chatId, call.person.personId, { kind: 'text', text: note.slice(0, 2000) })
    }
    return { message }
  },
  /** A direct chat with someone I share a group with; made on first use, as in WeChat. */
  directChat(call) {
    const { world } = call.context
    const otherId = text(call.body, 'personId')
    const mine = world.chats(call.person.personId)
    const known = mine.find((chat) => chat.type === 1 && chat.personIds.includes(otherId))
    if (known) return { chatId: known.chatId }
    const acquainted = mine.some((chat) => chat.personIds.includes(otherId))
    const other = world.person(otherId)
    if (!acquainted || !other || otherId === call.person.personId) {
      throw new HttpError(404, 'no such person')
    }
    const personIds = [call.person.personId, otherId]
    return { chatId: world.addChat({ type: 1, name: other.nickname, personIds }).chatId }
  },
  notices(call) {
    const notices = call.context.world.notices(call.person.personId)
    return { notices: [...notices].sort((a, b) => a.at - b.at) }
  },
  people: ({ context }) => ({ people: context.world.people().map(personView) }),
}
