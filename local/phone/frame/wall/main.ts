import type { PageConfig, PersonView } from '../../../shared/views'
import { loadConfig } from '../api'
import { FONT_SIZES, type DeviceSettings } from '../device'
import { fill, h } from '../../kit/dom'
import { appIcon } from '../../kit/icons'
import { personPicker } from './picker'
import {
  heightFor,
  phoneUrl,
  readSettings,
  SIZES,
  writeSettings,
  type WallSettings,
} from './settings'

const BEZEL = 9
/** Below this a phone cannot be read; the wall scrolls instead. */
const SMALLEST_SCALE = 0.62

function segments<T extends string | number>(options: {
  label: string
  choices: readonly { value: T; label: string }[]
  value: T
  onChoose: (value: T) => void
}): HTMLElement {
  const buttons = options.choices.map(({ value, label }) =>
    h('button', {
      text: label,
      attrs: { 'aria-pressed': String(value === options.value), 'data-value': value },
      on: {
        click: () => {
          for (const one of buttons) {
            one.setAttribute('aria-pressed', String(one.dataset['value'] === String(value)))
          }
          options.onChoose(value)
        },
      },
    }),
  )
  return h(
    'div',
    { class: 'control', attrs: { role: 'group', 'aria-label': options.label } },
    h('span', { class: 'label', text: options.label }),
    h('span', { class: 'segments' }, ...buttons),
  )
}

class Wall {
  readonly #root: HTMLElement
  readonly #config: PageConfig
  readonly #settings: WallSettings
  readonly #phones = h('main', { class: 'phones' })
  readonly #frames: HTMLIFrameElement[] = []

  constructor(root: HTMLElement, config: PageConfig) {
    this.#root = root
    this.#config = config
    this.#settings = readSettings(new URLSearchParams(location.search), config)
    root.className = 'wall'
    fill(root, this.#header(), ...this.#hint(), this.#phones)
    fill(this.#phones, ...this.#settings.holders.map((id, at) => this.#phone(id, at)))
    this.#layOut()
    addEventListener('resize', () => this.#layOut())
  }

  #header(): HTMLElement {
    const { theme, fontSize, network, width } = this.#settings
    return h(
      'header',
      {},
      h(
        'div',
        { class: 'brand' },
        appIcon(30),
        h('h1', {}, this.#config.appName, h('small', { text: '本机微信' })),
      ),
      h(
        'div',
        { class: 'controls' },
        segments({
          label: '外观',
          choices: [
            { value: 'light', label: '浅色' },
            { value: 'dark', label: '深色' },
          ],
          value: theme,
          onChoose: (value) => this.#set({ theme: value === 'dark' ? 'dark' : 'light' }),
        }),
        segments({
          label: '字体',
          choices: FONT_SIZES,
          value: fontSize,
          onChoose: (value) => this.#set({ fontSize: value }),
        }),
        segments({
          label: '网络',
          choices: [
            { value: 'wifi', label: '有网' },
            { value: 'none', label: '断网' },
          ],
          value: network,
          onChoose: (value) => this.#set({ network: value === 'none' ? 'none' : 'wifi' }),
        }),
        segments({
          label: '宽度',
          choices: SIZES.map(({ width: value, label }) => ({ value, label })),
          value: width,
          onChoose: (value) => {
            this.#settings.width = value
            this.#layOut()
            writeSettings(this.#settings)
          },
        }),
      ),
    )
  }

  #hint(): HTMLElement[] {
    const { hint } = this.#config
    return hint === null ? [] : [h('p', { class: 'hint', attrs: { role: 'note' }, text: hint })]
  }

  #person(personId: string): PersonView {
    const found = this.#config.people.find((one) => one.personId === personId)
    return found ?? { personId, nickname: personId }
  }

  #phone(personId: string, at: number): HTMLElement {
    const frame = h('iframe', {
      attrs: {
        title: `${this.#person(personId).nickname}的手机`,
        src: phoneUrl(personId, this.#settings),
      },
    })
    this.#frames[at] = frame
    const picker = personPicker({
      people: this.#config.people,
      holder: this.#person(personId),
      onPick: (person) => {
        this.#settings.holders[at] = person.personId
        frame.title = `${person.nickname}的手机`
        // Replaced, not navigated: handing a phone on is no step in the browser's history.
        frame.contentWindow?.location.replace(phoneUrl(person.personId, this.#settings))
        writeSettings(this.#settings)
      },
    })
    return h(
      'section',
      { class: 'place' },
      picker,
      h('div', { class: 'slot' }, h('div', { class: 'device' }, frame)),
    )
  }

  #set(patch: Partial<DeviceSettings>): void {
    Object.assign(this.#settings, patch)
    for (const frame of this.#frames) frame.contentWindow?.phoneFrame?.set(patch)
    this.#layOut()
    writeSettings(this.#settings)
  }

  /** As large as the window allows, never larger than life. */
  #layOut(): void {
    const { width } = this.#settings
    const height = heightFor(width)
    this.#root.dataset['theme'] = this.#settings.theme
    const room = this.#phones.getBoundingClientRect()
    const across = (room.width - 24 * (this.#frames.length + 1)) / this.#frames.length
    const down = innerHeight - room.top - 64 - 36
    const fit = Math.min(1, across / (width + 2 * BEZEL), down / (height + 2 * BEZEL))
    const scale = Math.max(SMALLEST_SCALE, fit)
    const { style } = this.#root
    style.setProperty('--width', `${width}px`)
    style.setProperty('--height', `${height}px`)
    style.setProperty('--bezel', `${BEZEL}px`)
    style.setProperty('--scale', String(scale))
  }
}

const root = document.getElementById('wall')
if (root) {
  loadConfig().then(
    (config) => new Wall(root, config),
    () => fill(root, h('p', { class: 'lost', text: '连不上本机微信，请看终端里的提示。' })),
  )
}
