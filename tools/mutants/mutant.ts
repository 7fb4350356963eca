/** One wrong rule: a place in a source file with other words, and the tests that have to notice. */
export interface Mutant {
  /** From the root of the repository, e.g. `cloudfunctions/modules/rules/publish.ts`. */
  file: string
  /** Stands in the file exactly once. */
  old: string
  new: string
  /** What a person would meet if this went out. */
  why: string
  /** Test files, quickest first: they stop at the first that fails. */
  tests: string[]
}

/**
 * The source with the wrong rule in it.
 * @throws Error when the place is missing or not the only one: a list that no longer fits the code proves nothing.
 */
export function applyMutant(source: string, { file, old, new: text }: Mutant): string {
  const places = source.split(old).length - 1
  if (places !== 1) throw new Error(`${file} holds ${places} times: ${old}`)
  if (old === text) throw new Error(`${file}: changes nothing: ${old}`)
  return source.replace(old, () => text)
}
