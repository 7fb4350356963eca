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

/** What each access rule answers to each kind of person: one row a rule, by the rule's `name`. */
export const RULES = {
  everyone: forAll('ok'),
  companyMember: forMembersOfCompany,
  companyManager: forManagers,
  companyOwner: forOwner,
  groupMember: forInsiders,
  groupReader: forReaders,
  groupOverseer: forOverseers,
  groupAdmin: forAdmins,
  /** For a group's board; the company's is for its members. */
  boardReader: forReaders,
} satisfies Record<string, Row>
export type RuleName = keyof typeof RULES

/** The rule that guards each action: changing one here is changing who may do it. */
export const ACCESS_OF: Record<ActionName, RuleName> = {
  'session.open': 'everyone',
  'company.claim': 'everyone',
  'company.appoint': 'companyOwner',
  'company.managers': 'companyOwner',
  'me.get': 'companyMember',
  'groups.create': 'companyManager',
  'groups.bind': 'groupAdmin',
  'groups.join': 'everyone',
  'groups.leaveWaiting': 'companyMember',
  'groups.remove': 'groupAdmin',
  'groups.readmit': 'groupAdmin',
  'groups.setRole': 'groupAdmin',
  'groups.get': 'groupReader',
  'groups.list': 'companyMember',
  'rules.get': 'groupReader',
  'rules.changes': 'groupReader',
  'rules.acknowledge': 'groupMember',
  'rules.publish': 'groupAdmin',
  'rules.roster': 'groupOverseer',
  'rules.remind': 'groupAdmin',
  'rules.starter': 'groupAdmin',
  'points.board': 'boardReader',
  'points.groups': 'companyManager',
  'points.entries': 'companyMember',
  'notice.grant': 'companyMember',
  'notice.inbox': 'companyMember',
  'notice.read': 'companyMember',
  'today.get': 'companyMember',
}

/** Actions that everyone may call and that refuse by themselves, with the input of the test. */
const REFUSES_ALL: Partial<Record<ActionName, Row>> = {
  // The company is set up already, and the code of the test is wrong on purpose.
  'company.claim': forAll(NO),
  // From another chat nobody joins, whoever they are.
  'groups.join': forAll(NO),
}

/** What an action answers to each kind of person, with an input that is right in itself. */
export const rowOf = (action: ActionName): Row => REFUSES_ALL[action] ?? RULES[ACCESS_OF[action]]
