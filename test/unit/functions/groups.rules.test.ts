import fc from 'fast-check'
import {
  admit,
  adminsAfter,
  isTurn,
  mustSeat,
} from '../../../cloudfunctions/modules/groups/groups.rules'
import type { GroupDoc } from '../../../cloudfunctions/schema/types'

const group = (changes: Partial<GroupDoc>): GroupDoc =>
  ({
    cap: 15,
    seatsTaken: 0,
    waitingCount: 0,
    waitingSeq: 0,
    status: 'active',
    adminIds: ['a'],
    ...changes,
  }) as GroupDoc

describe('admission to a group', () => {
  it('gives the last seat, then places in the list, in order', () => {
    expect(admit(group({ seatsTaken: 14 }))).toEqual({ kind: 'seat' })
    expect(admit(group({ seatsTaken: 15 }))).toEqual({ kind: 'wait', seq: 1 })
    expect(admit(group({ seatsTaken: 15, waitingSeq: 7 }))).toEqual({ kind: 'wait', seq: 8 })
  })

  it('does not let anyone past those who wait, even when a seat is free', () => {
    expect(admit(group({ seatsTaken: 14, waitingCount: 1, waitingSeq: 1 }))).toMatchObject({
      kind: 'wait',
    })
  })

  it('lets the first of those who wait in, as many as there are free seats', () => {
    const two = group({ seatsTaken: 13, waitingCount: 3 })
    expect([0, 1, 2].map((ahead) => isTurn(two, ahead))).toEqual([true, true, false])
    expect(isTurn(group({ seatsTaken: 15 }), 0)).toBe(false)
    expect(admit(group({ seatsTaken: 12, waitingCount: 2 }))).toEqual({ kind: 'seat' })
  })

  it('lets someone back only into a seat that nobody waits for', () => {
    expect(() => mustSeat(group({ seatsTaken: 13, waitingCount: 1 }))).not.toThrow()
    expect(() => mustSeat(group({ seatsTaken: 14, waitingCount: 1 }))).toThrow('候补')
    expect(() => mustSeat(group({ seatsTaken: 15 }))).toThrow('席位已满')
    expect(() => mustSeat(group({ status: 'archived' }))).toThrow('已归档')
  })

  it('never exceeds the cap, in any sequence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 20 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (cap, steps) => {
          const state = group({ cap })
          for (const joins of steps) {
            if (!joins) state.seatsTaken = Math.max(0, state.seatsTaken - 1)
            else if (admit(state).kind === 'seat') state.seatsTaken++
            else state.waitingCount++
            expect(state.seatsTaken).toBeLessThanOrEqual(cap)
          }
        },
      ),
    )
  })

  it('is closed for an archived group', () => {
    expect(() => admit(group({ status: 'archived' }))).toThrow('已归档')
  })
})

describe('admins of a group', () => {
  it('can change, but the last one cannot go', () => {
    expect(adminsAfter(group({ adminIds: ['a', 'b'] }), 'a', null)).toEqual(['b'])
    expect(() => adminsAfter(group({ adminIds: ['a'] }), 'a', 'member')).toThrow(
      '至少要有一位管理员',
    )
    expect(adminsAfter(group({}), 'b', 'admin')).toEqual(['a', 'b'])
  })
})
