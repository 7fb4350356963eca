import type { ErrorCode } from '../../miniprogram/contract/action'

/** What a person reads when nothing better is known. */
const DEFAULT_MESSAGE: Record<ErrorCode, string> = {
  'invalid-argument': '提交的内容有误，请检查后再试',
  unauthenticated: '请从微信打开小程序',
  'permission-denied': '你没有权限做这件事',
  'not-found': '内容不存在，或你看不到它',
  conflict: '内容刚刚被别人改过，请刷新后再试',
  'resource-exhausted': '操作太快了，请稍等几秒再试',
  unavailable: '服务繁忙，内容已保留，请稍后再试',
  internal: '服务出了点问题，内容已保留，请稍后再试',
}

/** The one error that crosses the wire. Anything else thrown is a defect: logged, and answered as `internal`. */
export class AppError extends Error {
  constructor(
    readonly code: Exclude<ErrorCode, 'internal'>,
    message?: string,
    readonly fields?: Record<string, string>,
  ) {
    super(message ?? DEFAULT_MESSAGE[code])
    this.name = 'AppError'
  }
}

export const defaultMessage = (code: ErrorCode): string => DEFAULT_MESSAGE[code]

/** Throws unless the value is there. */
export function found<T>(value: T | null | undefined, message?: string): T {
  if (value === null || value === undefined) throw new AppError('not-found', message)
  return value
}
