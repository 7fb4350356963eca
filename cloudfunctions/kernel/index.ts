import { auditTrail, eraseDetails } from './audit'
import { domain } from './domain'
import { idempotency } from './idempotency'
import { bars, identities } from './identity'
import { deadlines } from './later'
import { migrationJob } from './migrations'
import { retentionJob } from './retention'
import { schedules } from './schedule'

/** What the kernel itself keeps and does, in the shape of a domain. */
export const kernel = domain({
  name: 'kernel',
  tables: [identities, bars, idempotency, auditTrail, deadlines, schedules],
  jobs: [retentionJob, migrationJob],
  erase: eraseDetails,
})
