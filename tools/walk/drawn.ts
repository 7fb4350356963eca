import type { Frame } from 'playwright-core'

/** What of a page is seen on the screen without scrolling. */
export interface Drawn {
  /** Elements that show a text, a picture, a line or a surface. */
  marks: number
  /** First visible text, to tell pages apart in a table. */
  text: string
}

/** Looks at the page in front. A page that the mini program drew nothing on has no marks. */
export async function lookAtPage(frame: Frame): Promise<Drawn> {
  return await frame.evaluate(() => {
    const pages = Array.from(document.querySelectorAll<HTMLIFrameElement>('iframe.page-frame'))
    const front = pages.filter((page) => page.checkVisibility({ visibilityProperty: true })).at(-1)
    const body = front?.contentDocument?.body
    const window = front?.contentWindow
    if (!body || !window) return { marks: 0, text: '' }
    const found = { marks: 0, text: '' }
    for (const element of elementsIn(body)) {
      const box = element.getBoundingClientRect()
      if (!isOnScreen(box) || !element.checkVisibility({ opacityProperty: true })) continue
      const text = ownText(element)
      if (text === '' && !isPicture(element) && !hasSurface(element)) continue
      found.marks += 1
      found.text ||= text
    }
    return found

    function elementsIn(root: Element | ShadowRoot): Element[] {
      return Array.from(root.querySelectorAll('*')).flatMap((element) => [
        element,
        ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
      ])
    }
    function isOnScreen({ width, height, bottom, right, top, left }: DOMRect): boolean {
      const { innerWidth = 0, innerHeight = 0 } = window ?? {}
      const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
      return width > 0 && height > 0 && isInside
    }
    function ownText(element: Element): string {
      return Array.from(element.childNodes, (node) => (node.nodeType === 3 ? node.nodeValue : ''))
        .join('')
        .trim()
    }
    function isPicture(element: Element): boolean {
      return /^(img|canvas|svg|video|input|textarea)$/i.test(element.tagName)
    }
    function hasSurface(element: Element): boolean {
      const style = window?.getComputedStyle(element)
      if (!style) return false
      const isFilled = !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor)
      return isFilled || style.backgroundImage !== 'none' || style.borderTopWidth !== '0px'
    }
  })
}
