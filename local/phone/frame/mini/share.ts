import type { ChatView } from '../../../shared/views'
import type { Card } from '../../../world/types'
import { avatar, groupAvatar } from '../avatar'
import { fill, h } from '../../kit/dom'
import { icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { openSheet } from '../../kit/sheet'
import { statusBar } from '../screen'
import { cardFace } from '../views/card'

function face(phone: Phone, chat: ChatView, size: number): HTMLElement {
  const other = chat.members.find((one) => one.personId !== phone.api.personId)
  return chat.type === 1 && other ? avatar(other, size) : groupAvatar(chat.members, size)
}

/** The second step: the card as it will look, with a word to go along. */
function confirm(phone: Phone, card: Card, chat: ChatView): Promise<string | null> {
  return new Promise((resolve) => {
    const note = h('input', {
      attrs: { placeholder: '给朋友留言', 'aria-label': '给朋友留言', maxlength: 200 },
    })
    openSheet(phone.screen.sheets, {
      kind: 'dialog',
      label: `发送给${chat.name}`,
      onCancel: () => resolve(null),
      content: (close) => {
        const settle = (value: string | null) => () => {
          close()
          resolve(value)
        }
        return [
          h(
            'div',
            { class: 'share-confirm' },
            h('p', { class: 'caption', text: '发送给' }),
            h(
              'div',
              { class: 'receiver' },
              face(phone, chat, 36),
              h('strong', { text: chat.name }),
            ),
            h('div', { class: 'mini-card' }, ...cardFace(card, phone.config.appName)),
            note,
          ),
          h(
            'div',
            { class: 'dialog-buttons' },
            h('button', {
              text: '取消',
              attrs: { 'data-native': 'share-cancel' },
              on: { click: settle(null) },
            }),
            h('button', {
              class: 'primary',
              text: '发送',
              attrs: { 'data-native': 'share-send' },
              on: { click: () => settle(note.value)() },
            }),
          ),
        ]
      },
    })
  })
}

/** The first step: which chat. Resolves null when the person goes back. */
function pickChat(phone: Phone): Promise<ChatView | null> {
  return new Promise((resolve) => {
    const list = h('ul', { class: 'pick-list' })
    const field = h('input', {
      attrs: { type: 'search', placeholder: '搜索', 'aria-label': '搜索聊天' },
    })
    openSheet(phone.screen.sheets, {
      kind: 'full',
      label: '选择一个聊天',
      onCancel: () => resolve(null),
      content: (close) => {
        const settle = (chat: ChatView | null) => () => {
          close()
          resolve(chat)
        }
        const draw = (): void => {
          const wanted = field.value.trim()
          const chats = phone.inbox.chats.filter((one) => one.name.includes(wanted))
          const rows = chats.map((chat, i) =>
            h(
              'li',
              i === 0 ? { attrs: { 'data-native': 'share-newest' } } : {},
              h(
                'button',
                {
                  attrs: { 'data-native': 'share-chat', 'data-chat-id': chat.chatId },
                  on: { click: settle(chat) },
                },
                face(phone, chat, 40),
                h('span', { text: chat.name }),
              ),
            ),
          )
          fill(list, ...rows)
        }
        field.addEventListener('input', draw)
        draw()
        return [
          statusBar(),
          h(
            'header',
            { class: 'title-bar' },
            h(
              'div',
              { class: 'side' },
              h('button', {
                class: 'text-button',
                text: '关闭',
                attrs: { 'data-native': 'share-close' },
                on: { click: settle(null) },
              }),
            ),
            h('h1', { text: '选择一个聊天' }),
            h('div', { class: 'side end' }),
          ),
          h(
            'div',
            { class: 'scroller' },
            h('label', { class: 'search' }, icon('search', 18), field),
            list,
          ),
        ]
      },
    })
  })
}

/**
 * Pictures that only this phone has (temporary files of the mini program, drawn posters) are handed to the local
 * server, so that everybody in the chat sees them.
 */
async function withPublicPicture(phone: Phone, card: Card): Promise<Card> {
  if (!card.imageUrl || !/^(data|blob):/.test(card.imageUrl)) return card
  const { imageUrl, ...plain } = card
  try {
    const picture = await (await fetch(imageUrl)).blob()
    const { url } = await phone.api.post<{ url: string }>('keepPicture', picture)
    return { ...plain, imageUrl: url }
  } catch {
    // A card without its picture is better than no card: the chat draws one.
    return plain
  }
}

/** Lets the person pick a chat and posts the card there. Resolves false when they change their mind. */
export async function shareCard(phone: Phone, given: Card): Promise<boolean> {
  const card = await withPublicPicture(phone, given)
  const chat = await pickChat(phone)
  if (!chat) return false
  const note = await confirm(phone, card, chat)
  if (note === null) return false
  try {
    await phone.api.post('share', { chatId: chat.chatId, card, note })
  } catch {
    phone.screen.toast('没有发出，请再试一次')
    return false
  }
  phone.screen.toast('已发送')
  return true
}
