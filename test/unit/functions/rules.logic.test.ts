import fc from 'fast-check'
import {
  diffClauses,
  isReordered,
  numberClauses,
  repeatedClause,
} from '../../../cloudfunctions/modules/rules/rules.logic'
import { CLAUSE_KINDS, type Clause } from '../../../miniprogram/contract/rules'

const clause = (clauseId: string, kind: Clause['kind'], text = clauseId): Clause => ({
  ...{ clauseId, kind, text },
})

const numbers = (clauses: readonly Clause[]) =>
  numberClauses(clauses).map(({ number, clauseId }) => `${number} ${clauseId}`)

describe('numbers of clauses [S1.2]', () => {
  it('count the kinds in use in their order, and the clauses of each in theirs', () => {
    const clauses = [clause('r', 'reward'), clause('b', 'conduct'), clause('a', 'conduct')]
    expect(numbers(clauses)).toEqual(['1.1 b', '1.2 a', '2.1 r'])
    expect(numbers([])).toEqual([])
  })
})

describe('the difference of two versions [B1]', () => {
  const before = numberClauses([clause('a', 'talk'), clause('b', 'talk'), clause('c', 'reward')])

  it('names what is new, changed and gone, each with its number', () => {
    const after = numberClauses([
      clause('b', 'talk', '改'),
      clause('d', 'talk'),
      clause('c', 'reward'),
    ])
    const short = diffClauses(before, after).map((one) =>
      [one.change, one.clause.number, one.clause.clauseId, 'before' in one ? one.before : ''].join(
        ' ',
      ),
    )
    expect(short).toEqual(['changed 1.1 b b', 'added 1.2 d ', 'removed 1.1 a '])
  })

  it('counts another kind as a change [R4]', () => {
    const after = numberClauses([
      clause('a', 'talk'),
      clause('b', 'process'),
      clause('c', 'reward'),
    ])
    expect(diffClauses(before, after)).toMatchObject([
      { change: 'changed', clause: { clauseId: 'b', kind: 'process' }, before: 'b' },
    ])
  })

  it('is nothing for another order, which is said otherwise', () => {
    const after = numberClauses([clause('b', 'talk'), clause('a', 'talk'), clause('c', 'reward')])
    expect(diffClauses(before, after)).toEqual([])
    expect(isReordered(before, after)).toBe(true)
    expect(isReordered(before, before)).toBe(false)
  })

  const version = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc
            .tuple(fc.constantFrom(...CLAUSE_KINDS), fc.constantFrom('一', '二'))
            .map(([kind, text]) => clause(id, kind, text)),
        ),
      ),
    )
    .map((clauses) => numberClauses(clauses as Clause[]))

  it('applied to the old version gives the new one, whatever changed', () => {
    fc.assert(
      fc.property(version, version, (old, next) => {
        const known = new Map(old.map((one) => [one.clauseId, `${one.kind} ${one.text}`]))
        for (const one of diffClauses(old, next)) {
          if (one.change === 'removed') known.delete(one.clause.clauseId)
          else known.set(one.clause.clauseId, `${one.clause.kind} ${one.clause.text}`)
        }
        expect(Object.fromEntries(known)).toEqual(
          Object.fromEntries(next.map((one) => [one.clauseId, `${one.kind} ${one.text}`])),
        )
      }),
    )
  })
})

describe('clauses of one version', () => {
  it('are told apart: the first that repeats another is found [R4]', () => {
    expect(repeatedClause([{ clauseId: 'a' }, { clauseId: 'b' }, { clauseId: 'a' }])).toBe(2)
    expect(repeatedClause([{ clauseId: 'a' }, { clauseId: 'b' }])).toBe(-1)
    // New ones have no id yet.
    expect(repeatedClause([{}, {}, { clauseId: undefined }])).toBe(-1)
  })
})
