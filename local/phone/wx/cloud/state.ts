import { WxFail } from '../support'

export interface CloudState {
  isReady: boolean
  /** The options of `init`. */
  readonly config: object
}

/**
 * An opaque stand-in for sensitive data: the gateway exchanges it, in a top-level field of `callFunction`'s data, for
 * what it stands for.
 */
export class CloudID {
  readonly cloudID: string

  constructor(cloudID: string) {
    if (typeof cloudID !== 'string') throw new TypeError('cloudID should be a string')
    this.cloudID = cloudID
  }
}

/** Every API but `init` needs `init` first, as in WeChat. */
export function requireInit(state: CloudState): void {
  if (!state.isReady) {
    throw new WxFail("Cloud API isn't enabled, please call wx.cloud.init first", { errCode: -1 })
  }
}

interface ServerFailure {
  errCode?: number
  errMsg?: string
}

/**
 * A failure of the server or the network in the words of the cloud SDK:
 * `cloud.callFunction:fail Error: errCode: -601003 … | errMsg: …`.
 */
export function cloudFailure(error: unknown): WxFail {
  if (error instanceof WxFail) return error
  const { errCode = -601000, errMsg = String(error) } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as ServerFailure
  if (errMsg.startsWith('Error: ')) return new WxFail(errMsg, { errCode })
  const name = errCode === -601003 ? ' network error' : ''
  return new WxFail(`Error: errCode: ${errCode}${name} | errMsg: ${errMsg}`, { errCode })
}
