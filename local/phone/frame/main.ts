import type { InboxView, LiveEvent } from '../../shared/views'
import { Api, loadConfig } from './api'
import { Device, settingsOf, type DeviceSettings } from './device'
import { h } from '../kit/dom'
import { MiniContainer } from './mini/container'
import { Emitter } from './mini/emitter'
import { dropOldStorage } from './mini/host'
import type { OpenRequest, Phone } from './phone'
import { Screen } from './screen'
import { chatView } from './views/chat'
import { homeView } from './views/home'
import { noticesView } from './views/notices'

/** What the wall and test tools may do with a phone. */
export interface PhoneFrame {
  launch(options?: { path?: string; query?: Record<string, string>; scene?: number }): void
  set(settings: Partial<DeviceSettings>): void
  openChat(chatId: string): void
  leave(): void
}

declare global {
  interface Window {
    phoneFrame?: PhoneFrame
  }
}

async function start(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search)
  const config = await loadConfig()
  const personId = query.get('person') ?? config.wall[0] ?? config.people[0]?.personId ?? ''
  if (!config.people.some((one) => one.personId === personId)) {
    return root.replaceChildren(h('p', { class: 'lost', text: '没有这个人，请从首页选择。' }))
  }
  dropOldStorage(config.environmentId)
  const api = new Api(personId)
  const screen = new Screen(root)
  const device = new Device(screen.element, settingsOf(query))
  const live = new Emitter<LiveEvent>()
  let inbox: InboxView = await api.inbox()

  const phone: Phone = {
    config,
    api,
    screen,
    device,
    get inbox() {
      return inbox
    },
    async reload() {
      inbox = await api.inbox()
      screen.refresh()
    },
    onLive: live.on,
    openChat: (chatId) => screen.push(chatView(phone, chatId)),
    openNotices: () => screen.push(noticesView(phone)),
    openMiniProgram: (request: OpenRequest) => mini.open(request),
    async openCard(chatId, messageId, card) {
      const entry = await api.post<Omit<OpenRequest, 'path'>>('openCard', { chatId, messageId })
      mini.open({ ...entry, path: card.path, chatId })
    },
  }
  const mini = new MiniContainer(phone)
  screen.push(homeView(phone))
  device.onChange(() => screen.refresh())
  connect(phone, mini, live)

  window.phoneFrame = {
    launch({ path = '', query: search = {}, scene = 1001 } = {}) {
      const text = new URLSearchParams(search).toString()
      mini.open({ path: text ? `${path}?${text}` : path, scene })
    },
    set: (settings) => device.set(settings),
    openChat: (chatId) => {
      screen.popAll()
      phone.openChat(chatId)
    },
    leave: () => mini.leave(),
  }
  openFirstChat(phone, query.get('chat'))
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !mini.isFront) screen.pop()
  })
}

/** The chat an address names; `newest` is the group that was last heard of. */
function openFirstChat(phone: Phone, chatId: string | null): void {
  const { chats } = phone.inbox
  const found =
    chatId === 'newest'
      ? chats.find((one) => one.type === 3)
      : chats.find((one) => one.chatId === chatId)
  if (found) phone.openChat(found.chatId)
}

/** Server events: new messages redraw, a new build of the mini program reloads it. */
function connect(phone: Phone, mini: MiniContainer, live: Emitter<LiveEvent>): void {
  let isWaiting = false
  const redraw = (): void => {
    if (isWaiting) return
    isWaiting = true
    // Several messages of one moment are drawn together.
    setTimeout(() => {
      isWaiting = false
      phone.reload().catch(() => undefined)
    }, 30)
  }
  phone.api.listen((event) => {
    live.emit(event)
    if (event.kind === 'reload') mini.reload()
    else if (event.kind === 'broken') mini.showFault(event.text)
    else redraw()
  }, redraw)
}

const root = document.getElementById('phone')
if (root) {
  start(root).catch(() => {
    root.replaceChildren(h('p', { class: 'lost', text: '连不上本机微信，请看终端里的提示。' }))
  })
}
