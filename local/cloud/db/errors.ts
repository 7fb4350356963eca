/** Codes of the CloudBase database API that this engine answers. */
export type DatabaseErrorCode =
  | 'INVALID_PARAM'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'DATABASE_TIMEOUT'
  | 'DATABASE_UNAVAILABLE'

/** What a failed action answers: `{code, message}` travel to the SDK as they are. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string) {
    super(message)
    this.name = 'DatabaseError'
    this.code = code
  }
}

const CONTACT = 'Please check your request, but if the problem persists, contact us.'

export const invalidParam = (message: string): DatabaseError =>
  new DatabaseError('INVALID_PARAM', message)

export const requestFailed = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_REQUEST_FAILED', message)

/** The text that @cloudbase/node-sdk's own transaction tests expect. */
export const transactionConflict = (): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CONTACT}`,
  )

/** Committed, aborted, expired or never there: docs.cloudbase.net/error-code/DATABASE_TRANSACTION_FAIL. */
export const transactionNotExist = (): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CONTACT}`,
  )

export const collectionNotExist = (name: string): DatabaseError =>
  new DatabaseError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${CONTACT}`,
  )

export const collectionExists = (name: string): DatabaseError =>
  new DatabaseError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[FailedOperation] Table exist: ${name}. ${CONTACT}`,
  )

export const duplicateKey = (collection: string, index: string, value: string): DatabaseError =>
  requestFailed(
    `[FailedOperation.DuplicateWrite] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${value}}]}, {<nil>}]`,
  )

/** Of this engine, not of the platform: nothing was changed, and the next call tries again. */
export const unavailable = (reason: string): DatabaseError =>
  new DatabaseError('DATABASE_UNAVAILABLE', `the database could not write: ${reason}`)
