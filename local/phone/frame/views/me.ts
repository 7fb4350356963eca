import { avatar } from '../avatar'
import { FONT_SIZES, type DeviceSettings } from '../device'
import { fill, h } from '../../kit/dom'
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
      )
    },
  }
}
