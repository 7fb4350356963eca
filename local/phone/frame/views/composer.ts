import type { ChatView, PersonView } from '../../../shared/views'
import { avatar } from '../avatar'
import { h, iconButton } from '../../kit/dom'
import { appIcon, icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { openSheet } from '../../kit/sheet'

/** Scene value of WeChat's list for the tools panel of a group. */
const GROUP_TOOL_SCENE = 1158
const DIRECT_SCENE = 1089

function pickMember(phone: Phone, chat: ChatView, onPick: (person: PersonView) => void): void {
  const others = chat.members.filter((one) => one.personId !== phone.api.personId)
  openSheet(phone.screen.sheets, {
    kind: 'bottom',
    label: '选择提醒的人',
    content: (close) => [
      h('h2', { text: '选择提醒的人' }),
      h(
        'ul',
        { class: 'pick-list' },
        ...others.map((person) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                on: {
                  click: () => {
                    close()
                    onPick(person)
                  },
                },
              },
              avatar(person, 36),
              h('span', { text: person.nickname }),
            ),
          ),
        ),
      ),
    ],
  })
}

/** The panel behind the plus: the mini program as a tool of this chat. */
function tools(phone: Phone, chat: ChatView): HTMLElement {
  const isGroup = chat.type === 3
  return h(
    'div',
    { class: 'tools' },
    h(
      'button',
      {
        class: 'tool',
        attrs: { 'data-native': 'group-tool' },
        on: {
          click: () =>
            phone.openMiniProgram({
              path: '',
              scene: isGroup ? GROUP_TOOL_SCENE : DIRECT_SCENE,
              ...(isGroup ? { chatType: 3 as const, chatId: chat.chatId } : {}),
            }),
        },
      },
      h('span', { class: 'tile' }, appIcon(32)),
      h('span', { text: phone.config.appName }),
    ),
  )
}

/** The bottom of a chat: a field, `@`, the tools panel, and send as soon as there is something to send. */
export function composer(phone: Phone, chat: ChatView): HTMLElement {
  const mentioned = new Map<string, string>()
  const field = h('textarea', {
    attrs: { rows: 1, 'aria-label': '输入消息', 'data-native': 'message-input', maxlength: 2000 },
  })
  const send = h('button', {
    class: 'send',
    text: '发送',
    type: 'submit',
    attrs: { 'data-native': 'message-send' },
  })
  const panel = tools(phone, chat)
  panel.hidden = true
  const toggle = iconButton(icon('plus', 28), '更多功能', () => {
    panel.hidden = !panel.hidden
    toggle.setAttribute('aria-expanded', String(!panel.hidden))
  })
  toggle.setAttribute('aria-expanded', 'false')

  const resize = (): void => {
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 120)}px`
    const isEmpty = field.value.trim() === ''
    send.hidden = isEmpty
    toggle.hidden = !isEmpty
  }
  const insert = (person: PersonView): void => {
    mentioned.set(person.personId, person.nickname)
    const text = `@${person.nickname} `
    // A typed `@` is already there; the button brings its own.
    field.value = field.value.endsWith('@') ? field.value.slice(0, -1) + text : field.value + text
    resize()
    field.focus()
  }
  const submit = async (): Promise<void> => {
    const text = field.value.trim()
    if (text === '') return
    const mention = [...mentioned].filter(([, name]) => text.includes(`@${name}`)).map(([id]) => id)
    field.value = ''
    mentioned.clear()
    resize()
    try {
      await phone.api.post('send', { chatId: chat.chatId, text, mention })
    } catch {
      field.value = text
      resize()
      phone.screen.toast('没有发出，请再试一次')
    }
  }
  field.addEventListener('input', (event) => {
    resize()
    const isAt = event instanceof InputEvent && event.data === '@'
    if (isAt && chat.type === 3) pickMember(phone, chat, insert)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      void submit()
    }
  })
  const form = h(
    'form',
    {
      class: 'composer',
      on: {
        submit: (event) => {
          event.preventDefault()
          void submit()
        },
      },
    },
    field,
    chat.type === 3 &&
      iconButton(icon('at', 26), '提醒某人', () => pickMember(phone, chat, insert)),
    toggle,
    send,
  )
  resize()
  send.hidden = true
  return h('footer', { class: 'composer-area' }, form, panel)
}
