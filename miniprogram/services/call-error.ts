import type { ErrorCode, ErrorView } from '../contract/action'

/**
 * Why a call failed, the same for an answer of the server and for a failure on the way to it.
 * `answered` is false when nobody knows whether the command took effect: the same key has to be sent again.
 */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: ErrorCode
  readonly requestId: string
  readonly fields: Record<string, string>
  readonly answered: boolean

  constructor(view: ErrorView, answered: boolean) {
    super(view.message)
    this.code = view.code
    this.requestId = view.requestId
    this.fields = view.fields ?? {}
    this.answered = answered
  }
}

/** Text for failures that carry none of the server's. */
export const OFFLINE_TEXT = '网络不通，请检查后重试'
export const SLOW_TEXT = '网络慢，还没有收到回复，请重试'
export const BROKEN_TEXT = '服务暂时不可用，请稍后重试'

/** Codes of the cloud's transport that mean the phone did not get through, see the cloud error code list. */
const NETWORK_CODES = [-601003, -404001, -404002, -404003, -404005, -404006]
const TIMEOUT_CODES = [-501002, -504003, -601002, -604102, -404012]

/** Turns a rejection of `wx.cloud.callFunction` into the error that pages know. */
export function transportError(failure: unknown): CallError {
  const { errCode, errMsg, requestID } = (failure ?? {}) as {
    errCode?: number
    errMsg?: string
    requestID?: string
  }
  const text = errMsg ?? (failure instanceof Error ? failure.message : '')
  const isNetwork =
    NETWORK_CODES.includes(errCode ?? 0) || /network|request:fail|ERR_|offline/i.test(text)
  const isSlow =
    TIMEOUT_CODES.includes(errCode ?? 0) || /time ?out|timed out|TIME_LIMIT/i.test(text)
  const message = isSlow ? SLOW_TEXT : isNetwork ? OFFLINE_TEXT : BROKEN_TEXT
  return new CallError({ code: 'unavailable', message, requestId: requestID ?? '' }, false)
}
