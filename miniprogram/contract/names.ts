/**
 * Names of people, groups and companies, one schema for phone and server.
 *
 * Cleaned without a word: composed to NFC, trimmed, runs of spaces (also wide and no-break ones) become one space. Kept: emoji with
 * what they are made of (joiners, variation selectors, skin tones) and combining marks. Refused with a sentence: line breaks and
 * tabs; characters that cannot be seen or turn the line around; halves of characters, private ones, piles of marks; names without
 * a letter or Han character; names that are too long as people count. Flags made of invisible tags (England) are refused.
 */
import * as v from '../vendor/valibot'
import { fitsCharacters, hasLoneSurrogate, TOO_LONG, UNSHOWABLE } from './characters'
import { COMPANY_NAME_MAX, GROUP_NAME_MAX, NAME_MAX } from './limits'
import { seenBy } from './seen'

export const ONE_LINE = '只能写一行'
export const INVISIBLE = '不能有看不见的字符'
export const NEEDS_LETTER = '至少要有一个字或字母'

/** Emoji sequences, whose joiners and selectors are a part of what is seen. */
const EMOJI =
  /[0-9#*]\ufe0f?\u20e3|(?![0-9#*])\p{Emoji}[\ufe0f\p{Emoji_Modifier}]*(?:\u200d(?![0-9#*])\p{Emoji}[\ufe0f\p{Emoji_Modifier}]*)*/gu
/** Control, format and default-ignorable characters, fillers that look like nothing, the blank Braille pattern. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
/** Private characters look different on every phone, non-characters like nothing; four marks on a letter cover the line above. */
const ODD = /[\p{Co}\ufdd0-\ufdef\ufffe\uffff]|\p{M}{4,}/u
const LINE = /[\n\r\t\v\f\x85\u2028\u2029]/

const compose = (name: string): string => name.normalize('NFC')
const tidy = (name: string): string => name.replace(/\p{Zs}+/gu, ' ').replace(/^ | $/g, '')
const withoutEmoji = (name: string): string => name.replace(EMOJI, '')

const nameOf = (max: number) =>
  v.pipe(
    v.string(),
    v.transform(compose),
    v.transform(tidy),
    v.minLength(1),
    v.check((name) => !LINE.test(name), ONE_LINE),
    v.check((name) => !hasLoneSurrogate(name) && !ODD.test(name), UNSHOWABLE),
    v.check((name) => !UNSEEN.test(withoutEmoji(name)), INVISIBLE),
    v.check((name) => /\p{L}/u.test(name), NEEDS_LETTER),
    v.check((name) => fitsCharacters(name, max), TOO_LONG(max)),
    seenBy('name'),
  )

export const PersonName = nameOf(NAME_MAX)
export const GroupName = nameOf(GROUP_NAME_MAX)
/** Of a company, and of whatever else is called in a few words. */
export const ShortName = nameOf(COMPANY_NAME_MAX)

const HIDDEN = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** What two names that look alike have in common: width, case, spaces and invisible characters do not count. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().replace(HIDDEN, '').normalize('NFKC')

/** Two people of a group with these names could not be told apart. */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b)
