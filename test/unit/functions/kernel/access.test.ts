import {
  everyone,
  inCompany,
  inGroup,
  known,
  type AccessRule,
  type OfGroup,
} from '../../../../cloudfunctions/kernel/access'
import type { Caller } from '../../../../cloudfunctions/kernel/context'
import type { Reader } from '../../../../cloudfunctions/kernel/database'
import type { AppError } from '../../../../cloudfunctions/kernel/errors'
import type { CompanyRole, GroupRole } from '../../../../miniprogram/contract/common'

const NOBODY: Reader = {
  get: () => Promise.reject(new Error('what the caller may do is known from the caller')),
}

const ROLE: Record<string, GroupRole> = { admin: 'admin', member: 'member', observer: 'observer' }

/** By what they are in group `g`; `elsewhere` is in another, `gone` in none any more. */
function caller(who: string): Caller {
  const companyRole: CompanyRole | null =
    who === 'owner' ? 'owner' : who.endsWith('manager') ? 'manager' : null
  const role = ROLE[who.split(' ')[0] ?? '']
  const groups = role
    ? { g: { role, since: 1 } }
    : who === 'elsewhere'
      ? { other: { role: 'admin' as const, since: 1 } }
      : {}
  return {
    ...{ openid: `o-${who}`, identityId: `i-${who}`, name: who, since: 1, companyRole, groups },
    memberId: who === 'visitor' ? null : who,
  }
}

const PEOPLE = [
  ...['visitor', 'gone', 'elsewhere', 'observer', 'member', 'admin'],
  ...['manager', 'member manager', 'owner'],
]

const NO = 'permission-denied'
const NONE = 'not-found'
const yes = 'ok'

async function codesOf(rule: AccessRule<OfGroup, unknown>, groupId = 'g') {
  const codes = await Promise.all(
    PEOPLE.map(async (who) => {
      try {
        await rule.check(NOBODY, caller(who), { groupId })
        return yes
      } catch (error) {
        return (error as AppError).code
      }
    }),
  )
  return Object.fromEntries(PEOPLE.map((who, index) => [who, codes[index]]))
}
const row = (codes: readonly string[]) =>
  Object.fromEntries(PEOPLE.map((who, index) => [who, codes[index]]))

describe('each access rule answers each kind of person [A8]', () => {
  it.each([
    { rule: everyone, expected: [yes, yes, yes, yes, yes, yes, yes, yes, yes] },
    { rule: known, expected: [NO, yes, yes, yes, yes, yes, yes, yes, yes] },
    { rule: inCompany('board.open'), expected: [NO, NO, yes, yes, yes, yes, yes, yes, yes] },
    { rule: inCompany('groups.create'), expected: [NO, NO, NO, NO, NO, NO, yes, yes, yes] },
    { rule: inCompany('company.appoint'), expected: [NO, NO, NO, NO, NO, NO, NO, NO, yes] },
    { rule: inGroup('groups.read'), expected: [NO, NO, NONE, yes, yes, yes, yes, yes, yes] },
    { rule: inGroup('groups.leave'), expected: [NO, NO, NONE, yes, yes, yes, NO, yes, NO] },
    { rule: inGroup('rules.acknowledge'), expected: [NO, NO, NONE, NO, yes, yes, NO, yes, NO] },
    { rule: inGroup('asks.oversee'), expected: [NO, NO, NONE, NO, NO, yes, yes, yes, yes] },
    { rule: inGroup('groups.manage'), expected: [NO, NO, NONE, NO, NO, yes, NO, NO, yes] },
  ])('$rule.name', async ({ rule, expected }) => {
    expect(await codesOf(rule)).toEqual(row(expected))
  })

  it('a group that does not exist answers like one that one is not in', async () => {
    for (const groupId of ['nowhere', 'constructor', '__proto__']) {
      const codes = await codesOf(inGroup('groups.read'), groupId)
      expect(codes).toMatchObject({ visitor: NO, gone: NO, elsewhere: NONE, member: NONE })
    }
  })
})
