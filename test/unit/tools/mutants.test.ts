import { applyMutant, type Mutant } from '../../../tools/mutants/mutant'
import { outcomeOf, type JestReport } from '../../../tools/mutants/outcome'
import { typeChecker } from '../../../tools/mutants/types'

const mutant = (changes: Partial<Mutant> = {}): Mutant => ({
  ...{ file: 'a.ts', old: 'a < b', new: 'a <= b', why: 'off by one', tests: ['t'], ...changes },
})

describe('putting a wrong rule into a file', () => {
  it('changes the one place it is about', () => {
    expect(applyMutant('if (a < b) f()', mutant())).toBe('if (a <= b) f()')
    expect(applyMutant('a < b', mutant({ new: '$& $1' }))).toBe('$& $1')
  })

  it.each([
    ['is gone', 'if (a > b) f()', mutant(), '0 times'],
    ['is not the only one', 'a < b && a < b', mutant(), '2 times'],
    ['stays as it is', 'a < b', mutant({ new: 'a < b' }), 'changes nothing'],
  ])('fails loudly when the place %s', (_what, source, wrong, message) => {
    expect(() => applyMutant(source, wrong)).toThrow(message)
  })
})

describe('what became of a mutant', () => {
  const test = (status: string, ...failureMessages: string[]) => ({
    ...{ status, fullName: `a test that ${status}`, failureMessages },
  })
  const report = (tests: ReturnType<typeof test>[], message = ''): JestReport => ({
    ...{ numTotalTests: tests.length },
    testResults: [{ name: 't', message, assertionResults: tests }],
  })

  it('is killed by a test that fails for what the code does', () => {
    const failed = test('failed', 'expect(received).toBe(expected)')
    expect(outcomeOf(report([test('passed'), failed], '● a test'))).toEqual({
      ...{ kind: 'killed', by: 'a test that failed' },
    })
    // Also when it is the only one: what the code does may show in the first test.
    expect(outcomeOf(report([failed], '● a test'))).toMatchObject({ kind: 'killed' })
  })

  it('is killed by a hook that fails after the tests, as the one for budgets', () => {
    expect(outcomeOf(report([test('passed')], '● over the budget'))).toMatchObject({
      kind: 'killed',
    })
  })

  it('survives tests that pass', () => {
    expect(outcomeOf(report([test('passed')]))).toEqual({ kind: 'survived' })
  })

  it.each([
    ['a file that does not load', report([], '● Test suite failed to run\n\nSyntaxError: oops')],
    ['no test at all', report([])],
    ['code that does not run', report([test('failed', 'TypeError: f is not a function')], 'x')],
    ['a name that is not there', report([test('failed', 'ReferenceError: x is not defined')], 'x')],
  ])('is broken by %s: that proves nothing about tests', (_what, broken) => {
    expect(outcomeOf(broken).kind).toBe('broken')
  })
})

describe('a wrong rule that the compiler refuses', () => {
  it('is found, and one that it does not is let through', () => {
    const problemOf = typeChecker()
    const file = 'cloudfunctions/kernel/order-key.ts'
    const key = (body: string) =>
      `export const orderKey = (at: number, id: string): string => ${body}`
    expect(problemOf(file, key('at'))).toContain('not assignable')
    expect(problemOf(file, key('`${at'))).not.toBeNull()
    expect(problemOf(file, key('`${at}:${id}`'))).toBeNull()
  })
})
