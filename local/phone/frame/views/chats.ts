import type { ChatView, MessageTemplate } from '../../../shared/views'
import { avatar, groupAvatar, noticeAvatar } from '../avatar'
import { fill, h, type Child } from '../../kit/dom'
import { appIcon, icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { titleBar } from '../screen'
import { listTime } from '../time'
import type { Tab } from './home'
import { summaryOf } from './messages'

/** Scene value of the recently used mini programs above the chats. */
const RECENT_SCENE = 1089

function row(options: {
  face: HTMLElement
  name: string
  summary: Child[]
  at: number | null
  unread: number
  attrs: Record<string, string>
  onOpen: () => void
}): HTMLElement {
  const badge =
    options.unread > 0 &&
    h('span', { class: 'badge', text: options.unread > 99 ? '99+' : String(options.unread) })
  return h(
    'li',
    {},
    h(
      'button',
      { class: 'chat-row', attrs: options.attrs, on: { click: options.onOpen } },
      h('span', { class: 'face' }, options.face, badge),
      h(
        'span',
        { class: 'text' },
        h(
          'span',
          { class: 'line' },
          h('span', { class: 'name', text: options.name }),
          options.at !== null && h('time', { text: listTime(options.at) }),
        ),
        h('span', { class: 'summary' }, ...options.summary),
      ),
    ),
  )
}

function chatRow(phone: Phone, chat: ChatView): HTMLElement {
  const myId = phone.api.personId
  const other = chat.members.find((one) => one.personId !== myId)
  const face = chat.type === 1 && other ? avatar(other, 48) : groupAvatar(chat.members, 48)
  return row({
    face,
    name: chat.name,
    summary: [
      chat.mentioned && h('span', { class: 'alert', text: '[有人@我] ' }),
      chat.last ? summaryOf(chat.last, chat, myId) : '',
    ],
    at: chat.last?.at ?? null,
    unread: chat.unread,
    attrs: { 'data-native': 'chat', 'data-chat-id': chat.chatId },
    onOpen: () => phone.openChat(chat.chatId),
  })
}

function noticeRow(phone: Phone, templates: MessageTemplate[]): HTMLElement | null {
  const { last, unread } = phone.inbox.notices
  if (!last) return null
  const title = templates.find((one) => one.id === last.templateId)?.title ?? '服务提醒'
  return row({
    face: noticeAvatar(48),
    name: '服务通知',
    summary: [`${phone.config.appName}: ${title}`],
    at: last.at,
    unread,
    attrs: { 'data-native': 'notices' },
    onOpen: () => phone.openNotices(),
  })
}

/** The strip of recently used mini programs that WeChat shows when the list is pulled down. */
function recents(phone: Phone): HTMLElement | null {
  if (phone.inbox.usedAt === null) return null
  return h(
    'li',
    { class: 'recents' },
    h('span', { class: 'caption', text: '最近使用的小程序' }),
    h(
      'button',
      {
        class: 'tool',
        attrs: { 'data-native': 'recent' },
        on: { click: () => phone.openMiniProgram({ path: '', scene: RECENT_SCENE }) },
      },
      appIcon(44),
      h('span', { text: phone.config.appName }),
    ),
  )
}

/** The list of chats, newest first, with a search over names. */
export function chatsTab(phone: Phone): Tab {
  const bar = h('div')
  const list = h('ul', { class: 'chat-list', attrs: { 'aria-label': '聊天' } })
  const field = h('input', {
    attrs: { type: 'search', placeholder: '搜索', 'aria-label': '搜索聊天' },
  })
  let templates: MessageTemplate[] = []

  const draw = (): void => {
    const { chats, notices } = phone.inbox
    const unread = chats.reduce((sum, one) => sum + one.unread, notices.unread)
    fill(bar, titleBar({ title: unread > 0 ? `微信(${unread > 99 ? '99+' : unread})` : '微信' }))
    const wanted = field.value.trim()
    const shown = chats.filter((one) => one.name.includes(wanted))
    const notice = noticeRow(phone, templates)
    const rows: { at: number; element: HTMLElement }[] = shown.map((chat) => ({
      at: chat.last?.at ?? 0,
      element: chatRow(phone, chat),
    }))
    if (notice && wanted === '') rows.push({ at: notices.last?.at ?? 0, element: notice })
    rows.sort((a, b) => b.at - a.at)
    const empty = h(
      'li',
      {},
      h('p', { class: 'empty', text: wanted ? '没有这样的聊天' : '还没有聊天' }),
    )
    const elements = rows.length > 0 ? rows.map((one) => one.element) : [empty]
    fill(list, wanted === '' && recents(phone), ...elements)
  }
  field.addEventListener('input', draw)
  void phone.api.post<{ templates: MessageTemplate[] }>('templates').then((reply) => {
    templates = reply.templates
    if (list.isConnected) draw()
  })
  return {
    element: h(
      'div',
      { class: 'tab chats' },
      bar,
      h(
        'div',
        { class: 'scroller' },
        h('label', { class: 'search' }, icon('search', 18), field),
        list,
      ),
    ),
    draw,
  }
}
