import type { ChatView, PersonView } from '../../../shared/views'
import type { Message, MessageBody } from '../../../world/types'
import { avatar } from '../avatar'
import { h, type Child } from '../../kit/dom'
import type { Phone } from '../phone'
import { messageTime } from '../time'
import { cardBubble } from './card'

/** Messages further apart than this get a time above them. */
const TIME_GAP_MS = 5 * 60_000

/** One line for the chat list: `林可欣: [小程序] 本群群规`. */
export function summaryOf(message: Message, chat: ChatView, myId: string): string {
  const { body } = message
  if (body.kind === 'system') return body.text
  const text = body.kind === 'card' ? `[小程序] ${body.card.title}` : body.text
  if (chat.type === 1 || message.personId === myId) return text
  const sender = chat.members.find((one) => one.personId === message.personId)
  return sender ? `${sender.nickname}: ${text}` : text
}

/** Names after `@` that were really mentioned stand out. */
function textWithMentions(
  body: MessageBody & { kind: 'text' },
  members: PersonView[],
  myId: string,
): Child[] {
  const names = new Map<string, string>(
    (body.mention ?? []).map((id) => {
      const name = members.find((one) => one.personId === id)?.nickname ?? ''
      return [`@${name}`, id] as const
    }),
  )
  if (names.size === 0) return [body.text]
  const escaped = [...names.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return body.text.split(new RegExp(`(${escaped.join('|')})`)).map((part) => {
    const id = names.get(part)
    if (!id) return part
    return h('span', { class: id === myId ? 'mention me' : 'mention', text: part })
  })
}

function bubble(phone: Phone, chat: ChatView, message: Message): HTMLElement {
  const { body } = message
  const myId = phone.api.personId
  if (body.kind === 'card') {
    const { card } = body
    return cardBubble(card, phone.config.appName, () => {
      void phone.openCard(chat.chatId, message.messageId, card)
    })
  }
  if (body.kind === 'system') return h('p', { class: 'system', text: body.text })
  return h('p', { class: 'bubble' }, ...textWithMentions(body, chat.members, myId))
}

function row(phone: Phone, chat: ChatView, message: Message): HTMLElement {
  if (message.body.kind === 'system' || !message.personId) {
    const text = message.body.kind === 'system' ? message.body.text : ''
    return h('li', {}, h('p', { class: 'system', text }))
  }
  const known = chat.members.find((one) => one.personId === message.personId)
  const sender = known ?? { personId: message.personId, nickname: '已退群成员' }
  const isMine = message.personId === phone.api.personId
  const name =
    isMine || chat.type === 1
      ? h('span', { class: 'visually-hidden', text: isMine ? '我' : sender.nickname })
      : h('span', { class: 'sender', text: sender.nickname })
  return h(
    'li',
    {
      class: isMine ? 'message mine' : 'message',
      attrs: { 'data-message-id': message.messageId },
    },
    avatar(sender, 40),
    h('div', { class: 'body' }, name, bubble(phone, chat, message)),
  )
}

/** The messages of a chat with grey times between those far apart. */
export function messageRows(phone: Phone, chat: ChatView, messages: Message[]): HTMLElement[] {
  const rows: HTMLElement[] = []
  let before = 0
  for (const message of messages) {
    if (message.at - before > TIME_GAP_MS) {
      rows.push(h('li', {}, h('p', { class: 'system', text: messageTime(message.at) })))
    }
    before = message.at
    rows.push(row(phone, chat, message))
  }
  return rows
}
