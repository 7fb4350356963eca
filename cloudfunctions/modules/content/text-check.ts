import type { Services } from '../../kernel/context'
import { findForbidden } from './word-standard'

/** Longest text that WeChat checks at once, in characters. */
const CHECK_MAX = 2500

type Suggest = (content: string, openid: string) => Promise<'pass' | 'review' | 'risky'>

/** Indexes of texts that fit into one check together, so that a whole rule book is one or two calls. */
function chunks(texts: string[]): number[][] {
  const result: number[][] = []
  let size = Infinity
  texts.forEach((text, index) => {
    if (size + text.length > CHECK_MAX) {
      result.push([])
      size = 0
    }
    result.at(-1)!.push(index)
    size += text.length + 1
  })
  return result
}

/** The content check of every text that others will see: our word standard first, then WeChat's. */
export const createTextCheck =
  (suggest: Suggest): Services['checkTexts'] =>
  async (texts, openid) => {
    for (const [index, text] of texts.entries()) {
      const word = findForbidden(text)
      if (word !== null) return { verdict: 'risky', index, word }
    }
    for (const indexes of chunks(texts)) {
      const whole = await suggest(indexes.map((index) => texts[index]).join('\n'), openid)
      if (whole === 'pass') continue
      // Which of them it was: one by one.
      for (const index of indexes) {
        const verdict = await suggest(texts[index]!, openid)
        if (verdict !== 'pass') return { verdict, index, word: null }
      }
      return { verdict: whole, index: indexes[0]!, word: null }
    }
    return { verdict: 'pass' }
  }
