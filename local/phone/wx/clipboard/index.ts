import { asyncApi, overlayOf, type WxContext, type WxFamily } from '../support'
import { h } from '../../kit/dom'

const NOTE_MS = 1500

function tell(context: WxContext, text: string): void {
  const note = h(
    'div',
    { class: 'wx-toast-layer' },
    h('div', { class: 'wx-toast', attrs: { role: 'status' } }, h('span', { text })),
  )
  overlayOf(context).append(note)
  setTimeout(() => note.remove(), NOTE_MS)
}

/**
 * The clipboard: what the mini program wrote is read back from memory, so that it works where the browser refuses; the
 * computer's own clipboard is written as well when the browser allows it.
 */
export function clipboardFamily(context: WxContext): WxFamily {
  let text: string | undefined
  return {
    name: 'clipboard',
    apis: {
      setClipboardData: asyncApi<{ data: string }>(
        'setClipboardData',
        async ({ data }) => {
          await context.privacy.require('setClipboardData')
          text = data
          await navigator.clipboard?.writeText(data).catch(() => undefined)
          tell(context, '内容已复制')
        },
        { rules: { data: 'String' } },
      ),
      getClipboardData: asyncApi<object, { data: string }>('getClipboardData', async () => {
        await context.privacy.require('getClipboardData')
        return { data: text ?? (await navigator.clipboard?.readText().catch(() => '')) ?? '' }
      }),
    },
    schema: { setClipboardData: { object: ['data'] }, getClipboardData: { success: ['data'] } },
  }
}
