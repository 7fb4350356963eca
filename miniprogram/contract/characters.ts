/**
 * Characters as people count them. Regular expressions here use `\p{…}` with the `u` flag as literals: engines of base library 3.0
 * and later know it (V8 64, JavaScriptCore of iOS 11.3), and the official compiler can rewrite a literal for older ones. No
 * look-behind: iOS has it from 16.4 only.
 */

/** What belongs to the character before it: marks, variation selectors, skin tones, letters of flag tags. */
const CLUSTER =
  /\r\n|[\u{1F1E6}-\u{1F1FF}]{2}|[^](?:\u200d(?![0-9#*])\p{Emoji}|[\p{M}\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}\u200c\u200d])*/gu

/** For phones without `Intl.Segmenter` (iOS up to 14): the same for letters, Han characters and emoji. */
export const countByCodePoints = (text: string): number => text.match(CLUSTER)?.length ?? 0

const segmenter =
  typeof Intl === 'object' && typeof Intl.Segmenter === 'function'
    ? new Intl.Segmenter('zh', { granularity: 'grapheme' })
    : null

/** Length in characters as people count: 「😀」, a flag, a family of emoji and 「é」 are one each. */
export function countCharacters(text: string): number {
  if (segmenter === null) return countByCodePoints(text)
  let count = 0
  for (const _segment of segmenter.segment(text)) count += 1
  return count
}

/** UTF-16 units that a character may need: a family of four with skin tones has 19, far more is a pile of marks. */
const UNITS_MAX = 20

/** Whether a text has at most `max` characters; also bounds what it weighs, whatever its characters are made of. */
export const fitsCharacters = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= max * UNITS_MAX && countCharacters(text) <= max)

/** Halves of a character that have lost the other half: no database or screen keeps them. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Cs}/u.test(text)

/** Marks that turn the order of a line around; they leak into the text beside. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
export const stripBidi = (text: string): string => text.replace(BIDI, '')

/** Control characters that are neither line break nor tab. */
export const hasControl = (text: string): boolean => /[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text)

/** Characters without ink: invisible ones, fillers, the blank Braille pattern. */
const BLANK = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
export const hasInk = (text: string): boolean => text.replace(BLANK, '') !== ''

export const TOO_LONG = (max: number): string => `太长了，最多 ${max} 个字`
export const UNSHOWABLE = '有无法显示的字符，请删掉'
export const EMPTY = '还没有填写'
