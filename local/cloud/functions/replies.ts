import type { FunctionReply } from '../types'

/** How a call failed before or in the function, with the platform's two vocabularies for it. */
export interface Failure {
  /** For `wx.cloud.callFunction`. */
  errCode: number
  /** For `cloud.callFunction` of another function. */
  code: string
  message: string
}

const ERROR_NAMES: Readonly<Record<number, string>> = {
  [-501000]: '',
  [-504002]: ' functions execute fail',
  [-504003]: ' ',
  [-604001]: ' cloudfunction result size exceed limit (1MB)',
}

export const failures = {
  notFound: (): Failure => ({
    errCode: -501000,
    code: 'FUNCTION_NOT_FOUND',
    message: 'FunctionName parameter could not be found.',
  }),
  threw: (text: string): Failure => ({
    errCode: -504002,
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: text,
  }),
  timedOut: (seconds: number): Failure => ({
    errCode: -504003,
    code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    message: `Invoking task timed out after ${seconds} seconds`,
  }),
  resultTooLarge: (): Failure => ({
    errCode: -604001,
    code: 'FUNCTIONS_RESULT_TOO_LARGE',
    message: 'cloud function result size exceeds 1MB',
  }),
  requestTooLarge: (): Failure => ({
    errCode: -601002,
    code: 'EXCEED_REQUEST_SIZE_LIMIT',
    message: 'request data size exceeds 6MB',
  }),
}

/** The failure as the mini program's `fail` sees it after `cloud.callFunction:fail `. */
export function clientReply(failure: Failure, requestID: string): FunctionReply {
  const name = ERROR_NAMES[failure.errCode] ?? ''
  return {
    ok: false,
    errCode: failure.errCode,
    errMsg: `Error: errCode: ${failure.errCode}${name} | errMsg: ${failure.message}`,
    requestID,
  }
}
