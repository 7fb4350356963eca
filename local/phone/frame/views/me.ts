import { avatar } from '../avatar'
import { FONT_SIZES, type DeviceSettings } from '../device'
import { fill, h } from '../../kit/dom'
import { openSheet } from '../../kit/sheet'
import type { Phone } from '../phone'
import { titleBar } from '../screen'
import type { Tab } from './home'

interface Choice<K extends keyof DeviceSettings> {
  key: K
  label: string
  options: readonly { value: DeviceSettings[K]; label: string }[]
}

const THEME: Choice<'theme'> = {
  key: 'theme',
  label: '外观',
  options: [
    { value: 'light', label: '浅色' },
    { value: 'dark', label: '深色' },
  ],
}
const FONT: Choice<'fontSize'> = { key: 'fontSize', label: '字体大小', options: FONT_SIZES }
const NETWORK: Choice<'network'> = {
  key: 'network',
  label: '网络',
  options: [
    { value: 'wifi', label: '有网' },
    { value: 'none', label: '断网' },
  ],
}

function choiceRow<K extends keyof DeviceSettings>(phone: Phone, choice: Choice<K>): HTMLElement {
  const now = phone.device.settings[choice.key]
  return h(
    'div',
    { class: 'choice', attrs: { role: 'group', 'aria-label': choice.label } },
    h('span', { text: choice.label }),
    h(
      'span',
      { class: 'segments' },
      ...choice.options.map(({ value, label }) =>
        h('button', {
          text: label,
          attrs: { 'aria-pressed': value === now ? 'true' : 'false' },
          on: {
            click: () => phone.device.set({ [choice.key]: value } as Partial<DeviceSettings>),
          },
        }),
      ),
    ),
  )
}

/** On a page of its own, where no wall offers it: hand the phone to somebody else. */
function openPeople(phone: Phone): void {
  openSheet(phone.screen.sheets, {
    kind: 'bottom',
    label: '换一个人',
    content: () => [
      h('h2', { text: '换一个人' }),
      h(
        'ul',
        { class: 'pick-list' },
        ...phone.config.people.map((person) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                on: {
                  click: () => {
                    const query = new URLSearchParams(location.search)
                    query.set('person', person.personId)
                    query.delete('chat')
                    location.search = query.toString()
                  },
                },
              },
              avatar(person, 36),
              h(
                'span',
                { class: 'who' },
                h('span', { text: person.nickname }),
                h('small', { text: person.note ?? '' }),
              ),
            ),
          ),
        ),
      ),
    ],
  })
}

/** Who I am, and the settings of this simulated device. */
export function meTab(phone: Phone): Tab {
  const body = h('div', { class: 'scroller' })
  return {
    element: h('div', { class: 'tab' }, titleBar({ title: '我' }), body),
    draw() {
      const { me } = phone.inbox
      fill(
        body,
        h(
          'div',
          { class: 'profile' },
          avatar(me, 60),
          h('div', {}, h('strong', { text: me.nickname }), h('span', { text: me.note ?? '' })),
        ),
        h(
          'div',
          { class: 'choices' },
          choiceRow(phone, THEME),
          choiceRow(phone, FONT),
          choiceRow(phone, NETWORK),
        ),
        window.parent === window &&
          h('button', {
            class: 'row-button',
            text: '换一个人',
            attrs: { 'data-native': 'switch-person' },
            on: { click: () => openPeople(phone) },
          }),
      )
    },
  }
}
