import type { PersonView } from '../../../shared/views'
import { avatar } from '../avatar'
import { fill, h } from '../../kit/dom'
import type { Phone } from '../phone'
import { titleBar } from '../screen'
import type { Tab } from './home'

/** Everyone I share a chat with, by name. */
function acquaintances(phone: Phone): PersonView[] {
  const people = new Map<string, PersonView>()
  for (const chat of phone.inbox.chats) {
    for (const one of chat.members) people.set(one.personId, one)
  }
  people.delete(phone.api.personId)
  return [...people.values()].sort((a, b) => a.nickname.localeCompare(b.nickname, 'zh-CN'))
}

export function contactsTab(phone: Phone): Tab {
  const list = h('ul', { class: 'plain-list', attrs: { 'aria-label': '通讯录' } })
  const open = async (personId: string): Promise<void> => {
    phone.openChat((await phone.api.post<{ chatId: string }>('directChat', { personId })).chatId)
  }
  return {
    element: h(
      'div',
      { class: 'tab' },
      titleBar({ title: '通讯录' }),
      h('div', { class: 'scroller' }, list),
    ),
    draw() {
      const people = acquaintances(phone)
      const rows = people.map((person) =>
        h(
          'li',
          {},
          h(
            'button',
            { on: { click: () => void open(person.personId) } },
            avatar(person, 40),
            h('span', { text: person.nickname }),
          ),
        ),
      )
      fill(list, ...rows, h('li', { class: 'total', text: `${people.length} 位朋友` }))
    },
  }
}
