import type { ChatView } from '../../../shared/views'
import type { Message } from '../../../world/types'
import { fill, h, iconButton } from '../../kit/dom'
import { icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { titleBar, type View } from '../screen'
import { chatInfoView } from './chat-info'
import { composer } from './composer'
import { messageRows } from './messages'

interface ChatData {
  chat: ChatView
  messages: Message[]
}

/** Unread messages of other chats, beside the back arrow. */
function unreadElsewhere(phone: Phone, chatId: string): string {
  const { chats, notices } = phone.inbox
  const count = chats
    .filter((one) => one.chatId !== chatId)
    .reduce((sum, one) => sum + one.unread, notices.unread)
  return count > 0 ? String(Math.min(count, 99)) : ''
}

/** One chat: messages, cards and a field to write in. */
export function chatView(phone: Phone, chatId: string): View {
  const bar = h('div')
  const list = h('ul', {
    class: 'messages',
    attrs: { role: 'log', 'aria-label': '聊天记录', tabindex: 0 },
  })
  const foot = h('div')
  const element = h(
    'section',
    { class: 'chat', attrs: { 'data-chat-id': chatId } },
    bar,
    list,
    foot,
  )
  let data: ChatData | undefined
  let isAtEnd = true
  list.addEventListener('scroll', () => {
    isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80
  })

  const drawBar = (chat: ChatView): void => {
    const title = chat.type === 3 ? `${chat.name}(${chat.members.length})` : chat.name
    const unread = unreadElsewhere(phone, chatId)
    const backMark = bar.querySelector('.back-count')
    if (bar.dataset['title'] === title && backMark?.textContent === unread) return
    bar.dataset['title'] = title
    const more = iconButton(icon('more'), '聊天信息', () => {
      phone.screen.push(chatInfoView(phone, chat))
    })
    fill(bar, titleBar({ title, onBack: () => phone.screen.pop(), right: more }))
    bar.querySelector('.side')?.append(h('span', { class: 'back-count', text: unread }))
  }

  const draw = ({ chat, messages }: ChatData): void => {
    drawBar(chat)
    fill(list, ...messageRows(phone, chat, messages))
    if (!foot.firstChild) foot.append(composer(phone, chat))
    if (isAtEnd) list.scrollTop = list.scrollHeight
  }

  const load = async (): Promise<void> => {
    const next = await phone.api.post<ChatData>('messages', { chatId })
    if (!element.isConnected) return
    const isSame = JSON.stringify(next) === JSON.stringify(data)
    data = next
    if (isSame) drawBar(next.chat)
    else draw(next)
    if (next.chat.unread > 0 && phone.screen.top?.element === element) {
      await phone.api.post('markRead', { chatId })
      await phone.reload()
    }
  }

  return { element, refresh: () => void load() }
}
