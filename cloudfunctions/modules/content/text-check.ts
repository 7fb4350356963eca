import type { SeenText } from '../../../miniprogram/contract/seen'
import type { PathFinding, Services } from '../../kernel/context'
import { findWords, verdictOf, type WordEntry } from './content.logic'
import { WORD_STANDARD } from './word-standard'

/** Longest text that WeChat checks at once, in UTF-16 code units: never more characters than it counts itself. */
const CHECK_MAX = 2500
/** How much of a piece is seen again with the next one, so that no word is cut in two. */
const OVERLAP = 20

type Suggest = (content: string, openid: string) => Promise<'pass' | 'review' | 'risky'>

interface Piece {
  path: string
  text: string
}

/** Does not part the two halves of a character outside of the basic plane. */
const wholeIndex = (text: string, index: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(index)) && /[\ud800-\udbff]/.test(text.charAt(index - 1))
    ? index - 1
    : index

/** After the last sentence that ends in the second half of what fits, else where it stops fitting. */
function cutAfter(text: string): number {
  const half = CHECK_MAX / 2
  const ends = [...text.slice(half, CHECK_MAX).matchAll(/[。！？!?；;\n]/g)]
  const last = ends.at(-1)
  return last ? half + last.index + 1 : wholeIndex(text, CHECK_MAX)
}

/** A text in pieces that WeChat takes, each beginning with the end of the one before. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > CHECK_MAX) {
    const cut = cutAfter(rest)
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(wholeIndex(rest, cut - OVERLAP))
  }
  return [...pieces, rest]
}

/** Pieces that fit into one check travel together, so that a whole rule book is one or two calls. */
function batches(texts: SeenText[]): Piece[][] {
  const result: Piece[][] = []
  let size = Infinity
  for (const { path, text } of texts) {
    for (const piece of piecesOf(text)) {
      if (piece.trim() === '') continue
      if (size + piece.length > CHECK_MAX) {
        result.push([])
        size = 0
      }
      result.at(-1)!.push({ path, text: piece })
      size += piece.length + 1
    }
  }
  return result
}

/**
 * The content check of every text that others will see: our word standard first, then WeChat's. The standard's findings follow
 * the kind of text; WeChat's refusal holds for every kind, as WeChat asks of those who publish what people write.
 */
export const createTextCheck =
  (suggest: Suggest, words: readonly WordEntry[] = WORD_STANDARD): Services['checkTexts'] =>
  async (texts, openid) => {
    const findings: PathFinding[] = []
    for (const { path, kind, text } of texts) {
      const found = findWords(text, words)
      const { verdict, finding } = verdictOf(kind, found)
      if (verdict !== 'pass') return { verdict, path, word: finding?.word ?? null }
      findings.push(...found.map((one) => ({ ...one, path })))
    }
    for (const batch of batches(texts)) {
      const whole = await suggest(batch.map(({ text }) => text).join('\n'), openid)
      if (whole === 'pass') continue
      // Which of them it was: one by one.
      for (const { path, text } of batch.length > 1 ? batch : []) {
        const verdict = await suggest(text, openid)
        if (verdict !== 'pass') return { verdict, path, word: null }
      }
      return { verdict: whole, path: batch[0]!.path, word: null }
    }
    return { verdict: 'pass', findings }
  }
