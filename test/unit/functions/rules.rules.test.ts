import {
  confirmBy,
  CONFIRM_WITHIN,
  diffClauses,
  isConfirmed,
  numberClauses,
  progressOf,
} from '../../../cloudfunctions/modules/rules/rules.rules'
import type { MembershipDoc, RuleBookDoc } from '../../../cloudfunctions/schema/types'
import type { Clause } from '../../../miniprogram/contract/rules'

const clause = (clauseId: string, kind: Clause['kind'], text = clauseId): Clause => ({
  clauseId,
  kind,
  text,
})

const membership = (ackVersion: number, role: MembershipDoc['role'] = 'member', joinedAt = 0) =>
  ({ ackVersion, role, joinedAt, memberId: `m${ackVersion}` }) as MembershipDoc

const book = (version: number, requiredVersion: number, requiredAt = 0) =>
  ({ version, requiredVersion, requiredAt, reminded: {} }) as unknown as RuleBookDoc

describe('numbering clauses', () => {
  it('numbers kinds in their fixed order and leaves no gap for a kind that is missing', () => {
    const numbered = numberClauses([
      clause('t1', 'talk'),
      clause('r1', 'reward'),
      clause('t2', 'talk'),
      clause('c1', 'conduct'),
    ])
    expect(numbered.map((c) => `${c.number} ${c.clauseId}`)).toEqual([
      '1.1 c1',
      '2.1 t1',
      '2.2 t2',
      '3.1 r1',
    ])
  })
})

describe('the difference between two versions', () => {
  it('names what was added, changed and removed, and nothing else', () => {
    const before = numberClauses([clause('a', 'talk'), clause('b', 'talk'), clause('c', 'talk')])
    const after = numberClauses([
      clause('a', 'talk'),
      clause('c', 'talk', '新'),
      clause('d', 'talk'),
    ])
    expect(diffClauses(before, after)).toMatchObject([
      { change: 'changed', clause: { clauseId: 'c', text: '新' }, before: 'c' },
      { change: 'added', clause: { clauseId: 'd' } },
      { change: 'removed', clause: { clauseId: 'b' } },
    ])
  })

  it('is empty when only the order changed', () => {
    const before = numberClauses([clause('a', 'talk'), clause('b', 'talk')])
    const after = numberClauses([clause('b', 'talk'), clause('a', 'talk')])
    expect(diffClauses(before, after)).toEqual([])
  })
})

describe('confirming', () => {
  it('counts for minor versions after it, until a material one', () => {
    expect(isConfirmed(book(4, 3), membership(3))).toBe(true)
    expect(isConfirmed(book(5, 5), membership(3))).toBe(false)
  })

  it('is due three days after the version, or after joining when that was later', () => {
    expect(confirmBy(book(1, 1, 1000), membership(0, 'member', 500))).toBe(1000 + CONFIRM_WITHIN)
    expect(confirmBy(book(1, 1, 1000), membership(0, 'member', 5000))).toBe(5000 + CONFIRM_WITHIN)
  })

  it('is not asked of observers', () => {
    const members = [membership(1), membership(0), membership(0, 'observer')]
    expect(progressOf(book(1, 1), members)).toEqual({ count: 1, total: 2 })
  })
})
