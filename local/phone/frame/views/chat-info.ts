import type { ChatView, PersonView } from '../../../shared/views'
import { avatar } from '../avatar'
import { h } from '../../kit/dom'
import type { Phone } from '../phone'
import { titleBar, type View } from '../screen'

function member(phone: Phone, chat: ChatView, person: PersonView): HTMLElement {
  const face = [avatar(person, 48), h('span', { text: person.nickname })]
  if (person.personId === phone.api.personId || chat.type === 1) return h('li', {}, ...face)
  const open = async (): Promise<void> => {
    const { personId } = person
    const { chatId } = await phone.api.post<{ chatId: string }>('directChat', { personId })
    phone.screen.popAll()
    phone.openChat(chatId)
  }
  return h(
    'li',
    {},
    h(
      'button',
      { attrs: { 'aria-label': `和${person.nickname}聊天` }, on: { click: () => void open() } },
      ...face,
    ),
  )
}

/** Who is in a chat. */
export function chatInfoView(phone: Phone, chat: ChatView): View {
  const element = h(
    'section',
    { class: 'chat-info' },
    titleBar({ title: `聊天信息(${chat.members.length})`, onBack: () => phone.screen.pop() }),
    h(
      'div',
      { class: 'scroller' },
      h('ul', { class: 'member-grid' }, ...chat.members.map((one) => member(phone, chat, one))),
      chat.type === 3 &&
        h(
          'dl',
          { class: 'rows' },
          h('div', {}, h('dt', { text: '群聊名称' }), h('dd', { text: chat.name })),
          h('div', {}, h('dt', { text: '群成员' }), h('dd', { text: `${chat.members.length} 人` })),
        ),
    ),
  )
  return { element }
}
