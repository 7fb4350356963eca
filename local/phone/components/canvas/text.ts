/**
 * A phone has Chinese glyphs for any font a canvas is given, at once. A computer may have none, and a web font would come
 * after the text has been drawn: the slices of the page's own Chinese font are therefore loaded here before drawing, each
 * once and in step.
 */

const PAGE_FONT = 'Noto Sans SC'
const FAMILY = 'Canvas Noto Sans SC'
const SUFFIX = `, "${FAMILY}"`
const ASCII_END = 0x7f
const BOLD_FROM = 600

interface Slice {
  weight: number
  /** First and last character of each range. */
  ranges: [number, number][]
  url: string
}

const parseRange = (text: string): [number, number] => {
  const [from = '', to = from] = text.trim().replace(/^U\+/i, '').split('-')
  return [parseInt(from, 16), parseInt(to, 16)]
}

function slicesOf(sheet: CSSStyleSheet): Slice[] {
  return Array.from(sheet.cssRules).flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule)) return []
    const value = (name: string) => rule.style.getPropertyValue(name)
    const url = /url\("?([^")]+)"?\)/.exec(value('src'))?.[1]
    if (!url || !value('font-family').includes(PAGE_FONT)) return []
    const ranges = value('unicode-range').split(',').map(parseRange)
    return [{ weight: Number(value('font-weight')), ranges, url }]
  })
}

let known: Slice[] = []
const slices = (): Slice[] => {
  if (known.length === 0) known = Array.from(document.styleSheets).flatMap(slicesOf)
  return known
}

/** A synchronous request gives text only; this character set keeps every byte as it is. */
function bytesOf(url: string): ArrayBuffer | null {
  const request = new XMLHttpRequest()
  request.open('GET', url, false)
  request.overrideMimeType('text/plain; charset=x-user-defined')
  request.send()
  if (request.status !== 200) return null
  return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff).buffer
}

/** Every page is a document with fonts of its own. */
const loaded = new WeakMap<Document, Set<Slice>>()

function load(slice: Slice, page: Document): void {
  const had = loaded.get(page) ?? new Set()
  loaded.set(page, had)
  if (had.has(slice)) return
  had.add(slice)
  const bytes = bytesOf(slice.url)
  if (!bytes) return
  const unicodeRange = slice.ranges
    .map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`)
    .join(',')
  const Face = page.defaultView?.FontFace ?? FontFace
  page.fonts.add(new Face(FAMILY, bytes, { weight: String(slice.weight), unicodeRange }))
}

const isBold = (font: string): boolean => {
  const weight = /^(?:.*\s)?(bold|bolder|[1-9]00)\s/.exec(font)?.[1]
  return weight !== undefined && (weight.startsWith('bold') || Number(weight) >= BOLD_FROM)
}

/** Loads what the text needs beyond ASCII. */
function provide(text: string, font: string, page: Document): void {
  const weight = isBold(font) ? 700 : 400
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code <= ASCII_END) continue
    const slice = slices().find(
      (one) => one.weight === weight && one.ranges.some(([from, to]) => code >= from && code <= to),
    )
    if (slice) load(slice, page)
  }
}

const TEXT_METHODS = ['fillText', 'strokeText', 'measureText'] as const
const equipped = new WeakSet<CanvasRenderingContext2D>()

/** Makes the context find Chinese glyphs whatever font it is given; it still answers the font that was set. */
export function withPhoneFonts(context: CanvasRenderingContext2D): CanvasRenderingContext2D {
  if (equipped.has(context)) return context
  equipped.add(context)
  const plain = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(context), 'font')
  const read = (): string => String(plain?.get?.call(context) ?? '')
  const write = (font: string): void => plain?.set?.call(context, font + SUFFIX)
  Object.defineProperty(context, 'font', {
    configurable: true,
    enumerable: true,
    get: () => read().replace(SUFFIX, ''),
    set: (font: unknown) => write(String(font)),
  })
  for (const name of TEXT_METHODS) {
    const method = context[name] as (...args: unknown[]) => unknown
    Object.defineProperty(context, name, {
      configurable: true,
      value: (text: unknown, ...rest: unknown[]) => {
        // A new canvas and one whose size was set have the browser's font.
        if (!read().includes(FAMILY)) write(read())
        provide(String(text), read(), context.canvas.ownerDocument)
        return method.call(context, text, ...rest)
      },
    })
  }
  return context
}
