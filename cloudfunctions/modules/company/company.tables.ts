import { table, type Document } from '../../kernel/table'

/** `main`: the company of this environment. */
export interface CompanyDoc extends Document {
  name: string
  ownerId: string
  createdAt: number
}

/** `memberId`: somebody who wants to be forgotten; the job goes through all domains and takes it away when they are done. */
export interface ErasureDoc extends Document {
  at: number
}

export const companies = table<CompanyDoc>()('company', { indexes: {} })

export const erasures = table<ErasureDoc>()('erasures', { indexes: { by_age: ['at'] } })

export const COMPANY_ID = 'main'
