import { openSheet, type Sheet } from '../../kit/sheet'
import type { WxContext } from './context'
import { noteTap } from './gesture'
import { OVERLAY_STYLE } from './overlay-style'

const styled = new WeakSet<Document>()

/** The element above the pages, dressed for the device as it is now. */
export function overlayOf(context: WxContext): HTMLElement {
  const overlay = context.overlay()
  if (!styled.has(document)) {
    styled.add(document)
    const style = document.createElement('style')
    style.textContent = OVERLAY_STYLE
    document.head.append(style)
    // An answer to a dialog is a tap of the person like any other (subscription requests may follow it).
    overlay.addEventListener('click', noteTap, true)
  }
  const { device } = context.host
  overlay.dataset['theme'] = context.app.darkmode ? device.theme : 'light'
  overlay.style.setProperty('--font-scale', String(device.fontSizeSetting / 16))
  overlay.style.setProperty('--safe-bottom', `${device.safeAreaBottom}px`)
  overlay.style.setProperty('--status-bar', `${device.statusBarHeight}px`)
  return overlay
}

/** Opens a dialog, sheet or full screen above the mini program. */
export function openOverlay(context: WxContext, options: Parameters<typeof openSheet>[1]): Sheet {
  return openSheet(overlayOf(context), options)
}
