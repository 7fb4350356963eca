import type { ErrorCode } from '../contract/action'
import { CallError } from '../services/call-error'

/** What a page shows when something failed. */
export interface Failure {
  text: string
  /** Worth trying again as it is. */
  canRetry: boolean
  /** To quote to support; empty when the phone never got through. */
  requestId: string
}

const FALLBACK: Record<ErrorCode, string> = {
  'invalid-argument': '填写的内容有问题，请检查后再提交',
  unauthenticated: '微信没有给出身份，请重新打开小程序',
  'permission-denied': '你没有这项权限，请联系群管理员',
  'not-found': '找不到这项内容，可能已被删除',
  conflict: '内容刚被别人改过，请刷新后再试',
  'resource-exhausted': '操作太频繁，请稍后再试',
  unavailable: '服务暂时不可用，请稍后重试',
  internal: '服务出了问题，请稍后重试',
}

const RETRYABLE: ErrorCode[] = ['unavailable', 'internal', 'resource-exhausted', 'conflict']

/** The sentence for any failure; the server's own words first, they know more. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) {
    const text = error.message || FALLBACK[error.code]
    return { text, canRetry: RETRYABLE.includes(error.code), requestId: error.requestId }
  }
  console.error(error)
  return { text: '页面出了点问题，请重试', canRetry: true, requestId: '' }
}
