import { canIUse, checkArgument, syncApi, USER_DATA_PATH, type WxFamily } from '../support'
import { SDK_VERSION } from '../system/info'

/** Base64 in chunks: `String.fromCharCode(...bytes)` overflows the stack on large files. */
function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(text)
}

/** `canIUse`, `env`, base64: what an app needs before it does anything. */
export function baseFamily(families: () => readonly WxFamily[]): WxFamily {
  return {
    name: 'base',
    apis: {
      env: Object.freeze({ USER_DATA_PATH }),
      // Not documented, but read by many a chart: `init` of ec-canvas in https://github.com/ecomfe/echarts-for-weixin.
      version: Object.freeze({ version: SDK_VERSION }),
      canIUse: (query: unknown) => typeof query === 'string' && canIUse(families(), query),
      base64ToArrayBuffer: syncApi('base64ToArrayBuffer', (text: string): ArrayBuffer => {
        checkArgument(text, 'String')
        return Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer
      }),
      arrayBufferToBase64: syncApi('arrayBufferToBase64', (buffer: ArrayBuffer): string => {
        checkArgument(buffer, 'ArrayBuffer')
        return toBase64(buffer)
      }),
    },
  }
}
