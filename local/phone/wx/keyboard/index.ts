import { asyncApi, listenerPair, WxFail, type WxContext, type WxFamily } from '../support'

/** The focused element, down through the pages' own documents. */
function focused(): HTMLElement | null {
  let element = document.activeElement
  while (element instanceof HTMLIFrameElement && element.contentDocument) {
    element = element.contentDocument.activeElement
  }
  // Elements of a page belong to another realm: `instanceof HTMLElement` would say no.
  return element && 'blur' in element ? (element as HTMLElement) : null
}

const isField = (element: HTMLElement | null): element is HTMLElement =>
  element !== null && /^(INPUT|TEXTAREA)$/.test(element.tagName)

/** A computer has no soft keyboard: it never covers the page, so its height never changes. */
export function keyboardFamily({ events }: WxContext): WxFamily {
  return {
    name: 'keyboard',
    apis: {
      hideKeyboard: asyncApi('hideKeyboard', () => {
        const element = focused()
        if (!isField(element)) throw new WxFail('input not exists')
        element.blur()
      }),
      ...listenerPair(events, 'keyboardHeightChange', 'KeyboardHeightChange'),
    },
    schema: { onKeyboardHeightChange: { callback: ['height'] } },
  }
}
