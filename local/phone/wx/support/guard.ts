import { WxNotSupportedError } from './errors'

/** Names that engines and test tools ask any object for; not a request for an API. */
const PROBES = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', '$$typeof'])

/**
 * An object of APIs on which an unknown name reads as a function that reports and throws `WxNotSupportedError` when it
 * is called. Reading alone must not throw: libraries probe (`if (wx.getUserProfile)`, as `@vant/weapp` does when its
 * first button loads), nearly every name that is probed exists on a phone, and the probe has to come out as there.
 * `in` and keys stay truthful, and a value may be replaced (test tools mock APIs that way).
 */
export function guarded<T extends object>(
  prefix: string,
  apis: T,
  onMissing: (error: WxNotSupportedError) => void,
): T {
  const absent = new Map<string, () => never>()
  return new Proxy(apis, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || PROBES.has(key) || key in target) {
        return Reflect.get(target, key, receiver) as unknown
      }
      const known = absent.get(key)
      if (known) return known
      const refuse = (): never => {
        const error = new WxNotSupportedError(`${prefix}.${key}`)
        onMissing(error)
        throw error
      }
      absent.set(key, refuse)
      return refuse
    },
  })
}
