import { reportUncaught, WxFail, WxNotSupportedError } from './errors'
import { check, typeOf, type Rules } from './validate'

/** What `success`, `complete` and a resolved promise receive besides the API's own fields. */
export interface Reply {
  errMsg: string
}

export interface Callbacks<R> {
  success?: (result: R & Reply) => void
  fail?: (failure: Reply & { errCode?: number; errno?: number }) => void
  complete?: (result: Reply) => void
}

/** An API of the `{ success, fail, complete }` kind: a promise is returned only when none of the three is given. */
export type AsyncApi<O extends object, R extends object> = (
  options?: O & Callbacks<R>,
) => Promise<R & Reply> | undefined

export interface AsyncTraits<O> {
  /** Checked before the implementation runs. */
  rules?: Rules
  /** Throws `WxNotSupportedError` at the caller, at once, for option values this phone cannot serve. */
  refuse?: (options: O) => void
  /** A few old APIs never return a promise (`wx.getShareInfo`). */
  promise?: false
  /** `errMsg` prefix when it differs from the name, e.g. `cloud.callFunction`. */
  label?: string
}

/** Turns what an implementation threw into the object a `fail` callback receives. */
export function failureOf(label: string, error: unknown): Reply & Record<string, unknown> {
  if (error instanceof WxFail) {
    return { ...error.extra, errMsg: `${label}:fail${error.reason ? ` ${error.reason}` : ''}` }
  }
  if (typeof error === 'object' && error !== null && 'errMsg' in error) {
    const { errMsg, ...extra } = error as Reply
    const text = String(errMsg)
    return { ...extra, errMsg: text.includes(':fail') ? text : `${label}:fail ${text}` }
  }
  const text = error instanceof Error ? error.message : String(error)
  return { errMsg: `${label}:fail ${text}` }
}

function callBack(callback: ((value: never) => void) | undefined, value: unknown): void {
  if (typeof callback !== 'function') return
  try {
    ;(callback as (value: unknown) => void)(value)
  } catch (error) {
    reportUncaught(error)
  }
}

/**
 * Defines an asynchronous API once: option checks, `<name>:ok` / `<name>:fail …`, callbacks or promise, never both,
 * never synchronously. The implementation returns the result's own fields, or throws `WxFail`.
 */
export function asyncApi<O extends object, R extends object = object>(
  name: string,
  run: (options: O) => R | void | Promise<R | void>,
  traits: AsyncTraits<O> = {},
): AsyncApi<O, R> {
  const label = traits.label ?? name
  return (given) => {
    const options = (typeOf(given) === 'Object' ? given : {}) as O & Callbacks<R>
    traits.refuse?.(options)
    const settled = (async () => {
      // WeChat answers from another thread: nobody may rely on a callback before the call has returned.
      await Promise.resolve()
      if (given != null && typeOf(given) !== 'Object') {
        throw new WxFail(`parameter error: parameter should be Object instead of ${typeOf(given)};`)
      }
      if (traits.rules) check(options, traits.rules)
      const result = await run(options)
      return { ...(result ?? {}), errMsg: `${label}:ok` } as R & Reply
    })()
    const { success, fail, complete } = options
    const hasCallback = [success, fail, complete].some((one) => typeof one === 'function')
    if (!hasCallback && traits.promise !== false) {
      return settled.catch((error: unknown) => {
        throw error instanceof WxNotSupportedError ? error : failureOf(label, error)
      })
    }
    settled.then(
      (result) => {
        callBack(success, result)
        callBack(complete, result)
      },
      (error: unknown) => {
        if (error instanceof WxNotSupportedError) return reportUncaught(error)
        const failure = failureOf(label, error)
        callBack(fail, failure)
        callBack(complete, failure)
      },
    )
    return undefined
  }
}

/** Defines a synchronous API: a `WxFail` becomes an Error with the message `<name>:fail …`, as WeChat throws it. */
export function syncApi<A extends unknown[], R>(
  name: string,
  run: (...args: A) => R,
): (...args: A) => R {
  return (...args) => {
    try {
      return run(...args)
    } catch (error) {
      if (error instanceof WxFail) {
        const failure = failureOf(name, error)
        throw Object.assign(new Error(failure.errMsg), failure)
      }
      throw error
    }
  }
}
