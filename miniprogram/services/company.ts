import type { CompanyRole } from '../contract/common'
import type { ManagerRow } from '../contract/company'
import { call } from './cloud'
import { newKey, sendIntent } from './idempotency'

export interface CompanyClaim {
  code: string
  companyName: string
  name: string
}

/** Makes me the owner of a new company. */
export const claimCompany = (
  claim: CompanyClaim,
): Promise<{ memberId: string; companyName: string }> =>
  sendIntent('company.claim', 'company.claim', claim)

/** The owner only. */
export async function listManagers(): Promise<ManagerRow[]> {
  return (await call('company.managers', {})).rows
}

/** Makes someone a manager of the company, or an ordinary member again; asked for twice it is the same. */
export const appoint = (
  memberId: string,
  role: 'manager' | null,
): Promise<{ memberId: string; companyRole: CompanyRole | null }> =>
  call('company.appoint', { memberId, role }, newKey())
