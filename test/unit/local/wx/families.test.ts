import { noteTap, spendTap } from '../../../../local/phone/wx/support/gesture'
import { WxNotSupportedError } from '../../../../local/phone/wx/support'
import { reasonOf, testWx } from './kit'

describe('storage', () => {
  test('brings values back with their types', async () => {
    const { call } = await testWx()
    const at = new Date(1_700_000_000_000)
    const values: unknown[] = ['text', 1, true, null, [1, { a: 2 }], { deep: [at.getTime()] }, at]
    for (const value of values) {
      call('setStorageSync', 'key', value)
      expect(call('getStorageSync', 'key')).toEqual(value)
    }
  })

  test('a missing key is an empty text, and a failure for the asynchronous call', async () => {
    const { call } = await testWx()
    expect(call('getStorageSync', 'none')).toBe('')
    expect(await reasonOf(call('getStorage', { key: 'none' }))).toEqual({
      errMsg: 'getStorage:fail data not found',
    })
  })

  test('tells what is stored and forgets it', async () => {
    const { call } = await testWx()
    await call('setStorage', { key: 'a', data: 'x'.repeat(3000) })
    expect(call('getStorageInfoSync')).toEqual({ keys: ['a'], currentSize: 3, limitSize: 10_240 })
    call('removeStorageSync', 'a')
    call('setStorageSync', 'b', 1)
    call('clearStorageSync')
    expect(call<{ keys: string[] }>('getStorageInfoSync').keys).toEqual([])
  })

  test('refuses values over 1 MB and more than 10 MB together', async () => {
    const { call } = await testWx()
    expect(() => call('setStorageSync', 'a', 'x'.repeat(1_100_000))).toThrow(
      'setStorageSync:fail entry size limit reached',
    )
    const part = 'x'.repeat(1_000_000)
    for (let at = 0; at < 10; at++) call('setStorageSync', `key${at}`, part)
    expect(() => call('setStorageSync', 'last', part)).toThrow('exceed storage max size 10Mb')
    // Replacing one of the same size still fits.
    call('setStorageSync', 'key0', part)
  })

  test('writes and reads several at once', async () => {
    const { call } = await testWx()
    call('batchSetStorageSync', [
      { key: 'a', value: 1 },
      { key: 'b', value: 2 },
    ])
    expect(call('batchGetStorageSync', ['a', 'b', 'c'])).toEqual([1, 2, ''])
  })

  test('does not pretend to encrypt', async () => {
    const { call } = await testWx()
    expect(() => call('setStorage', { key: 'a', data: 1, encrypt: true })).toThrow(
      WxNotSupportedError,
    )
  })
})

describe('system information', () => {
  test('describes the window below the bars', async () => {
    const { call } = await testWx()
    expect(call('getWindowInfo')).toMatchObject({
      screenWidth: 375,
      windowHeight: 724,
      statusBarHeight: 44,
      safeArea: { top: 44, bottom: 778, height: 734 },
    })
    expect(call('getMenuButtonBoundingClientRect')).toEqual({
      left: 281,
      top: 50,
      right: 368,
      bottom: 82,
      width: 87,
      height: 32,
    })
  })

  test('names the theme only for apps that follow it', async () => {
    expect((await testWx({ darkmode: true })).call('getAppBaseInfo')).toMatchObject({
      theme: 'dark',
      fontSizeSetting: 18,
    })
    expect((await testWx({ darkmode: false })).call('getAppBaseInfo')).not.toHaveProperty('theme')
  })
})

describe('launch and enter options', () => {
  test('launch options stay, enter options follow the latest opening', async () => {
    const { call, host } = await testWx()
    host.enter({ path: 'pages/me/me', scene: 1107 })
    expect(call('getLaunchOptionsSync')).toMatchObject({ scene: 1044, query: { from: 'card' } })
    expect(call('getEnterOptionsSync')).toMatchObject({ scene: 1107, path: 'pages/me/me' })
  })

  test('listeners hear the app’s events until they are taken off', async () => {
    const { call, context } = await testWx()
    const heard: unknown[] = []
    const listener = (value: unknown): void => void heard.push(value)
    call('onPageNotFound', listener)
    context.events.emit('pageNotFound', { path: 'x', query: {}, isEntryPage: true })
    call('offPageNotFound', listener)
    context.events.emit('pageNotFound', { path: 'y', query: {}, isEntryPage: true })
    expect(heard).toEqual([{ path: 'x', query: {}, isEntryPage: true }])
  })
})

describe('wx.cloud', () => {
  test('needs init first', async () => {
    const { call } = await testWx()
    expect((await reasonOf(call('cloud.callFunction', { name: 'api' })))['errMsg']).toMatch(
      /^cloud\.callFunction:fail Cloud API isn't enabled/,
    )
  })

  test('calls a function and returns its result', async () => {
    const { call, host } = await testWx()
    host.answer('/api/callFunction', () => ({ ok: true, result: { sum: 3 }, requestID: 'r1' }))
    call('cloud.init', {})
    expect(await call('cloud.callFunction', { name: 'api', data: { a: 1 } })).toEqual({
      result: { sum: 3 },
      requestID: 'r1',
      errMsg: 'cloud.callFunction:ok',
    })
    expect(host.requests.at(-1)).toEqual({
      path: '/api/callFunction',
      body: { name: 'api', data: { a: 1 }, cloudIds: {} },
    })
  })

  test('has one environment, whatever a call names', async () => {
    const { call, host } = await testWx()
    host.answer('/api/callFunction', () => ({ ok: true, result: 1, requestID: 'r1' }))
    call('cloud.init', { env: 'shop-1' })
    const options = { name: 'api', config: { env: 'shop-1' } }
    expect(await call('cloud.callFunction', options)).toMatchObject({ result: 1 })
  })

  test('lifts CloudIDs out of the top level only', async () => {
    const { call, host, wx } = await testWx()
    host.answer('/api/callFunction', () => ({ ok: true, result: null, requestID: 'r' }))
    call('cloud.init')
    const { CloudID } = wx['cloud'] as { CloudID: (id: string) => object }
    const group = CloudID('id-1')
    await call('cloud.callFunction', { name: 'api', data: { group, deep: { group } } })
    expect(JSON.parse(JSON.stringify(host.requests.at(-1)?.body))).toEqual({
      name: 'api',
      data: { deep: { group: { cloudID: 'id-1' } } },
      cloudIds: { group: 'id-1' },
    })
  })

  test('tells libraries with which options it was opened, the first time', async () => {
    const { call, wx } = await testWx()
    const { config } = wx['cloud'] as { config: object }
    expect(config).toEqual({})
    call('cloud.init', { env: 'shop-1', traceUser: true })
    call('cloud.init', { env: 'shop-2' })
    expect(config).toEqual({ env: 'shop-1', traceUser: true })
  })

  test('rejects with the codes of the cloud', async () => {
    const { call, host } = await testWx()
    call('cloud.init')
    const errMsg = 'Error: errCode: -504002 functions execute fail | errMsg: boom'
    host.answer('/api/callFunction', () => ({
      ok: false,
      errCode: -504002,
      errMsg,
      requestID: 'r',
    }))
    expect(await reasonOf(call('cloud.callFunction', { name: 'api' }))).toEqual({
      errCode: -504002,
      errMsg: `cloud.callFunction:fail ${errMsg}`,
      requestID: 'r',
    })
    host.answer('/api/callFunction', () => {
      throw { errCode: -601003, errMsg: 'request:fail network error' }
    })
    expect(await reasonOf(call('cloud.callFunction', { name: 'api' }))).toEqual({
      errCode: -601003,
      errMsg:
        'cloud.callFunction:fail Error: errCode: -601003 network error | errMsg: request:fail network error',
    })
  })

  test('uploads a temporary file and reads it back', async () => {
    const { call, host, context } = await testWx()
    call('cloud.init')
    const path = context.files.addTemp(new Uint8Array([1, 2, 3]), 'png')
    host.answer('/api/storage/upload?cloudPath=a%2Fb.png', () => ({ fileID: 'cloud://x/a/b.png' }))
    expect(await call('cloud.uploadFile', { cloudPath: 'a/b.png', filePath: path })).toMatchObject({
      fileID: 'cloud://x/a/b.png',
      errMsg: 'cloud.uploadFile:ok',
    })
    expect((host.requests.at(-1)?.body as Blob).size).toBe(3)
  })

  test('has no client database', async () => {
    const { call } = await testWx()
    expect(() => call('cloud.database')).toThrow('wx.cloud.database is not supported')
  })
})

describe('group entry and sharing', () => {
  test('answers with an opaque cloudID in callbacks, never with a promise', async () => {
    const { call, host } = await testWx()
    host.answer('/api/groupEnterInfo', () => ({ cloudID: 'c', encryptedData: 'e', iv: 'i' }))
    const result = await new Promise((resolve) => {
      expect(call('getGroupEnterInfo', { success: resolve })).toBeUndefined()
    })
    expect(result).toEqual({
      cloudID: 'c',
      encryptedData: 'e',
      iv: 'i',
      errMsg: 'getGroupEnterInfo:ok',
    })
  })

  test('fails when not opened from a group', async () => {
    const { call } = await testWx()
    const failure = await new Promise((fail) => {
      call('getGroupEnterInfo', { fail })
    })
    expect(failure).toEqual({ errMsg: 'getGroupEnterInfo:fail current scene is not support' })
  })

  test('keeps the share settings of each page', async () => {
    const { call, context, page } = await testWx()
    await call('showShareMenu', { withShareTicket: true })
    await call('updateShareMenu', { isUpdatableMessage: true, activityId: 'a1' })
    expect(context.shareSettings.get(page.id)).toEqual({
      hidden: false,
      withShareTicket: true,
      isUpdatableMessage: true,
      activityId: 'a1',
    })
    expect(() => call('updateShareMenu', { isPrivateMessage: true })).toThrow(WxNotSupportedError)
    await call('updateShareMenu', { isPrivateMessage: false })
    await call('hideShareMenu')
    expect(context.shareSettings.get(page.id)?.hidden).toBe(true)
    expect(() => call('showShareMenu', { menus: ['shareTimeline'] })).toThrow(WxNotSupportedError)
  })
})

describe('subscription messages', () => {
  beforeEach(spendTap)

  test('are asked for in a tap only', async () => {
    const { call } = await testWx()
    expect(await reasonOf(call('requestSubscribeMessage', { tmplIds: ['a'] }))).toEqual({
      errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    })
  })

  test('are asked for once in a tap', async () => {
    const { call, host } = await testWx()
    host.answer('/api/settings', () => ({ kept: { a: 'accept' } }))
    host.answer('/api/templates', () => ({ templates: [{ id: 'a', title: 'a', fields: {} }] }))
    host.answer('/api/subscribe', () => ({}))
    noteTap()
    await call('requestSubscribeMessage', { tmplIds: ['a'] })
    expect(await reasonOf(call('requestSubscribeMessage', { tmplIds: ['a'] }))).toMatchObject({
      errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    })
  })

  test.each([
    [[], 10001],
    [[1], 10004],
    [['a', 'b', 'c', 'd'], 20003],
  ])('%j is refused with %i', async (tmplIds, errCode) => {
    const { call } = await testWx()
    noteTap()
    expect(await reasonOf(call('requestSubscribeMessage', { tmplIds }))).toMatchObject({ errCode })
  })

  test('are not asked again where the answer was kept, and count again', async () => {
    const { call, host } = await testWx()
    host.answer('/api/settings', () => ({ kept: { a: 'accept', b: 'reject' } }))
    host.answer('/api/templates', ({ ids }: { ids: string[] }) => ({
      templates: ids.map((id) => ({ id, title: id, fields: {} })),
    }))
    host.answer('/api/subscribe', () => ({}))
    noteTap()
    expect(await call('requestSubscribeMessage', { tmplIds: ['a', 'b', 'a'] })).toEqual({
      a: 'accept',
      b: 'reject',
      errMsg: 'requestSubscribeMessage:ok',
    })
    expect(host.requests.at(-1)).toEqual({
      path: '/api/subscribe',
      body: { decisions: { a: 'accept', b: 'reject' } },
    })
  })

  test('say when the main switch is off or the network gone', async () => {
    const { call, host } = await testWx()
    host.answer('/api/settings', () => ({ subscriptions: false }))
    noteTap()
    expect(await reasonOf(call('requestSubscribeMessage', { tmplIds: ['a'] }))).toMatchObject({
      errCode: 20004,
    })
    host.setNetwork('none')
    expect(await reasonOf(call('requestSubscribeMessage', { tmplIds: ['a'] }))).toMatchObject({
      errCode: 10002,
    })
  })

  test('settings tell kept answers when asked to', async () => {
    const { call, host } = await testWx()
    host.answer('/api/settings', () => ({ kept: { a: 'accept' } }))
    expect(await call('getSetting', { withSubscriptions: true })).toMatchObject({
      authSetting: {},
      subscriptionsSetting: { mainSwitch: true, itemSettings: { a: 'accept' } },
    })
    expect(await call('getSetting')).not.toHaveProperty('subscriptionsSetting')
  })
})

describe('privacy', () => {
  type Listener = (
    resolve: (answer: { event: string; buttonId?: string }) => void,
    info: { referrer: string },
  ) => void

  test('lets the mini program ask, once, and remembers consent', async () => {
    const { call, context, host } = await testWx()
    const asked: string[] = []
    const listener: Listener = (resolve, { referrer }) => {
      asked.push(referrer)
      resolve({ event: 'exposureAuthorization' })
      void context.privacy.agree('yes').then(() => resolve({ event: 'agree', buttonId: 'yes' }))
    }
    call('onNeedPrivacyAuthorization', listener)
    expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: true })
    await call('requirePrivacyAuthorize')
    await call('requirePrivacyAuthorize')
    expect(asked).toEqual(['requirePrivacyAuthorize'])
    expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false })
    expect(host.requests).toContainEqual({
      path: '/api/setSettings',
      body: { privacyAgreed: true },
    })
  })

  test.each([{ event: 'agree' }, { event: 'agree', buttonId: 'yes' }])(
    'does not take %j for consent while no such button was pressed',
    async (answer) => {
      const { call, host } = await testWx()
      const listener: Listener = (resolve) => resolve(answer)
      call('onNeedPrivacyAuthorization', listener)
      expect(await reasonOf(call('requirePrivacyAuthorize'))).toMatchObject({ errno: 104 })
      expect(host.reports.at(-1)?.text).toContain('agreePrivacyAuthorization')
    },
  )

  test('a refusal fails the API and is not asked again at once', async () => {
    const { call } = await testWx()
    let asked = 0
    const listener: Listener = (resolve) => {
      asked++
      resolve({ event: 'disagree' })
    }
    call('onNeedPrivacyAuthorization', listener)
    const failure = {
      errMsg: 'chooseMedia:fail privacy permission is not authorized',
      errno: 104,
    }
    expect(await reasonOf(call('chooseMedia'))).toEqual(failure)
    expect(await reasonOf(call('chooseMedia'))).toEqual(failure)
    expect(asked).toBe(1)
  })
})

describe('files', () => {
  interface Manager {
    writeFileSync(path: string, data: string | ArrayBuffer, encoding?: string): void
    readFileSync(path: string, encoding?: string): unknown
    appendFileSync(path: string, data: string): void
    mkdirSync(path: string, recursive?: boolean): void
    readdirSync(path: string): string[]
    rmdirSync(path: string, recursive?: boolean): void
    statSync(path: string): { size: number; isDirectory(): boolean }
    accessSync(path: string): void
    renameSync(from: string, to: string): void
    saveFileSync(from: string, to?: string): string
    unlinkSync(path: string): void
    readFile(options: object): Promise<{ data: unknown }>
  }
  const home = 'wxfile://usr'
  const open = async (): Promise<{ files: Manager; temp: (text: string) => string }> => {
    const { call, context } = await testWx()
    return {
      files: call<Manager>('getFileSystemManager'),
      temp: (text) => context.files.addTemp(new TextEncoder().encode(text), 'txt'),
    }
  }

  test('are written, appended, read in any encoding', async () => {
    const { files } = await open()
    files.writeFileSync(`${home}/a.txt`, '群规')
    files.appendFileSync(`${home}/a.txt`, '!')
    expect(files.readFileSync(`${home}/a.txt`, 'utf8')).toBe('群规!')
    expect(files.readFileSync(`${home}/a.txt`, 'base64')).toBe('576k6KeEIQ==')
    expect(files.readFileSync(`${home}/a.txt`)).toBeInstanceOf(ArrayBuffer)
    expect((await files.readFile({ filePath: `${home}/a.txt`, encoding: 'hex' })).data).toBe(
      'e7bea4e8a78421',
    )
  })

  test('live in directories', async () => {
    const { files } = await open()
    expect(() => files.writeFileSync(`${home}/a/b/c.txt`, 'x')).toThrow('no such file or directory')
    files.mkdirSync(`${home}/a/b`, true)
    files.writeFileSync(`${home}/a/b/c.txt`, 'x')
    expect(files.readdirSync(home)).toEqual(['a'])
    expect(files.readdirSync(`${home}/a/b`)).toEqual(['c.txt'])
    expect(files.statSync(`${home}/a`).isDirectory()).toBe(true)
    expect(() => files.rmdirSync(`${home}/a`)).toThrow('directory not empty')
    files.rmdirSync(`${home}/a`, true)
    expect(files.readdirSync(home)).toEqual([])
  })

  test('outside the user’s folder cannot be written', async () => {
    const { files, temp } = await open()
    expect(() => files.writeFileSync('/app.js', 'x')).toThrow('permission denied')
    const path = temp('note')
    expect(files.readFileSync(path, 'utf8')).toBe('note')
    const saved = files.saveFileSync(path)
    expect(files.readFileSync(saved, 'utf8')).toBe('note')
    expect(() => files.accessSync(path)).toThrow('no such file or directory')
  })

  test('are renamed and removed', async () => {
    const { files } = await open()
    files.writeFileSync(`${home}/a`, 'x')
    files.renameSync(`${home}/a`, `${home}/b`)
    expect(files.readdirSync(home)).toEqual(['b'])
    files.unlinkSync(`${home}/b`)
    expect(() => files.readFileSync(`${home}/b`)).toThrow(
      'readFileSync:fail no such file or directory, open "wxfile://usr/b"',
    )
  })

  test('zip is not pretended', async () => {
    const { files } = await open()
    const { unzip } = files as unknown as { unzip(options: object): void }
    expect(() => unzip({ zipFilePath: 'a.zip' })).toThrow(
      'FileSystemManager.unzip is not supported',
    )
  })
})

describe('the rest', () => {
  test('the network is what the phone says', async () => {
    const { call, host } = await testWx()
    expect(await call('getNetworkType')).toMatchObject({ networkType: 'wifi' })
    const heard: unknown[] = []
    call('onNetworkStatusChange', (value: unknown) => heard.push(value))
    host.setNetwork('none')
    expect(heard).toEqual([{ isConnected: false, networkType: 'none' }])
  })

  test('base64 goes both ways', async () => {
    const { call } = await testWx()
    const { buffer } = new Uint8Array([0, 127, 255])
    expect(call('arrayBufferToBase64', buffer)).toBe('AH//')
    expect(new Uint8Array(call<ArrayBuffer>('base64ToArrayBuffer', 'AH//'))).toEqual(
      new Uint8Array(buffer),
    )
  })

  test('logs of the mini program reach the host with their level', async () => {
    const { call, host } = await testWx()
    call<{ warn(...args: unknown[]): void }>('getRealtimeLogManager').warn('slow', { ms: 3 })
    expect(host.reports).toEqual([{ level: 'warn', text: '[RealtimeLog] slow {"ms":3}' }])
  })

  test('leaving goes back to the chat', async () => {
    const { call, host } = await testWx()
    await call('exitMiniProgram')
    expect(host.left).toBe(1)
  })

  test('login gives a code that is never the same', async () => {
    const { call } = await testWx()
    const one = await call<Promise<{ code: string }>>('login')
    const two = await call<Promise<{ code: string }>>('login')
    expect(one.code).toHaveLength(32)
    expect(one.code).not.toBe(two.code)
  })
})
