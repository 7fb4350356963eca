import type { DeviceInfo } from '../host'

export interface DeviceSettings {
  theme: 'light' | 'dark'
  /** 16 is WeChat's standard. */
  fontSize: number
  network: 'wifi' | 'none'
}

export const FONT_SIZES = [
  { value: 15, label: '小' },
  { value: 16, label: '标准' },
  { value: 18, label: '大' },
  { value: 21, label: '特大' },
] as const

/** Taller phones have a notch and a home indicator, the short ones a plain status bar and a button. */
const NOTCH_FROM_HEIGHT = 700

/** The simulated device: its settings and what the mini program may know of it. */
export class Device {
  readonly #screen: HTMLElement
  readonly #listeners = new Set<() => void>()
  #settings: DeviceSettings

  constructor(screen: HTMLElement, settings: DeviceSettings) {
    this.#screen = screen
    this.#settings = settings
    this.#apply()
    let { width, height } = screen.getBoundingClientRect()
    new ResizeObserver(() => {
      const box = screen.getBoundingClientRect()
      if (box.width === width && box.height === height) return
      ;({ width, height } = box)
      this.#changed()
    }).observe(screen)
  }

  get settings(): Readonly<DeviceSettings> {
    return this.#settings
  }

  set(patch: Partial<DeviceSettings>): void {
    this.#settings = { ...this.#settings, ...patch }
    this.#changed()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get info(): DeviceInfo {
    const { clientWidth, clientHeight } = this.#screen
    const notched = clientHeight >= NOTCH_FROM_HEIGHT
    return {
      screenWidth: clientWidth,
      screenHeight: clientHeight,
      statusBarHeight: notched ? 44 : 20,
      safeAreaBottom: notched ? 34 : 0,
      pixelRatio: Math.max(2, Math.round(devicePixelRatio)),
      theme: this.#settings.theme,
      fontSizeSetting: this.#settings.fontSize,
    }
  }

  #changed(): void {
    this.#apply()
    for (const listener of [...this.#listeners]) listener()
  }

  #apply(): void {
    const { info } = this
    const { style, dataset } = this.#screen
    dataset['theme'] = this.#settings.theme
    dataset['network'] = this.#settings.network
    style.setProperty('--status-bar', `${info.statusBarHeight}px`)
    style.setProperty('--safe-bottom', `${info.safeAreaBottom}px`)
    style.setProperty('--font-scale', String(this.#settings.fontSize / 16))
  }
}

/** Settings of a phone's address: `theme`, `fontSize`, `network`. */
export function settingsOf(query: URLSearchParams): DeviceSettings {
  const size = Number(query.get('fontSize'))
  return {
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    fontSize: size >= 12 && size <= 30 ? size : 16,
    network: query.get('network') === 'none' ? 'none' : 'wifi',
  }
}
