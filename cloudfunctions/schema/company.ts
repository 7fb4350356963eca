import type { CompanyRole } from '../../miniprogram/contract/common'
import type { Document } from './document'

/** `main`: the company of this environment. */
export interface CompanyDoc extends Document {
  name: string
  ownerId: string
  createdAt: number
}

/** `sha256(openid)` → who that is. The only collection that holds an openid, for sending messages. */
export interface IdentityDoc extends Document {
  memberId: string
  openid: string
  companyRole: CompanyRole | null
}

export interface MemberDoc extends Document {
  name: string
  companyRole: CompanyRole | null
  createdAt: number
}
