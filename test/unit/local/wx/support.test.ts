import {
  asyncApi,
  canIUse,
  check,
  syncApi,
  WxFail,
  WxNotSupportedError,
  type WxFamily,
} from '../../../../local/phone/wx/support'
import { reasonOf, testWx } from './kit'

const double = asyncApi<{ value: number }, { value: number }>(
  'double',
  ({ value }) => ({ value: value * 2 }),
  { rules: { value: 'Number' } },
)

describe('an asynchronous API', () => {
  test('returns a promise when no callback is given', async () => {
    expect(await double({ value: 2 })).toEqual({ value: 4, errMsg: 'double:ok' })
  })

  test('calls success, then complete, and returns nothing', async () => {
    const order: unknown[] = []
    await new Promise<void>((resolve) => {
      const returned = double({
        value: 2,
        success: (result) => order.push(['success', result.value]),
        complete: ({ errMsg }) => {
          order.push(['complete', errMsg])
          resolve()
        },
      })
      expect(returned).toBeUndefined()
      // Never before the call has returned.
      expect(order).toEqual([])
    })
    expect(order).toEqual([
      ['success', 4],
      ['complete', 'double:ok'],
    ])
  })

  test('says which parameter is wrong, as WeChat does', async () => {
    expect(await reasonOf(double())).toEqual({
      errMsg: 'double:fail parameter error: parameter.value should be Number instead of Undefined;',
      errno: 1001,
    })
  })

  test('hands failures to fail and complete', async () => {
    const api = asyncApi('lock', () => {
      throw new WxFail('busy', { errCode: -7 })
    })
    const failure = await new Promise((resolve) => void api({ fail: resolve }))
    expect(failure).toEqual({ errMsg: 'lock:fail busy', errCode: -7 })
  })

  test('keeps its label apart from its name', async () => {
    const api = asyncApi('callFunction', () => undefined, { label: 'cloud.callFunction' })
    expect(await api()).toEqual({ errMsg: 'cloud.callFunction:ok' })
  })

  test('throws at the caller for what is not supported', () => {
    const api = asyncApi<{ camera?: boolean }>('choose', () => undefined, {
      refuse: ({ camera }) => {
        if (camera) throw new WxNotSupportedError('wx.choose({ camera })')
      },
    })
    expect(() => api({ camera: true })).toThrow(WxNotSupportedError)
  })

  test('without a promise in WeChat there is none here', () => {
    const api = asyncApi('old', () => undefined, { promise: false })
    expect(api()).toBeUndefined()
  })
})

describe('a synchronous API', () => {
  test('throws an Error with the message of WeChat', () => {
    const api = syncApi('setStorageSync', () => {
      throw new WxFail('no space')
    })
    expect(() => api()).toThrow('setStorageSync:fail no space')
  })
})

describe('checking options', () => {
  test('null counts as absent where absence is allowed', () => {
    expect(() => check({ mask: null }, { mask: 'Boolean?' })).not.toThrow()
  })

  test('lists everything that is wrong', () => {
    expect(() =>
      check({ title: 1, icon: 'x' }, { title: 'String', icon: { oneOf: ['a'] } }),
    ).toThrow(
      'parameter error: parameter.title should be String instead of Number; parameter.icon should be one of a;',
    )
  })
})

describe('canIUse', () => {
  const family: WxFamily = {
    name: 'test',
    apis: { go: () => undefined, cloud: { call: () => undefined } },
    schema: {
      go: { object: { mode: ['fast'], far: [] }, success: ['at'] },
      'cloud.call': { object: ['name'] },
    },
    components: { button: { 'open-type': ['share'] } },
  }
  const cases: [string, boolean][] = [
    ['go', true],
    ['go.object.mode', true],
    ['go.object.mode.fast', true],
    ['go.object.mode.slow', false],
    ['go.object.unknown', false],
    ['go.success.at', true],
    ['go.success', true],
    ['cloud', true],
    ['cloud.call', true],
    ['cloud.call.object.name', true],
    ['cloud.absent', false],
    ['button', true],
    ['button.open-type.share', true],
    ['button.open-type.contact', false],
    ['stay', false],
    ['constructor', false],
  ]
  test.each(cases)('%s is %s', (query, expected) => {
    expect(canIUse([family], query)).toBe(expected)
  })
})

describe('the merged wx', () => {
  test('an unknown name throws when it is called, and is reported', async () => {
    const { wx, call, host } = await testWx()
    // Libraries probe before they call: on a phone the name would be there.
    expect(wx['getLocation']).toBeInstanceOf(Function)
    expect(() => call('getLocation')).toThrow(WxNotSupportedError)
    expect(host.reports.map(({ text }) => text)).toEqual([
      expect.stringContaining('wx.getLocation is not supported'),
    ])
  })

  test('stays truthful about what it has', async () => {
    const { wx } = await testWx()
    expect('getLocation' in wx).toBe(false)
    expect('login' in wx).toBe(true)
    expect(Object.keys(wx)).toContain('getStorageSync')
  })

  test('can be awaited, printed and mocked', async () => {
    const { wx } = await testWx()
    expect(await Promise.resolve(wx)).toBe(wx)
    wx['getLocation'] = () => 'mocked'
    expect((wx['getLocation'] as () => string)()).toBe('mocked')
  })

  test('takes the families of the runtime, but none twice', async () => {
    const family: WxFamily = { name: 'route', apis: { navigateTo: () => undefined } }
    expect((await testWx({ families: [family] })).wx['navigateTo']).toBe(family.apis['navigateTo'])
    const twice: WxFamily = { name: 'again', apis: { login: () => undefined } }
    await expect(testWx({ families: [twice] })).rejects.toThrow(
      'wx.login is defined by two families',
    )
  })

  test('canIUse asks the families', async () => {
    const { call } = await testWx()
    expect(call('canIUse', 'showModal.object.editable')).toBe(true)
    expect(call('canIUse', 'getLocation')).toBe(false)
    expect(call('canIUse', 'getGroupEnterInfo.object.needGroupOpenID')).toBe(true)
  })
})
