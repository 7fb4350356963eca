/** Collects what is wrong; values are compared by what they say. */
export function collector() {
  const problems: string[] = []
  return {
    problems,
    same(what: string, actual: unknown, expected: unknown): void {
      const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
      if (a !== b) problems.push(`${what}: ${a}, not ${b}`)
    },
    holds(what: string, isTrue: boolean): void {
      if (!isTrue) problems.push(what)
    },
  }
}

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

export const isUnique = (values: readonly string[]): boolean =>
  new Set(values).size === values.length
