/**
 * The word standard: finds listed words in a text and says what follows for this kind of text. Pure.
 *
 * What counts as the same word: full-width and half-width, upper and lower case, the traditional forms in `TRADITIONAL`;
 * invisible characters and combining marks are not there at all.
 *
 * What a hit may stretch over, from the strictest:
 * 1. Sentence punctuation, brackets, quotes, line breaks and whatever else is neither letter, digit nor noise always separate.
 * 2. Noise between characters — spaces, `* _ ~ ^ - . · • | / \ + = #`, emoji — is skipped, with care for words that only meet:
 *    over a gap of spaces or `- . · • | / \ + = #` or emoji a hit counts when on one side of it stands a single character
 *    (「回 扣」,「有 回 扣」), or when the hit begins and ends with whole runs of characters (「稳赚 不赔」). Otherwise the end of one
 *    word met the start of the next (「收回 扣分」) and it is none. Over a gap of `* _ ~ ^` alone, which nobody writes between
 *    words, a hit always counts (「给你回*扣好商量」).
 * 3. Without a gap a hit counts, except inside one of the entry's `unless` (「收回扣分」 for 回扣).
 * 4. A word that begins or ends with a Latin letter or digit ends there in the text as well (`加v` is not in `加vip`).
 */
import type { TextKind } from '../../../miniprogram/contract/seen'
import type { Finding, WordLevel } from '../../kernel/context'
import { foldText, segmentsOf, type Segment } from './segments'

export interface WordEntry {
  word: string
  level: WordLevel
  category: string
  /** Day from which it stands in the list, `2026-11-28`. */
  since: string
  /** Longer words that hold this one and are innocent. */
  unless?: readonly string[]
}

/** What a company changes in the list; a word it does not know is added, `off` takes one out. */
export interface WordOverride {
  word: string
  level: WordLevel | 'off'
  since: string
  category?: string
}

/** Bounds of a word in characters: one character alone is in too many innocent words. */
export const WORD_LENGTH = { min: 2, max: 20 } as const

/** Category of words that a company added itself. */
export const OWN_CATEGORY = 'own'

interface Node {
  next: Map<string, Node>
  entry: (WordEntry & { folded: string; unless: string[] }) | null
}

const tries = new WeakMap<readonly WordEntry[], Node>()

const newNode = (): Node => ({ next: new Map(), entry: null })

/** Own matcher: mint-filter 4.0.3 gives no positions and misses 「bc」 in 「abce」 when 「abcd」 is listed too. */
function trieOf(list: readonly WordEntry[]): Node {
  const known = tries.get(list)
  if (known) return known
  const root = newNode()
  for (const entry of list) {
    const folded = foldText(entry.word)
    if (folded === '') continue
    let node = root
    for (const char of folded) {
      const next = node.next.get(char) ?? newNode()
      node.next.set(char, next)
      node = next
    }
    node.entry = { ...entry, folded, unless: (entry.unless ?? []).map(foldText) }
  }
  tries.set(list, root)
  return root
}

const isLatin = (char: string | undefined): boolean => char !== undefined && /[a-z0-9]/.test(char)

/** Characters `from` to `to` of a segment, both included, may be one word: rules 2 and 4 of the file's head. */
function isOneWord({ chars }: Segment, from: number, to: number): boolean {
  const before = chars[from - 1]
  const after = chars[to + 1]
  const startsRun = !before || chars[from]!.gap !== 'none'
  const endsRun = !after || after.gap !== 'none'
  if (isLatin(chars[from]!.char) && !startsRun && isLatin(before!.char)) return false
  if (isLatin(chars[to]!.char) && !endsRun && isLatin(after!.char)) return false
  if (startsRun && endsRun) return true
  const runLength = (index: number) => chars[index]!.run
  for (let index = from + 1; index <= to; index += 1) {
    if (chars[index]!.gap !== 'weak') continue
    if (runLength(index - 1) > 1 && runLength(index) > 1) return false
  }
  return true
}

/** The hit is a part of a longer innocent word, written without gaps. */
function isInnocent(segment: Segment, from: number, word: string, unless: string[]): boolean {
  return unless.some((longer) => {
    for (let at = longer.indexOf(word); at >= 0; at = longer.indexOf(word, at + 1)) {
      const slice = segment.chars.slice(Math.max(0, from - at), from - at + longer.length)
      const isWhole = slice.slice(1).every(({ gap }) => gap === 'none')
      if (isWhole && slice.map(({ char }) => char).join('') === longer) return true
    }
    return false
  })
}

function* hitsIn(segment: Segment, root: Node): Generator<Finding> {
  const { chars } = segment
  for (let from = 0; from < chars.length; from += 1) {
    let node: Node | undefined = root
    for (let to = from; node && to < chars.length; to += 1) {
      node = node.next.get(chars[to]!.char)
      const entry = node?.entry
      if (!entry || !isOneWord(segment, from, to)) continue
      if (isInnocent(segment, from, entry.folded, entry.unless)) continue
      const { word, level, category } = entry
      yield { word, level, category, start: chars[from]!.start, end: chars[to]!.end }
    }
  }
}

const RANK: Record<WordLevel, number> = { review: 1, forbid: 2, never: 3 }

/** A part of a longer finding that is at least as bad says nothing new. */
const isCovered = (finding: Finding, others: Finding[]): boolean =>
  others.some(
    (other) =>
      other !== finding &&
      other.start <= finding.start &&
      other.end >= finding.end &&
      other.end - other.start > finding.end - finding.start &&
      RANK[other.level] >= RANK[finding.level],
  )

/** The words of a list in a text, in the order of the text; linear in its length. */
export function findWords(text: string, list: readonly WordEntry[]): Finding[] {
  const root = trieOf(list)
  const found = segmentsOf(text).flatMap((segment) => [...hitsIn(segment, root)])
  return found.filter((finding) => !isCovered(finding, found)).sort((a, b) => a.start - b.start)
}

type Verdict = 'pass' | 'review' | 'risky'

/**
 * Names and posts speak for themselves: a forbidden word is refused. Rules, scripts and reasons speak *about* things (「严禁回扣」),
 * so what they hold is shown to whoever edits or reviews, and only what is an offence by itself is refused.
 */
const WALLS: Record<TextKind, Record<WordLevel, Verdict>> = {
  name: { never: 'risky', forbid: 'risky', review: 'review' },
  post: { never: 'risky', forbid: 'risky', review: 'review' },
  rules: { never: 'risky', forbid: 'pass', review: 'pass' },
  script: { never: 'risky', forbid: 'pass', review: 'pass' },
  reason: { never: 'risky', forbid: 'pass', review: 'pass' },
}

/** A reason is about one person, who reads it: no kind of reason needs an insult. */
const isInsulting = (kind: TextKind, { category }: Finding): boolean =>
  kind === 'reason' && category === 'insult'

/** What follows from the findings of a text, and the finding that decides; null when it passes. */
export function verdictOf(
  kind: TextKind,
  findings: readonly Finding[],
): { verdict: Verdict; finding: Finding | null } {
  const wallOf = (finding: Finding): Verdict =>
    isInsulting(kind, finding) ? 'risky' : WALLS[kind][finding.level]
  for (const verdict of ['risky', 'review'] as const) {
    const finding = findings.find((candidate) => wallOf(candidate) === verdict)
    if (finding) return { verdict, finding }
  }
  return { verdict: 'pass', finding: null }
}

const isWord = (folded: string): boolean => {
  const { length } = [...folded]
  return length >= WORD_LENGTH.min && length <= WORD_LENGTH.max
}

/**
 * The list a company works with: the default one with its own entries over it, the last of a word winning. Entries that are too
 * short or too long to be words are left out, so that nobody refuses every text by one character.
 */
export function mergeWords(
  defaults: readonly WordEntry[],
  overrides: readonly WordOverride[],
): WordEntry[] {
  const merged = new Map(defaults.map((entry) => [foldText(entry.word), entry]))
  for (const { word, level, since, category } of overrides) {
    const key = foldText(word)
    const known = merged.get(key)
    if (level === 'off') merged.delete(key)
    else if (isWord(key)) {
      const changed = { word, category: OWN_CATEGORY, ...known, level, since }
      merged.set(key, category === undefined ? changed : { ...changed, category })
    }
  }
  return [...merged.values()]
}
