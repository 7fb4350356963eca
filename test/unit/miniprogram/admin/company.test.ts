import {
  candidates,
  groupChoices,
  mayAppoint,
  withManager,
} from '../../../../miniprogram/subpackages/company/people/people.model'
import {
  claimIssues,
  EMPTY_CLAIM,
  isOpen,
  refusalIssues,
} from '../../../../miniprogram/subpackages/company/setup/setup.model'
import { session, visitor } from '../kit/views'

describe('opening a company', () => {
  test('is offered once', () => {
    expect(isOpen(visitor({ entry: 'not-set-up' }))).toBe(true)
    expect(isOpen(session())).toBe(false)
  })

  test('says what is missing in words that fit the field', () => {
    expect(claimIssues(EMPTY_CLAIM)).toEqual({
      code: '还没有填写',
      companyName: '还没有填写',
      name: '还没有填写',
    })
    const claim = { code: '123', companyName: '远山', name: '名字太长了名字太长了名字太长了' }
    expect(claimIssues(claim)).toEqual({
      code: '开通码至少 6 位，请核对',
      name: '太长了，最多 12 个字',
    })
    expect(claimIssues({ code: ' abcdef ', companyName: '远山', name: '陈一诺' })).toEqual({})
  })
})

test('a wrong code is said at its field', () => {
  const message = '开通码不对，请向部署的同事确认'
  expect(refusalIssues({ code: 'permission-denied', message, fields: {} })).toEqual({
    code: message,
  })
  const fields = { name: '「最」不能用' }
  expect(refusalIssues({ code: 'invalid-argument', message: '', fields })).toEqual(fields)
})

describe('appointing managers', () => {
  const person = (memberId: string, isMe = false) => ({
    memberId,
    name: memberId,
    role: 'member' as const,
    joinedAt: 0,
    isMe,
  })

  test('is for the owner', () => {
    const as = (companyRole: 'owner' | 'manager') =>
      session({ viewer: { kind: 'member', memberId: 'm', name: '陈', companyRole } })
    expect([as('owner'), as('manager'), visitor()].map(mayAppoint)).toEqual([true, false, false])
  })

  test('leaves out the owner and who is a manager already', () => {
    const people = candidates(
      [person('我', true), person('周'), person('何')],
      [{ memberId: '周', name: '周' }],
    )
    expect(people.map(({ isFixed }) => isFixed)).toEqual([true, true, false])
    expect(people[1]?.detail).toBe('已是管理者')
  })

  test('shows the list after a change', () => {
    const list = withManager([], { memberId: '周', name: '周' }, true)
    expect(withManager(list, { memberId: '周', name: '周' }, true)).toHaveLength(1)
    expect(withManager(list, { memberId: '周', name: '周' }, false)).toEqual([])
    expect(groupChoices([])).toEqual([])
  })
})
