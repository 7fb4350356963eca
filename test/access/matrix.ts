import type { ErrorCode } from '../../miniprogram/contract/action'
import type { ActionName } from '../../miniprogram/contract/index'

/** The kinds of people there are, as seen from one group. */
export const ROLES = [
  'stranger',
  'otherMember',
  'removed',
  'gone',
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

/**
 * Outside the group: visitors, who only waits, and who is out of every group see nothing (`gone` left by themselves); a group one
 * is not in does not exist for members of another.
 */
const OUTSIDE = { stranger: NO, otherMember: NONE, removed: NO, gone: NO, waiting: NO } as const

const forAll = (code: Code): Row => Object.fromEntries(ROLES.map((role) => [role, code])) as Row
const forKnown: Row = { ...forAll('ok'), stranger: NO }
const forCompany: Row = { ...forKnown, removed: NO, gone: NO, waiting: NO }
const forReaders: Row = { ...forAll('ok'), ...OUTSIDE }
const forOverseers: Row = { ...forReaders, observer: NO, member: NO }
const forAdmins: Row = { ...forOverseers, manager: NO }
/** The owner of the tests is in the group, the manager is not. */
const forInsiders: Row = { ...forReaders, manager: NO }
const forActing: Row = { ...forInsiders, observer: NO }
/** Whom an ask is for; to others it does not exist. */
const forAddressees: Row = { ...forActing, observer: NONE, manager: NONE }
const forManagers: Row = { ...forAll(NO), manager: 'ok', owner: 'ok' }
const forOwner: Row = { ...forAll(NO), owner: 'ok' }

/** What each access rule answers to each kind of person: one row a rule, by the rule's `name`; most are rights of the contract. */
export const RULES = {
  everyone: forAll('ok'),
  known: forKnown,
  'company.appoint': forOwner,
  'company.expel': forOwner,
  'groups.create': forManagers,
  'groups.read': forReaders,
  'groups.manage': forAdmins,
  'groups.leave': forInsiders,
  'rules.read': forReaders,
  'rules.acknowledge': forActing,
  'rules.edit': forAdmins,
  'asks.oversee': forOverseers,
  'asks.remind': forAdmins,
  addressee: forAddressees,
  'board.compare': forManagers,
  /** For a group's board; the company's is for its members. */
  'board.see': forReaders,
  'board.open': forCompany,
} satisfies Record<string, Row>
export type RuleName = keyof typeof RULES

/** The rule that guards each action: changing one here is changing who may do it. */
export const ACCESS_OF: Record<ActionName, RuleName> = {
  'session.open': 'everyone',
  'me.get': 'known',
  'today.get': 'known',
  'company.claim': 'everyone',
  'company.appoint': 'company.appoint',
  'company.managers': 'company.appoint',
  'company.expel': 'company.expel',
  'me.holds': 'known',
  'me.erase': 'known',
  'groups.create': 'groups.create',
  'groups.bind': 'groups.manage',
  'groups.join': 'everyone',
  'groups.leave': 'groups.leave',
  'groups.leaveWaiting': 'known',
  'groups.moveWaiting': 'groups.manage',
  'groups.remove': 'groups.manage',
  'groups.readmit': 'groups.manage',
  'groups.setRole': 'groups.manage',
  'groups.get': 'groups.read',
  'groups.removed': 'groups.manage',
  'groups.list': 'known',
  'rules.get': 'rules.read',
  'rules.changes': 'rules.read',
  'rules.acknowledge': 'rules.acknowledge',
  'rules.publish': 'rules.edit',
  'rules.starter': 'rules.edit',
  'asks.roster': 'asks.oversee',
  'asks.remind': 'asks.remind',
  'asks.seen': 'addressee',
  'asks.snooze': 'addressee',
  'board.get': 'board.see',
  'board.groups': 'board.compare',
  'board.figures': 'board.see',
  'board.entries': 'board.open',
  'notice.grant': 'known',
  'notice.inbox': 'known',
  'notice.read': 'known',
  'notice.news': 'known',
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
