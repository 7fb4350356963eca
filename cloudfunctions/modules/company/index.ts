import type { Reader } from '../../kernel/database'
import { domain } from '../../kernel/domain'
import { companyHandlers } from './company.handlers'
import { eraseJob, VACATE, vacateDeadline } from './company.jobs'
import { companies, COMPANY_ID, erasures } from './company.tables'

/** The company, null before it has been set up. */
export const readCompany = (reader: Reader) => reader.get(companies, COMPANY_ID)

/** The company, who reads it all, and how people leave it. */
export const company = domain({
  name: 'company',
  tables: [companies, erasures],
  handlers: companyHandlers,
  deadlines: { [VACATE]: vacateDeadline },
  jobs: [eraseJob],
})
