export { openDatabase } from './engine'
export { DatabaseError, type DatabaseErrorCode } from './errors'
export type { Database, DatabaseOptions, DatabaseReply, OperationStats } from './types'
