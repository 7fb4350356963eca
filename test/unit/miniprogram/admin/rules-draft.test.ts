import fc from 'fast-check'
import { diffClauses, numberClauses } from '../../../../cloudfunctions/modules/rules/rules.logic'
import { CLAUSE_KINDS, type Clause } from '../../../../miniprogram/contract/rules'
import {
  addClause,
  changesOf,
  errorsByClause,
  hasChanges,
  inputOf,
  isReordered,
  markOf,
  moveTo,
  numbered,
  placeOf,
  removeClause,
  restoreClause,
  setKind,
  settleClause,
  setText,
  startDraft,
} from '../../../../miniprogram/subpackages/rules/draft.model'
import { ruleBook } from '../kit/views'

const clause = (clauseId: string, text = clauseId, kind: Clause['kind'] = 'conduct'): Clause => ({
  clauseId,
  kind,
  text,
})
const bookOf = (...clauses: Clause[]) => ruleBook({ clauses: numbered(clauses), version: 3 })
const abc = () =>
  startDraft('g1', bookOf(clause('a'), clause('b'), clause('c'), clause('t', 't', 'talk')))
const ids = (draft: { clauses: readonly Clause[] }) =>
  draft.clauses.map((one) => one.clauseId).join('')

describe('a draft of the rules', () => {
  test('starts as the version in force, without changes', () => {
    const draft = abc()
    expect(draft).toMatchObject({ base: 3, material: true, note: '', sent: '' })
    expect(hasChanges(draft)).toBe(false)
  })

  test('starts from the starter clauses in the order of their kinds', () => {
    const draft = startDraft('g1', null, [
      { kind: 'talk', text: '二' },
      { kind: 'conduct', text: '一' },
    ])
    expect(draft).toMatchObject({ base: 0, was: [] })
    expect(draft.clauses.map(({ text }) => text)).toEqual(['一', '二'])
    expect(hasChanges(draft)).toBe(true)
  })

  test('tells added, changed and removed clauses apart', () => {
    let draft = setText(removeClause(abc(), 'c'), 'a', '改了')
    draft = addClause(draft, clause('n', '新的', 'talk'))
    expect(changesOf(draft).map(({ change, clause: { clauseId } }) => change + clauseId)).toEqual([
      'changeda',
      'addedn',
      'removedc',
    ])
  })

  test('brings a removed clause back to where it stood', () => {
    const draft = restoreClause(removeClause(abc(), 'b'), 'b')
    expect(ids(draft)).toBe('abct')
    expect(hasChanges(draft)).toBe(false)
    expect(ids(restoreClause(removeClause(abc(), 'a'), 'a'))).toBe('abct')
  })

  test('moves within a kind and never out of it', () => {
    expect(ids(moveTo(abc(), 'c', 0))).toBe('cabt')
    expect(ids(moveTo(abc(), 'a', 99))).toBe('bcat')
    expect(ids(moveTo(abc(), 'a', -3))).toBe('abct')
    expect(placeOf(abc(), 'c')).toEqual({ place: 2, of: 3 })
    expect(isReordered(moveTo(abc(), 'c', 0))).toBe(true)
    expect(changesOf(moveTo(abc(), 'c', 0))).toEqual([])
  })

  test('another kind puts a clause at its end', () => {
    const draft = setKind(abc(), 'a', 'talk')
    expect(ids(draft)).toBe('bcta')
    expect(isReordered(draft)).toBe(true)
  })

  test('an emptied clause gets its words back, an empty new one goes', () => {
    expect(hasChanges(settleClause(setText(abc(), 'a', '  '), 'a'))).toBe(false)
    expect(ids(settleClause(addClause(abc(), clause('n', ' ')), 'n'))).toBe('abct')
    expect(settleClause(setText(abc(), 'a', ' 好 '), 'a').clauses[0]?.text).toBe('好')
  })

  test('sends ids of known clauses only', () => {
    const input = inputOf(addClause(abc(), clause('new-1', '新的')))
    expect(input.baseVersion).toBe(3)
    expect(input.clauses[0]).toEqual({ clauseId: 'a', kind: 'conduct', text: 'a' })
    expect(input.clauses[3]).toEqual({ kind: 'conduct', text: '新的' })
  })

  test('leads what the server found back to the clause', () => {
    const draft = abc()
    const found = errorsByClause(draft, { 'clauses.1.text': '「最」不能用', note: '太长了' })
    expect(found).toEqual({ clauses: { b: '「最」不能用' }, rest: ['太长了'] })
  })

  test('two drafts with the same words have the same mark, whatever their ids', () => {
    const renamed = startDraft('g1', bookOf(clause('x', 'a')))
    const original = startDraft('g1', bookOf(clause('a', 'a')))
    expect(markOf(renamed)).toBe(markOf(original))
    expect(markOf({ ...original, note: '为了清楚' })).not.toBe(markOf(original))
  })
})

describe('the phone and the server', () => {
  const clauses = fc.uniqueArray(
    fc.record({
      clauseId: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') }),
      kind: fc.constantFrom(...CLAUSE_KINDS),
      text: fc.constantFrom('甲', '乙', '丙'),
    }),
    { selector: ({ clauseId }) => clauseId, maxLength: 12 },
  )

  test('number clauses the same', () => {
    fc.assert(
      fc.property(clauses, (list) => {
        expect(numbered(list)).toEqual(numberClauses(list))
      }),
    )
  })

  test('tell the same changes', () => {
    fc.assert(
      fc.property(clauses, clauses, (before, after) => {
        const draft = { ...startDraft('g1', bookOf(...before)), clauses: after }
        expect(changesOf(draft)).toEqual(diffClauses(numberClauses(before), numberClauses(after)))
      }),
    )
  })
})
