import { actorOf, inCompany, inGroup, rightfulIn } from '../../../../cloudfunctions/kernel/access'
import { AppError } from '../../../../cloudfunctions/kernel/errors'
import type { Caller } from '../../../../cloudfunctions/kernel/identity'
import { may, RIGHTS, type Right } from '../../../../miniprogram/contract/index'
import type { RightRole } from '../../../../miniprogram/contract/rights'

const ROLES = [
  'owner',
  'manager',
  'admin',
  'member',
  'observer',
  'waiting',
  'gone',
  'stranger',
] as const
type Role = (typeof ROLES)[number]

/** Each right with who has it, written out: a changed row here is a decision. */
const TABLE: Record<Right, string> = {
  'company.appoint': 'owner',
  'company.expel': 'owner',
  'company.oversee': 'owner manager',
  'groups.create': 'owner manager',
  'groups.manage': 'owner admin',
  'groups.read': 'owner manager admin member observer',
  'groups.leave': 'admin member observer',
  'rules.read': 'owner manager admin member observer',
  'rules.acknowledge': 'admin member',
  'rules.edit': 'owner admin',
  'rules.roster': 'owner manager admin',
  'asks.oversee': 'owner manager admin',
  'asks.remind': 'owner admin',
  'board.compare': 'owner manager',
  'board.see': 'owner manager admin member observer',
  'board.open': 'owner manager admin member observer',
}

const GROUP = ['admin', 'member', 'observer']

function callerWith(role: Role, groupId = 'g1'): Caller {
  const isInGroup = GROUP.includes(role)
  return {
    openid: 'o',
    identityId: 'i',
    memberId: role === 'stranger' ? null : 'm',
    name: '某',
    companyRole: role === 'owner' || role === 'manager' ? role : null,
    groups: isInGroup ? { [groupId]: { role: role as 'admin', since: 1 } } : {},
    since: 1,
  }
}

const rights = Object.keys(RIGHTS) as Right[]
const cases = rights.flatMap((right) => ROLES.map((role) => [right, role] as const))

const allowed = (check: () => unknown): boolean => {
  try {
    check()
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return false
  }
}
const reader = {} as never

describe('rights', () => {
  it('are all in the table', () => {
    expect(rights.sort()).toEqual(Object.keys(TABLE).sort())
  })

  it.each(cases)('%s of %s', (right, role) => {
    const has = TABLE[right].split(' ').includes(role)
    const caller = callerWith(role)
    const inside = GROUP.includes(role) ? (role as 'admin') : null
    expect(may({ role: inside, companyRole: caller.companyRole }, right)).toBe(has)
    expect(allowed(() => rightfulIn(caller, 'g1', right))).toBe(has)
    expect(allowed(() => inGroup(right).check(reader, caller, { groupId: 'g1' }))).toBe(has)
    const roles: readonly RightRole[] = RIGHTS[right]
    const isOfGroups = roles.some((one) => GROUP.includes(one))
    const inAny = isOfGroups ? has : TABLE[right].split(' ').includes(caller.companyRole ?? '')
    expect(allowed(() => inCompany(right).check(reader, caller, undefined))).toBe(inAny)
  })

  it.each(cases)('%s of %s in another group are those of the company alone', (right, role) => {
    const caller = callerWith(role, 'g2')
    const has = TABLE[right].split(' ').includes(caller.companyRole ?? '')
    expect(allowed(() => rightfulIn(caller, 'g1', right))).toBe(has)
  })

  it.each(ROLES)('begin with being in the company: %s', (role) => {
    const isIn = !['waiting', 'gone', 'stranger'].includes(role)
    expect(allowed(() => actorOf(callerWith(role)))).toBe(isIn)
  })

  it('answer the same for a group that one is not in and one that does not exist', () => {
    const refusal = (groupId: string) => {
      try {
        return rightfulIn(callerWith('member'), groupId, 'groups.read')
      } catch (error) {
        return error
      }
    }
    expect(refusal('g7')).toMatchObject({ code: 'not-found' })
    expect(refusal('toString')).toEqual(refusal('g7'))
  })
})
