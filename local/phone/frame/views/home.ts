import { fill, h } from '../../kit/dom'
import { icon, type IconName } from '../../kit/icons'
import type { Phone } from '../phone'
import type { View } from '../screen'
import { chatsTab } from './chats'
import { contactsTab } from './contacts'
import { discoverTab } from './discover'
import { meTab } from './me'

export interface Tab {
  element: HTMLElement
  draw(): void
}

const TABS: readonly { id: string; label: string; icon: IconName; make: (phone: Phone) => Tab }[] =
  [
    { id: 'chats', label: '微信', icon: 'chats', make: chatsTab },
    { id: 'contacts', label: '通讯录', icon: 'contacts', make: contactsTab },
    { id: 'discover', label: '发现', icon: 'discover', make: discoverTab },
    { id: 'me', label: '我', icon: 'me', make: meTab },
  ]

/** WeChat's first screen with its four tabs. */
export function homeView(phone: Phone): View {
  const body = h('div', { class: 'tab-body' })
  const buttons = new Map<string, HTMLButtonElement>()
  const tabs = new Map<string, Tab>()
  let current = 'chats'

  const show = (id: string): void => {
    current = id
    let tab = tabs.get(id)
    if (!tab) {
      tab = TABS.find((one) => one.id === id)?.make(phone)
      if (!tab) return
      tabs.set(id, tab)
    }
    for (const [name, button] of buttons) {
      if (name === id) button.setAttribute('aria-current', 'page')
      else button.removeAttribute('aria-current')
    }
    tab.draw()
    fill(body, tab.element)
  }
  const bar = h(
    'nav',
    { class: 'tab-bar', attrs: { 'aria-label': '微信' } },
    ...TABS.map(({ id, label, icon: name }) => {
      const badge = h('span', { class: 'badge', attrs: { 'data-badge': id } })
      badge.hidden = true
      const button = h(
        'button',
        { attrs: { 'data-native': `tab-${id}` }, on: { click: () => show(id) } },
        h('span', { class: 'tab-icon' }, icon(name, 26), badge),
        h('span', { text: label }),
      )
      buttons.set(id, button)
      return button
    }),
  )
  const drawBadge = (): void => {
    const { chats, notices } = phone.inbox
    const unread = chats.reduce((sum, one) => sum + one.unread, notices.unread)
    const badge = bar.querySelector<HTMLElement>('[data-badge="chats"]')
    if (!badge) return
    badge.hidden = unread === 0
    badge.textContent = unread > 99 ? '99+' : String(unread)
  }
  return {
    element: h('section', { class: 'home' }, body, bar),
    refresh() {
      drawBadge()
      show(current)
    },
  }
}
