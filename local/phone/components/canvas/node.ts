import { withPhoneFonts } from './text'

/** A canvas as the mini program gets it: the browser's own, with what WeChat adds. */
export type CanvasNode = HTMLCanvasElement & {
  createImage(): HTMLImageElement
  createPath2D(path?: Path2D | string): Path2D
  createImageData(width: number, height: number): ImageData
  requestAnimationFrame(callback: FrameRequestCallback): number
  cancelAnimationFrame(id: number): void
}

type Resolve = (src: string) => string | Promise<string>

/** An image whose `src` may be any path a mini program knows. */
function createImage(resolve: Resolve): HTMLImageElement {
  const image = new Image()
  const plain = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  let given = ''
  Object.defineProperty(image, 'src', {
    configurable: true,
    get: () => given,
    set: (src: string) => {
      given = String(src)
      void Promise.resolve(resolve(given)).then((url) => plain?.set?.call(image, url))
    },
  })
  return image
}

/**
 * What only an element of a document has: libraries look for these to tell a browser from a phone. Its parents stay, for
 * touches find their way by them.
 */
const OF_ELEMENTS = [
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'nodeName',
  'tagName',
  'style',
  'setAttribute',
  'getAttribute',
] as const

export function toCanvasNode(canvas: HTMLCanvasElement, resolve: Resolve): CanvasNode {
  for (const name of OF_ELEMENTS) {
    Object.defineProperty(canvas, name, { value: undefined, writable: true, configurable: true })
  }
  const getContext = canvas.getContext.bind(canvas) as (
    ...args: unknown[]
  ) => RenderingContext | null
  return Object.assign(canvas, {
    getContext: ((...args: unknown[]) => {
      const context = getContext(...args)
      // Not by its class: each page has one of its own.
      return context && 'fillText' in context ? withPhoneFonts(context) : context
    }) as HTMLCanvasElement['getContext'],
    createImage: () => createImage(resolve),
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  })
}
