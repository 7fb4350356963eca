import * as v from '../vendor/valibot'
import { command, query } from './action'
import { Id, text, type CompanyRole } from './common'
import { contract } from './domain'
import { REASON_MAX } from './limits'
import { PersonName, ShortName } from './names'

export const ClaimCompany = v.strictObject({
  /** Printed by the deployment, proves control of the environment. */
  code: v.pipe(v.string(), v.trim(), v.minLength(6), v.maxLength(64)),
  companyName: ShortName,
  name: PersonName,
})

export const AppointManager = v.strictObject({
  memberId: Id,
  role: v.nullable(v.picklist(['manager'])),
})

/** Who reads the whole company. */
export interface ManagerRow {
  memberId: string
  name: string
}

/** Takes someone out of every group and out of the company; what they did stays. */
export const ExpelMember = v.strictObject({ memberId: Id, reason: text(REASON_MAX, 'reason') })

/** What still hangs on a person, so that nothing is lost when they go. */
export interface Holding {
  /** e.g. `groups.lastAdmin`. */
  kind: string
  title: string
  count: number
}

export const companyContract = contract({
  actions: {
    'company.claim': command<{ memberId: string; companyName: string }>()(ClaimCompany, {
      reads: 5,
      writes: 6,
    }),
    'company.appoint': command<{ memberId: string; companyRole: CompanyRole | null }>()(
      AppointManager,
      { reads: 7, writes: 5 },
      { state: true },
    ),
    /** The owner's list to appoint from and revoke. */
    'company.managers': query<{ rows: ManagerRow[] }>()(v.strictObject({}), { reads: 2 }),
    'company.expel': command<{ memberId: string }>()(ExpelMember, { reads: 60, writes: 60 }),
    /** What hangs on me: nobody goes while something does. */
    'me.holds': query<{ rows: Holding[] }>()(v.strictObject({}), { reads: 12 }),
    /** 删除我的数据: what I did stays without me; who I am is forgotten. */
    'me.erase': command<{ at: number }>()(v.strictObject({}), {
      reads: 16,
      writes: 60,
    }),
  },
  rights: {
    'company.oversee': ['manager', 'owner'],
    'company.appoint': ['owner'],
    'company.expel': ['owner'],
  },
  routes: {
    'company.setUp': {
      page: 'subpackages/company/setup/setup',
      query: [],
      title: '开通公司',
      icon: 'building',
    },
    'company.people': {
      page: 'subpackages/company/people/people',
      query: ['g'],
      title: '公司管理者',
      icon: 'people',
      roles: ['owner'],
      offered: ['workbench'],
    },
  },
})
