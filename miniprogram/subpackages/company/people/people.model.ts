import type { ManagerRow } from '../../../contract/company'
import type { SessionView } from '../../../contract/front'
import type { GroupRow } from '../../../contract/groups'
import type { GroupMemberRow } from '../../../contract/groups'
import { mayHere } from '../../../services/rights'

export interface Candidate {
  memberId: string
  name: string
  detail: string
  /** Cannot be appointed: the owner, or a manager already. */
  isFixed: boolean
}

export interface GroupChoice {
  groupId: string
  name: string
  note: string
}

export const mayAppoint = (session: SessionView): boolean => mayHere(session, 'company.appoint')

export const groupChoices = (rows: readonly GroupRow[]): GroupChoice[] =>
  rows.map(({ groupId, name, seats }) => ({ groupId, name, note: `${seats.taken} 人` }))

/** The members of a group as people to appoint. */
export function candidates(
  members: readonly GroupMemberRow[],
  managers: readonly ManagerRow[],
): Candidate[] {
  const appointed = new Set(managers.map(({ memberId }) => memberId))
  return members.map(({ memberId, name, role, isMe }) => {
    const isManager = appointed.has(memberId)
    const own = isMe ? '你，公司负责人' : isManager ? '已是管理者' : ''
    return {
      memberId,
      name,
      detail: own || (role === 'admin' ? '群管理员' : role === 'observer' ? '观察员' : '成员'),
      isFixed: isMe || isManager,
    }
  })
}

/** The list after an appointment or its end. */
export function withManager(
  managers: readonly ManagerRow[],
  person: ManagerRow,
  isManager: boolean,
): ManagerRow[] {
  const others = managers.filter(({ memberId }) => memberId !== person.memberId)
  return isManager ? [...others, { memberId: person.memberId, name: person.name }] : others
}
