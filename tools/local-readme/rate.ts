import type { Judgement, Judgements, State } from '../../local/fidelity/types'

/** One name of a table. */
export interface Rated {
  name: string
  state: State
  note: string
}

export interface Subject {
  /** Names that the code has. */
  known: Iterable<string>
  /** Names that WeChat has. */
  official: Iterable<string>
  /** Whether a test uses it. */
  isUsed(name: string): boolean
  judged: Judgements
  /** Settings that nothing has to read may be called partial. */
  mayIgnore?: boolean
}

const UNTESTED = 'no test uses it'

/**
 * The rule of all tables. What only WeChat has is absent. What the code has is what somebody judged it to be; without a
 * judgement, or with a mere remark, it is faithful when a test uses it and partial otherwise.
 * @throws Error for a judgement of something that neither the code nor WeChat has, or that the code does not have
 */
export function rate({ known, official, isUsed, judged, mayIgnore }: Subject): Rated[] {
  const here = new Set(known)
  const names = new Set([...here, ...official])
  for (const [name, { state }] of Object.entries(judged)) {
    const isStray = !names.has(name) && state !== 'absent'
    const isGone = state === 'partial' && !here.has(name) && mayIgnore !== true
    if (isStray || isGone) throw new Error(`local/fidelity judges ${name}, which is not there`)
    names.add(name)
  }
  return [...names].map((name) => rateOne(name, here.has(name), isUsed, judged[name]))
}

function rateOne(
  name: string,
  isHere: boolean,
  isUsed: Subject['isUsed'],
  judgement: Judgement | undefined,
): Rated {
  const note = judgement?.note ?? ''
  if (judgement && judgement.state !== 'faithful') return { name, ...judgement }
  if (!isHere && judgement === undefined) return { name, state: 'absent', note }
  if (isUsed(name)) return { name, state: 'faithful', note }
  return { name, state: 'partial', note: [note, UNTESTED].filter(Boolean).join('; ') }
}
