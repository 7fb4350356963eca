import { h } from '../../kit/dom'
import { icon } from '../../kit/icons'
import { asyncApi, overlayOf, type WxContext } from '../support'

export type ToastIcon = 'success' | 'error' | 'loading' | 'none'

interface Shown {
  kind: 'toast' | 'loading'
  element: HTMLElement
  timer: number | undefined
}

interface ToastOptions {
  title: string
  icon?: ToastIcon
  image?: string
  duration?: number
  mask?: boolean
}

const DEFAULT_MS = 1500

function sign(context: WxContext, { icon: name = 'success', image }: ToastOptions): Node | null {
  if (image) return h('img', { attrs: { src: context.files.url(image), alt: '' } })
  if (name === 'success') return icon('check', 40)
  if (name === 'error') return icon('warn', 40)
  return name === 'loading' ? h('i', { class: 'spinner' }) : null
}

/** Toast and loading share one place on the screen: the later one replaces the earlier. */
export function toastApis(context: WxContext): Record<string, unknown> {
  let shown: Shown | undefined

  const hide = (only?: Shown['kind']): void => {
    if (!shown || (only && shown.kind !== only)) return
    clearTimeout(shown.timer)
    shown.element.remove()
    shown = undefined
  }
  const show = (kind: Shown['kind'], options: ToastOptions): void => {
    hide()
    const picture = sign(context, options)
    const element = h(
      'div',
      {
        class: options.mask ? 'wx-toast-layer mask' : 'wx-toast-layer',
        attrs: { 'data-native': kind },
      },
      h(
        'div',
        { class: picture ? 'wx-toast with-icon' : 'wx-toast', attrs: { role: 'status' } },
        picture,
        h('span', { text: options.title }),
      ),
    )
    overlayOf(context).append(element)
    const timer =
      kind === 'toast'
        ? window.setTimeout(() => hide('toast'), options.duration ?? DEFAULT_MS)
        : undefined
    shown = { kind, element, timer }
  }
  const hideApi = (name: string, kind: Shown['kind']): unknown =>
    asyncApi<{ noConflict?: boolean }>(name, ({ noConflict }) =>
      hide(noConflict ? kind : undefined),
    )

  return {
    showToast: asyncApi<ToastOptions>('showToast', (options) => show('toast', options), {
      rules: {
        title: 'String',
        icon: { oneOf: ['success', 'error', 'loading', 'none'], optional: true },
        image: 'String?',
        duration: 'Number?',
        mask: 'Boolean?',
      },
    }),
    hideToast: hideApi('hideToast', 'toast'),
    showLoading: asyncApi<{ title: string; mask?: boolean }>(
      'showLoading',
      (options) => show('loading', { ...options, icon: 'loading' }),
      { rules: { title: 'String', mask: 'Boolean?' } },
    ),
    hideLoading: hideApi('hideLoading', 'loading'),
  }
}
