interface SdkErrorLike {
  code?: unknown
  errCode?: unknown
  errMsg?: unknown
  message?: unknown
}

const textOf = (error: unknown): string => {
  const { code, errCode, errMsg, message } = (error ?? {}) as SdkErrorLike
  return `${String(code ?? '')} ${String(errCode ?? '')} ${String(errMsg ?? '')} ${String(message ?? '')}`
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

/**
 * Ways in which the platform says that it is out of reach or out of capacity. wx-server-sdk gives every code that it does not
 * know, EXCEED_RATELIMIT among them, the number -501001.
 */
const UNAVAILABLE = [
  '-50100[1-4]',
  '-60100[23]',
  '-604102',
  'EXCEED_RATELIMIT|EXCEED_REQUEST_LIMIT|EXCEED_CONCURRENT_REQUEST_LIMIT|LimitExceeded',
  'SYS_ERR|SERVER_TIMEOUT|DATABASE_TIMEOUT|DATABASE_TRANSACTION_FAIL|TransactionNotExist',
  'ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRE',
  String.raw`\b(429|50[0-4])\b`,
]
const unavailable = new RegExp(UNAVAILABLE.join('|'), 'i')

/** Worth trying again later. */
export const isUnavailable = (error: unknown): boolean => unavailable.test(textOf(error))

/** Codes that the SDK keeps in the text only, under a number that stands for many. */
const NAMED =
  /EXCEED_[A-Z_]+|LimitExceeded|SYS_ERR|E(?:SOCKET)?TIMEDOUT|ECONN[A-Z]+|[A-Z_]+_TIMEOUT/
/** The number that wx-server-sdk gives to what it does not know. */
const UNKNOWN = '-501001'

/** The platform's code of an error, to be kept: its number, or its name where the number says nothing. */
export function errorCode(error: unknown): string {
  const { errCode, code } = (error ?? {}) as SdkErrorLike
  const given = errCode ?? code
  const number = typeof given === 'number' || typeof given === 'string' ? String(given) : ''
  const named = NAMED.exec(textOf(error))?.[0]
  if (named !== undefined && (number === '' || number === UNKNOWN)) return named
  return number === '' ? 'unknown' : number
}

/** WeChat checks texts only for people who used the mini program in the last two hours (40003, 61010). */
export const wasAway = (error: unknown): boolean =>
  [40003, 61010].includes(Number((error as { errCode?: unknown } | null)?.errCode))
