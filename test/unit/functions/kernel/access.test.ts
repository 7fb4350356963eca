import {
  companyManager,
  companyMember,
  companyOwner,
  everyone,
  groupAdmin,
  groupMember,
  groupOverseer,
  groupReader,
} from '../../../../cloudfunctions/kernel/access'
import type { Caller } from '../../../../cloudfunctions/kernel/context'
import type { Reader } from '../../../../cloudfunctions/kernel/database'
import type { AppError } from '../../../../cloudfunctions/kernel/errors'

/** Memberships by person; everyone else is in another group or in none. */
const MEMBERSHIPS: Record<string, { role: string; status: string }> = {
  admin: { role: 'admin', status: 'active' },
  member: { role: 'member', status: 'active' },
  observer: { role: 'observer', status: 'active' },
  removed: { role: 'member', status: 'removed' },
  'removed manager': { role: 'member', status: 'removed' },
}

const reader = {
  get: (_collection: string, id: string) =>
    Promise.resolve(MEMBERSHIPS[id.replace(/^g:/, '')] ?? null),
} as unknown as Reader

const caller = (who: string): Caller => ({
  openid: `o-${who}`,
  memberId: who === 'visitor' ? null : who,
  companyRole: who === 'owner' ? 'owner' : who.endsWith('manager') ? 'manager' : null,
})

const PEOPLE = [
  ...['visitor', 'elsewhere', 'removed', 'observer', 'member', 'admin'],
  ...['manager', 'removed manager', 'owner'],
]

const NO = 'permission-denied'
const NONE = 'not-found'
const yes = 'ok'

describe('each access rule answers each kind of person [A8]', () => {
  it.each([
    { rule: everyone, expected: [yes, yes, yes, yes, yes, yes, yes, yes, yes] },
    { rule: companyMember, expected: [NO, yes, yes, yes, yes, yes, yes, yes, yes] },
    { rule: companyManager, expected: [NO, NO, NO, NO, NO, NO, yes, yes, yes] },
    { rule: companyOwner, expected: [NO, NO, NO, NO, NO, NO, NO, NO, yes] },
    { rule: groupMember, expected: [NO, NONE, NO, yes, yes, yes, NONE, NO, NONE] },
    { rule: groupReader, expected: [NO, NONE, NO, yes, yes, yes, yes, yes, yes] },
    { rule: groupAdmin, expected: [NO, NONE, NO, NO, NO, yes, NO, NO, yes] },
    { rule: groupOverseer, expected: [NO, NONE, NO, NO, NO, yes, yes, yes, yes] },
  ])('$rule.name', async ({ rule, expected }) => {
    const codes = await Promise.all(
      PEOPLE.map((who) =>
        rule.check(reader, caller(who), { groupId: 'g' }).then(
          () => yes,
          (error: unknown) => (error as AppError).code,
        ),
      ),
    )
    expect(Object.fromEntries(PEOPLE.map((who, index) => [who, codes[index]]))).toEqual(
      Object.fromEntries(PEOPLE.map((who, index) => [who, expected[index]])),
    )
  })

  it('hands on the membership of who is in the group, and none of who was', async () => {
    const grantOf = async (who: string) => groupReader.check(reader, caller(who), { groupId: 'g' })
    expect((await grantOf('member')).membership).toMatchObject({ role: 'member' })
    expect((await grantOf('removed manager')).membership).toBeNull()
  })
})
