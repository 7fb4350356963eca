import {
  asyncApi,
  check,
  checkArgument,
  syncApi,
  WxFail,
  WxNotSupportedError,
  type WxContext,
  type WxFamily,
} from '../support'
import { decode, encode, sizeOf, TOTAL_LIMIT, VALUE_LIMIT } from './codec'

interface KeyOptions {
  key: string
  encrypt?: boolean
}

function refuseEncryption(name: string) {
  return (options: { encrypt?: boolean }): void => {
    if (options.encrypt) throw new WxNotSupportedError(`wx.${name}({ encrypt: true })`)
  }
}

const KB = 1024

/** https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html and its neighbours. */
export function storageFamily(context: WxContext): WxFamily {
  const { storage } = context.host

  const totalSize = (): number =>
    storage.keys().reduce((sum, key) => sum + sizeOf(key) + sizeOf(storage.get(key) ?? ''), 0)
  const set = (key: string, value: unknown): void => {
    checkArgument(key, 'String')
    if (key === '') throw new WxFail('parameter error: parameter.key should not be empty')
    const text = encode(value)
    const size = sizeOf(text)
    if (size > VALUE_LIMIT) throw new WxFail('entry size limit reached')
    const before = storage.get(key)
    const grows = size + sizeOf(key) - (before === null ? 0 : sizeOf(before) + sizeOf(key))
    if (totalSize() + grows > TOTAL_LIMIT) throw new WxFail('exceed storage max size 10Mb')
    try {
      storage.set(key, text)
    } catch {
      // The browser's own limit may be lower than WeChat's.
      throw new WxFail('exceed storage max size 10Mb')
    }
  }
  const get = (key: string): { found: boolean; value: unknown } => {
    checkArgument(key, 'String')
    const text = storage.get(key)
    return text === null ? { found: false, value: '' } : { found: true, value: decode(text) }
  }
  const info = (): { keys: string[]; currentSize: number; limitSize: number } => ({
    keys: storage.keys(),
    currentSize: Math.ceil(totalSize() / KB),
    limitSize: TOTAL_LIMIT / KB,
  })
  const clear = (): void => {
    for (const key of storage.keys()) storage.remove(key)
  }
  const setAll = (list: { key: string; value: unknown }[]): void => {
    for (const entry of list) check(entry, { key: 'String' })
    for (const { key, value } of list) set(key, value)
  }

  return {
    name: 'storage',
    apis: {
      setStorageSync: syncApi('setStorageSync', set),
      getStorageSync: syncApi('getStorageSync', (key: string): unknown => get(key).value),
      removeStorageSync: syncApi('removeStorageSync', (key: string) => {
        checkArgument(key, 'String')
        storage.remove(key)
      }),
      clearStorageSync: syncApi('clearStorageSync', clear),
      getStorageInfoSync: syncApi('getStorageInfoSync', info),
      batchSetStorageSync: syncApi('batchSetStorageSync', setAll),
      batchGetStorageSync: syncApi('batchGetStorageSync', (keys: string[]): unknown[] =>
        keys.map((key) => get(key).value),
      ),
      setStorage: asyncApi<KeyOptions & { data: unknown }>(
        'setStorage',
        ({ key, data }) => set(key, data),
        { rules: { key: 'String' }, refuse: refuseEncryption('setStorage') },
      ),
      getStorage: asyncApi<KeyOptions, { data: unknown }>(
        'getStorage',
        ({ key }) => {
          const { found, value } = get(key)
          if (!found) throw new WxFail('data not found')
          return { data: value }
        },
        { rules: { key: 'String' }, refuse: refuseEncryption('getStorage') },
      ),
      removeStorage: asyncApi<KeyOptions>('removeStorage', ({ key }) => storage.remove(key), {
        rules: { key: 'String' },
      }),
      clearStorage: asyncApi('clearStorage', clear),
      getStorageInfo: asyncApi('getStorageInfo', info),
      batchSetStorage: asyncApi<{ kvList: { key: string; value: unknown }[] }>(
        'batchSetStorage',
        ({ kvList }) => setAll(kvList),
        { rules: { kvList: 'Array' } },
      ),
      batchGetStorage: asyncApi<{ keyList: string[] }, { dataList: unknown[] }>(
        'batchGetStorage',
        ({ keyList }) => ({ dataList: keyList.map((key) => get(key).value) }),
        { rules: { keyList: 'Array' } },
      ),
    },
    schema: {
      setStorage: { object: ['key', 'data'] },
      getStorage: { object: ['key'], success: ['data'] },
      removeStorage: { object: ['key'] },
      getStorageInfo: { success: ['keys', 'currentSize', 'limitSize'] },
      batchSetStorage: { object: ['kvList'] },
      batchGetStorage: { object: ['keyList'] },
    },
  }
}
