/** One character as the word standard compares it, with where it stands in the original text. */
export interface Char {
  char: string
  /** UTF-16 indexes in the original text. */
  start: number
  end: number
  /** Noise before it: `weak` may stand between words, `strong` may not. */
  gap: 'none' | 'weak' | 'strong'
  /** Length of the run without gaps that it belongs to. */
  run: number
}

/** Characters between two separators: only inside of one can a word be. */
export interface Segment {
  chars: Char[]
}

const WORD = /^[\p{L}\p{N}]$/u
/** Not there: invisible characters and combining marks, put in to get past a check. */
const NOTHING = /^[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]$/u
const STRONG = /^[*_~^]$/
const WEAK = /^[^\S\r\n\u2028\u2029]$|^[-.·•・|/\\+=#]$|^\p{Extended_Pictographic}$/u

/** Traditional forms of the characters of the default list, in pairs: traditional, simplified. */
const TRADITIONAL =
  '飛飞單单開开發发票票釦扣國国級级穩稳賺赚賠赔險险絕绝無无僅仅網网賭赌獨独內内點点傭佣刷刷紅红領领錢钱貸贷現现證证辦办洗洗號号碼码買买賣卖價价質质薦荐股股視视頻频妳你個个微微'
const SIMPLE = new Map<string, string>()
const pairs = [...TRADITIONAL]
for (let index = 0; index < pairs.length; index += 2) SIMPLE.set(pairs[index]!, pairs[index + 1]!)

/** One code point as it is compared: perhaps several characters, e.g. of 「㊙」 or 「ﬁ」. */
const fold = (codePoint: string): string[] =>
  [...codePoint.normalize('NFKC').toLowerCase()].map((char) => SIMPLE.get(char) ?? char)

/** A word as it is compared: folded, without noise and separators. */
export const foldText = (text: string): string =>
  [...text]
    .flatMap(fold)
    .filter((char) => WORD.test(char))
    .join('')

/** Cuts a text at what always separates words and marks the gaps that noise leaves. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [{ chars: [] }]
  let gap: Char['gap'] = 'none'
  let start = 0
  for (const codePoint of text) {
    const end = start + codePoint.length
    for (const char of fold(codePoint)) {
      const { chars } = segments.at(-1)!
      if (NOTHING.test(char)) continue
      if (WORD.test(char)) {
        chars.push({ char, start, end, gap: chars.length === 0 ? 'none' : gap, run: 0 })
        gap = 'none'
      } else if (STRONG.test(char)) gap = gap === 'weak' ? 'weak' : 'strong'
      else if (WEAK.test(char)) gap = 'weak'
      else {
        segments.push({ chars: [] })
        gap = 'none'
      }
    }
    start = end
  }
  for (const { chars } of segments) measureRuns(chars)
  return segments.filter(({ chars }) => chars.length > 0)
}

function measureRuns(chars: Char[]): void {
  let first = 0
  for (let index = 1; index <= chars.length; index += 1) {
    if (index < chars.length && chars[index]!.gap === 'none') continue
    for (let at = first; at < index; at += 1) chars[at]!.run = index - first
    first = index
  }
}
