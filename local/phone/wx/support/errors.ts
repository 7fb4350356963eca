/**
 * Thrown when a mini program reaches for something this phone does not have. Never swallowed into a `fail` callback:
 * a page that believes an API exists has to find out here and not on a customer's phone.
 */
export class WxNotSupportedError extends Error {
  override readonly name = 'WxNotSupportedError'
  /** What was asked for, e.g. `wx.getLocation` or `wx.chooseMedia({ sourceType: ['camera'] })`. */
  readonly api: string

  constructor(api: string, hint = 'local/README.md lists what is there') {
    super(`${api} is not supported by the local phone (${hint})`)
    this.api = api
  }
}

/** An API's documented failure. `reason` becomes `<api>:fail <reason>`; `extra` joins the object `fail` receives. */
export class WxFail extends Error {
  override readonly name = 'WxFail'
  readonly reason: string
  readonly extra: { errCode?: number; errno?: number } & Record<string, unknown>

  constructor(
    reason: string,
    extra: { errCode?: number; errno?: number } & Record<string, unknown> = {},
  ) {
    super(reason)
    this.reason = reason
    this.extra = extra
  }
}

/** Reports an exception of somebody else's callback as an uncaught one, without unwinding the caller. */
export function reportUncaught(error: unknown): void {
  if (typeof reportError === 'function') reportError(error)
  else
    queueMicrotask(() => {
      throw error
    })
}
