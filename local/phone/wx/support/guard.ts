import { WxNotSupportedError } from './errors'

/** Names that engines and test tools ask any object for; not a request for an API. */
const PROBES = new Set(['then', 'toJSON', 'constructor', 'valueOf', 'toString', '$$typeof'])

/**
 * An object of APIs on which reading an unknown name throws; `in` and keys stay truthful, and a value may be replaced
 * (test tools mock APIs that way).
 */
export function guarded<T extends object>(
  prefix: string,
  apis: T,
  onMissing: (error: WxNotSupportedError) => void,
): T {
  return new Proxy(apis, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || PROBES.has(key) || key in target) {
        return Reflect.get(target, key, receiver) as unknown
      }
      const error = new WxNotSupportedError(`${prefix}.${key}`)
      onMissing(error)
      throw error
    },
  })
}
