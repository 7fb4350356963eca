/** What the build writes as JSON beside the functions, for programs that do not import this source. */
export { collections as schema } from './collections'
export { STARTER_CLAUSES as 'starter-rules' } from '../modules/rules/starter-clauses'
export { DEFAULT_RULES as 'incentive-rules' } from '../modules/points/default-rules'
