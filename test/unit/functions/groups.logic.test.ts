import type { AppError } from '../../../cloudfunctions/kernel/errors'
import {
  adminsOf,
  mustBeOpen,
  seatOf,
  seatsWithout,
  seatsWithRole,
} from '../../../cloudfunctions/modules/groups/groups.logic'
import type { GroupDoc, Seat } from '../../../cloudfunctions/modules/groups/groups.tables'

const seat = (memberId: string, role: Seat['role']): Seat => ({
  ...{ memberId, name: memberId, role, since: 1 },
})

const group = (seats: Seat[], status: GroupDoc['status'] = 'active'): GroupDoc => ({
  ...{ _id: 'g', name: '群', type: 'function', focus: '', cap: 15, idealMin: 10, idealMax: 15 },
  ...{ seats, waitingCount: 0, status, chatBound: false, figures: {} },
  ...{ createdAt: 1, createdBy: 'a', order: '' },
})

const messageOf = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return (error as AppError).message
  }
}
const NO_ADMIN = '群里至少要有一位管理员，请先指定另一位'

describe('seats of a group', () => {
  const both = group([seat('a', 'admin'), seat('m', 'member')])

  it('are found by who sits there', () => {
    expect(seatOf(both, 'm')).toMatchObject({ role: 'member' })
    expect(seatOf(both, 'x')).toBeNull()
    expect(adminsOf(both).map(({ memberId }) => memberId)).toEqual(['a'])
  })

  it('change one role, and lose one person; the others stay as they are', () => {
    expect(seatsWithRole(both, 'm', 'admin').map(({ role }) => role)).toEqual(['admin', 'admin'])
    expect(seatsWithout(both, 'm')).toEqual([seat('a', 'admin')])
    expect(seatsWithout(both, 'nobody')).toEqual(both.seats)
    expect(both.seats).toHaveLength(2)
  })

  it('always hold an admin while the group is open [S2.12]', () => {
    expect(messageOf(() => seatsWithout(both, 'a'))).toBe(NO_ADMIN)
    expect(messageOf(() => seatsWithRole(both, 'a', 'member'))).toBe(NO_ADMIN)
    expect(messageOf(() => seatsWithRole(both, 'a', 'observer'))).toBe(NO_ADMIN)
    expect(messageOf(() => seatsWithRole(both, 'a', 'admin'))).toBeNull()
    const closed = group(both.seats, 'archived')
    expect(messageOf(() => seatsWithout(closed, 'a'))).toBeNull()
  })

  it('are given in open groups only', () => {
    expect(messageOf(() => mustBeOpen(both))).toBeNull()
    expect(messageOf(() => mustBeOpen(group([], 'archived')))).toBe('这个群已归档，不再加入新成员')
  })
})
