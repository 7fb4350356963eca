/**
 * How near something here comes to WeChat.
 * - `faithful`: behaves as documented, and a test uses it;
 * - `partial`: works, with a difference that the note names;
 * - `absent`: asking for it throws an error that names it, never `undefined`.
 */
export type State = 'faithful' | 'partial' | 'absent'

/**
 * What somebody has judged of one name. Names without a judgement need none: those in the code are faithful once a test
 * uses them (and partial until then), those only WeChat has are absent.
 */
export interface Judgement {
  state: State
  /** The difference, or a remark on something faithful. */
  note: string
}

export type Judgements = Readonly<Record<string, Judgement>>

export const partial = (note: string): Judgement => ({ state: 'partial', note })
export const absent = (note: string): Judgement => ({ state: 'absent', note })
export const remark = (note: string): Judgement => ({ state: 'faithful', note })

/** The same judgement for several names. */
export function each(names: string, judgement: Judgement): Judgements {
  return Object.fromEntries(names.split(' ').map((name) => [name, judgement]))
}

/** A behaviour that no list in the code names. A faithful one has a test: its file and words of its title. */
export interface Behaviour {
  name: string
  state: State
  note: string
  test?: readonly [file: string, title: string]
}

type Test = readonly [file: string, title: string]

export const works = (name: string, test: Test, note = ''): Behaviour => ({
  name,
  state: 'faithful',
  note,
  test,
})
export const differs = (name: string, note: string): Behaviour => ({ name, state: 'partial', note })
export const misses = (name: string, note = ''): Behaviour => ({ name, state: 'absent', note })
