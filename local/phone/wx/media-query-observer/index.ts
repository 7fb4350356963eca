import { mediaQuery } from '../../components/match-media'
import { domOf } from '../../runtime/backend'
import { scopeOf, type QueryRuntime } from '../selector-query'
import { reportUncaught, type WxFamily } from '../support'

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/MediaQueryObserver.html */
export class MediaQueryObserver {
  readonly #view: () => Window | null
  #list: MediaQueryList | undefined
  #listener: (() => void) | undefined

  constructor(view: () => Window | null) {
    this.#view = view
  }

  observe(
    descriptor: Readonly<Record<string, unknown>>,
    callback: (result: { matches: boolean }) => void,
  ): void {
    this.disconnect()
    this.#list = this.#view()?.matchMedia(mediaQuery(descriptor))
    this.#listener = () => {
      try {
        callback({ matches: this.#list?.matches === true })
      } catch (error) {
        reportUncaught(error)
      }
    }
    this.#list?.addEventListener('change', this.#listener)
    setTimeout(this.#listener, 0)
  }

  disconnect(): void {
    if (this.#listener) this.#list?.removeEventListener('change', this.#listener)
    this.#list = undefined
  }
}

export function createMediaQueryObserver(
  runtime: QueryRuntime,
  component?: unknown,
): MediaQueryObserver {
  return new MediaQueryObserver(() => {
    const scope = scopeOf(runtime, component)
    return (scope && domOf(scope)?.ownerDocument.defaultView) ?? null
  })
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createMediaQueryObserver.html */
export function mediaQueryObserverFamily(runtime: QueryRuntime): WxFamily {
  return {
    name: 'media-query-observer',
    apis: {
      createMediaQueryObserver: (component?: unknown) =>
        createMediaQueryObserver(runtime, component),
    },
  }
}
