import { automatorFixture } from '../../kit/automator-fixture'

/** Globals of the mini program, for functions that are sent there as text. */
declare const wx: {
  getSystemInfo(): Promise<{ windowWidth: number }>
  showModal(options: { title: string; success: (result: unknown) => void }): void
}
declare function getCurrentPages(): [{ onAdd: () => void }]

// The unmodified client: wx and its mocks, code, events.
jest.setTimeout(60_000)

const fixture = automatorFixture()

describe('wx', () => {
  afterEach(async () => {
    for (const method of ['getStorageSync', 'showModal', 'getSystemInfo']) {
      await fixture.program.restoreWxMethod(method)
    }
  })

  test('callWxMethod calls synchronous and asynchronous methods', async () => {
    await fixture.home()
    await fixture.program.callWxMethod('setStorage', { key: 'k', data: { a: 1 } })
    expect(await fixture.program.callWxMethod('getStorageSync', 'k')).toEqual({ a: 1 })
    expect(await fixture.program.callWxMethod('getStorage', { key: 'k' })).toMatchObject({
      data: { a: 1 },
    })
    await expect(fixture.program.callWxMethod('getStorage', { key: 'none' })).rejects.toThrow(
      /getStorage:fail/,
    )
    await expect(fixture.program.callWxMethod('nothing')).rejects.toThrow('wx.nothing')
    expect(await fixture.program.systemInfo()).toMatchObject({ windowWidth: 375 })
  })

  test('mockWxMethod answers in place of the platform until restored', async () => {
    await fixture.home()
    await fixture.program.callWxMethod('setStorageSync', 'k', 'real')
    await fixture.program.mockWxMethod('getStorageSync', 'mocked')
    expect(await fixture.program.callWxMethod('getStorageSync', 'k')).toBe('mocked')
    await fixture.program.restoreWxMethod('getStorageSync')
    expect(await fixture.program.callWxMethod('getStorageSync', 'k')).toBe('real')
  })

  test('a mocked dialog answers promise and callback alike', async () => {
    await fixture.home()
    await fixture.program.mockWxMethod('showModal', { confirm: true, cancel: false })
    expect(await fixture.program.callWxMethod('showModal', { title: '?' })).toMatchObject({
      confirm: true,
    })
    const byCallback = await fixture.program.evaluate(
      () => new Promise((resolve) => wx.showModal({ title: '?', success: resolve })),
    )
    expect(byCallback).toEqual({ errMsg: 'showModal:ok', confirm: true, cancel: false })
    await fixture.program.mockWxMethod('showModal', { errMsg: 'showModal:fail 不行' })
    await expect(fixture.program.callWxMethod('showModal', { title: '?' })).rejects.toThrow(
      'showModal:fail',
    )
  })

  test('a mock function gets the call, extra arguments and the origin', async () => {
    await fixture.home()
    await fixture.program.mockWxMethod(
      'getStorageSync',
      function (key: string, fallback: string) {
        return key === 'name' ? 'redhood' : fallback
      },
      'unknown',
    )
    expect(await fixture.program.callWxMethod('getStorageSync', 'name')).toBe('redhood')
    expect(await fixture.program.callWxMethod('getStorageSync', 'else')).toBe('unknown')
    await fixture.program.mockWxMethod(
      'getSystemInfo',
      `function (options, platform) {
        return new Promise((resolve) => {
          this.origin({ success: (info) => resolve(Object.assign({}, info, { platform })) })
        })
      }`,
      'test',
    )
    expect(await fixture.program.callWxMethod('getSystemInfo', {})).toMatchObject({
      platform: 'test',
      windowWidth: 375,
    })
  })

  test('plugins are refused by name', async () => {
    await expect(fixture.program.callPluginWxMethod('wxplugin', 'login')).rejects.toThrow(
      'wxplugin',
    )
    await expect(fixture.program.mockPluginWxMethod('wxplugin', 'login', {})).rejects.toThrow(
      'wxplugin',
    )
    await expect(fixture.program.restorePluginWxMethod('wxplugin', 'login')).rejects.toThrow(
      'wxplugin',
    )
  })
})

describe('code and events', () => {
  test('evaluate runs a function or its text with arguments', async () => {
    await fixture.home()
    expect(await fixture.program.evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3)
    expect(await fixture.program.evaluate('() => getCurrentPages().length')).toBe(1)
    expect(await fixture.program.evaluate(async () => (await wx.getSystemInfo()).windowWidth)).toBe(
      375,
    )
    expect(await fixture.program.evaluate(() => undefined)).toBeUndefined()
    await expect(
      fixture.program.evaluate(() => {
        throw new TypeError('坏了')
      }),
    ).rejects.toThrow('坏了')
    await expect(fixture.program.evaluate('not a function(')).rejects.toThrow(
      'not valid JavaScript',
    )
  })

  test('exposeFunction lets the mini program call the test', async () => {
    await fixture.home()
    const heard = new Promise((resolve) => {
      void fixture.program
        .exposeFunction('tellTest', (...args: unknown[]) => resolve(args))
        .then(() =>
          fixture.program.evaluate(() => {
            const { tellTest } = globalThis as unknown as { tellTest: (...args: unknown[]) => void }
            tellTest('一', { two: 2 })
          }),
        )
    })
    expect(await heard).toEqual(['一', { two: 2 }])
    await expect(fixture.program.exposeFunction('tellTest', () => undefined)).rejects.toThrow(
      'already',
    )
  })

  test('console output and uncaught exceptions arrive as events', async () => {
    await fixture.home()
    const watcher = await fixture.e2e.connect(fixture.phone.personId)
    try {
      const logged = new Promise((resolve) => watcher.on('console', resolve))
      const thrown = new Promise<{ message: string; stack: string }>((resolve) =>
        watcher.on('exception', resolve),
      )
      await watcher.evaluate(() => 1)
      await watcher.evaluate(() => console.log('看', { a: [1] }))
      expect(await logged).toEqual({ type: 'log', args: ['看', { a: [1] }] })
      await watcher.evaluate(() => {
        setTimeout(() => {
          throw new RangeError('晚一点的错')
        })
      })
      expect(await thrown).toMatchObject({ message: '晚一点的错' })
      await expect(fixture.e2e.expectQuiet()).rejects.toThrow('晚一点的错')
    } finally {
      watcher.disconnect()
      fixture.phone.takeExceptions()
    }
  })

  test('an exception in a handler is reported too', async () => {
    await fixture.home()
    await fixture.program.evaluate(() => {
      getCurrentPages()[0].onAdd = () => {
        throw new Error('处理出错')
      }
    })
    await fixture.phone.tap('.add')
    expect(fixture.phone.takeExceptions()).toEqual(['处理出错'])
    await expect(fixture.e2e.expectQuiet()).rejects.toThrow('处理出错')
  })

  test('screenshot returns a PNG', async () => {
    await fixture.home()
    const png = Buffer.from(String(await fixture.program.screenshot()), 'base64')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(750)
  })
})
