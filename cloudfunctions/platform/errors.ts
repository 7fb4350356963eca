interface SdkErrorLike {
  code?: unknown
  errCode?: unknown
  errMsg?: unknown
  message?: unknown
}

const textOf = (error: unknown): string => {
  const { code, errMsg, message } = (error ?? {}) as SdkErrorLike
  return `${String(code ?? '')} ${String(errMsg ?? '')} ${String(message ?? '')}`
}

/**
 * Two transactions met on a document. wx-server-sdk drops the code of errors raised by an operation inside a transaction and
 * keeps only the text (wx-server-sdk 4.0.2), hence the search in the text.
 */
export const isTransactionConflict = (error: unknown): boolean =>
  /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/i.test(textOf(error))

/** A document with this `_id`, or this unique key, exists. */
export const isDuplicateKey = (error: unknown): boolean =>
  /E11000|DATABASE_DUPLICATE_WRITE|MONGO_DUPLICATE_KEY|duplicate key/i.test(textOf(error))

/** The platform is out of reach or out of capacity: worth trying again later. */
export const isUnavailable = (error: unknown): boolean =>
  /-50100[2-4]|-60100[23]|-604102|ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRE|DATABASE_TIMEOUT|DATABASE_TRANSACTION_FAIL|TransactionNotExist/i.test(
    `${textOf(error)} ${String((error as SdkErrorLike | null)?.errCode ?? '')}`,
  )
