/** What the build writes as JSON beside the functions, for programs that do not import this source. */
import { STARTER_CLAUSES } from './rules'
import { createProduct, noPush } from './index'

/** Closed to clients: only cloud functions reach the database. The same rule for every collection. */
const SECURITY_RULE = { read: false, write: false } as const

const { registry } = createProduct(noPush)

/** What a deployment creates or compares. */
export const schema = registry.tables.map(({ name, indexes, unique, version, migrations }) => ({
  name,
  version,
  migrations: migrations.map(({ to, what }) => ({ to, what })),
  indexes: Object.entries(indexes).map(([index, fields]) => ({
    name: index,
    fields: fields.map((field) => (typeof field === 'string' ? [field, 1] : [field[0], field[1]])),
    ...(unique.includes(index) ? { unique: true } : {}),
  })),
  securityRule: SECURITY_RULE,
}))

export { STARTER_CLAUSES as 'starter-rules' }
