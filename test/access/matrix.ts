import type { ErrorCode } from '../../miniprogram/contract/action'
import type { ActionName } from '../../miniprogram/contract/index'

/** The kinds of people there are, as seen from one group. */
export const ROLES = [
  'stranger',
  'otherMember',
  'removed',
  'waiting',
  'observer',
  'member',
  'admin',
  'manager',
  'owner',
] as const
export type Role = (typeof ROLES)[number]

type Code = ErrorCode | 'ok'
type Row = Record<Role, Code>

const NO = 'permission-denied'
const NONE = 'not-found'

/** Outside the group: visitors and strangers to it see nothing, the removed are told. */
const OUTSIDE = { stranger: NO, otherMember: NONE, removed: NO, waiting: NONE } as const

const forAll = (code: Code): Row => Object.fromEntries(ROLES.map((role) => [role, code])) as Row
const forMembersOfCompany: Row = { ...forAll('ok'), stranger: NO }
const forReaders: Row = { ...forAll('ok'), ...OUTSIDE }
const forOverseers: Row = { ...forReaders, observer: NO, member: NO }
const forAdmins: Row = { ...forOverseers, manager: NO }
/** The owner of the tests is in the group; the manager was, and is told so. */
const forInsiders: Row = { ...forReaders, manager: NO }
const forManagers: Row = { ...forAll(NO), manager: 'ok', owner: 'ok' }
const forOwner: Row = { ...forAll(NO), owner: 'ok' }

/** What each action answers to each kind of person, with an input that is right in itself. */
export const MATRIX: Record<ActionName, Row> = {
  'session.open': forAll('ok'),
  // The company is set up already, and the code of the test is wrong on purpose.
  'company.claim': forAll(NO),
  'company.appoint': forOwner,
  'company.managers': forOwner,
  'me.get': forMembersOfCompany,
  'groups.create': forManagers,
  'groups.bind': forAdmins,
  // From another chat nobody joins, whoever they are.
  'groups.join': forAll(NO),
  'groups.leaveWaiting': forMembersOfCompany,
  'groups.remove': forAdmins,
  'groups.readmit': forAdmins,
  'groups.setRole': forAdmins,
  'groups.get': forReaders,
  'groups.list': forMembersOfCompany,
  'rules.get': forReaders,
  'rules.changes': forReaders,
  'rules.acknowledge': forInsiders,
  'rules.publish': forAdmins,
  'rules.roster': forOverseers,
  'rules.remind': forAdmins,
  'rules.starter': forAdmins,
  'points.board': forReaders,
  'points.groups': forManagers,
  'points.entries': forMembersOfCompany,
  'notice.grant': forMembersOfCompany,
  'notice.inbox': forMembersOfCompany,
  'notice.read': forMembersOfCompany,
  'today.get': forMembersOfCompany,
}
