import type { SessionView } from '../../../contract/front'
import { ClaimCompany } from '../../../contract/company'
import { issuesByField } from '../../../contract/issues'
import type { InputOf } from '../../../contract/index'
import type { CallError } from '../../../services/call-error'
import { safeParse } from '../../../vendor/valibot'

export type CompanyClaim = InputOf<'company.claim'>
export type SetupField = keyof CompanyClaim

export const EMPTY_CLAIM: CompanyClaim = { code: '', companyName: '', name: '' }

/** Only the first start asks for this; later the page says where to go. */
export const isOpen = (session: SessionView): boolean => session.entry === 'not-set-up'

/** A refusal by field: a wrong code is refused as a whole, yet it is that field. */
export const refusalIssues = ({
  code,
  message,
  fields,
}: Pick<CallError, 'code' | 'message' | 'fields'>): Partial<Record<SetupField, string>> =>
  code === 'permission-denied' ? { code: message } : fields

/** What is wrong by field, in words that fit the field; empty when it can be sent. */
export function claimIssues(claim: CompanyClaim): Partial<Record<SetupField, string>> {
  const parsed = safeParse(ClaimCompany, claim)
  if (parsed.success) return {}
  const { code, ...rest } = issuesByField(parsed.issues)
  const codeText = claim.code.trim() === '' ? '还没有填写' : '开通码至少 6 位，请核对'
  return code === undefined ? rest : { ...rest, code: codeText }
}
