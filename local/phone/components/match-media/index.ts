import { Controller, type BuiltIn } from '../support/controller'

const FEATURES = {
  minWidth: 'min-width',
  maxWidth: 'max-width',
  width: 'width',
  minHeight: 'min-height',
  maxHeight: 'max-height',
  height: 'height',
} as const

/** Media query for `match-media` and `createMediaQueryObserver`; lengths in px. */
export function mediaQuery(given: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(FEATURES).flatMap(([name, feature]) => {
    const value = given[name]
    const isGiven = value !== null && value !== undefined && value !== ''
    return isGiven && !Number.isNaN(Number(value)) ? [`(${feature}: ${Number(value)}px)`] : []
  })
  if (given['orientation']) parts.push(`(orientation: ${String(given['orientation'])})`)
  return parts.join(' and ') || 'all'
}

class MatchMediaController extends Controller {
  #list: MediaQueryList | undefined
  readonly #listener = (): void => void (this.host.hidden = this.#list?.matches !== true)

  override attached(): void {
    this.#apply()
  }

  override detached(): void {
    this.#list?.removeEventListener('change', this.#listener)
  }

  override changed(): void {
    if (this.host.isConnected) this.#apply()
  }

  #apply(): void {
    this.#list?.removeEventListener('change', this.#listener)
    this.#list = this.page.dom.defaultView?.matchMedia(mediaQuery(this.data))
    this.#list?.addEventListener('change', this.#listener)
    this.#listener()
  }
}

const optionalNumber = { type: null, value: null }

/** https://developers.weixin.qq.com/miniprogram/dev/component/match-media.html */
export const matchMedia: BuiltIn = {
  tag: 'match-media',
  properties: {
    minWidth: optionalNumber,
    maxWidth: optionalNumber,
    width: optionalNumber,
    minHeight: optionalNumber,
    maxHeight: optionalNumber,
    height: optionalNumber,
    orientation: String,
  },
  style: 'wx-match-media { display: block; }',
  controller: MatchMediaController,
}
