import { reasonOf, testWx } from './kit'

/* APIs that need neither a page nor the screen, in the forms that other tests do not use. */

describe('storage with callbacks', () => {
  test('tells what is there, removes one, and all', async () => {
    const { call } = await testWx()
    await call('setStorage', { key: 'a', data: 1 })
    await call('setStorage', { key: 'b', data: 2 })
    expect(await call('getStorageInfo')).toMatchObject({ keys: ['a', 'b'], limitSize: 10_240 })
    await call('removeStorage', { key: 'a' })
    expect(await call('getStorageInfo')).toMatchObject({ keys: ['b'] })
    await call('clearStorage')
    expect(await call('getStorageInfo')).toMatchObject({ keys: [], currentSize: 0 })
  })

  test('several values at once', async () => {
    const { call } = await testWx()
    const kvList = [
      { key: 'a', value: [1] },
      { key: 'b', value: 'x' },
    ]
    await call('batchSetStorage', { kvList })
    expect(await call('batchGetStorage', { keyList: ['b', 'a'] })).toMatchObject({
      dataList: ['x', [1]],
    })
  })
})

describe('the app', () => {
  test('knows its account, its folder and how it was opened', async () => {
    const { call, wx } = await testWx()
    expect(call('getAccountInfoSync')).toMatchObject({
      miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '1.2.0' },
    })
    expect(wx['env']).toEqual({ USER_DATA_PATH: 'wxfile://usr' })
    expect(call('getApiCategory')).toEqual({ apiCategory: 'default' })
  })

  test('is never behind: there is no update', async () => {
    const { call } = await testWx()
    const manager = call<Record<string, (listener?: unknown) => void>>('getUpdateManager')
    const answer = await new Promise((done) => manager['onCheckForUpdate']?.(done))
    expect(answer).toEqual({ hasUpdate: false })
    for (const name of ['onUpdateReady', 'onUpdateFailed', 'applyUpdate']) manager[name]?.(fail)
  })

  test('asks before a page is left until it no longer wants to', async () => {
    const { call, context, page } = await testWx()
    await call('enableAlertBeforeUnload', { message: '还没保存' })
    expect(context.alertsBeforeUnload.get(page.id)).toBe('还没保存')
    await call('disableAlertBeforeUnload')
    expect(context.alertsBeforeUnload.size).toBe(0)
  })
})

function fail(): never {
  throw new Error('must not be called')
}

test('libraries find the version of the base library where they look for it', async () => {
  const { call, wx } = await testWx()
  const { SDKVersion } = call<{ SDKVersion: string }>('getAppBaseInfo')
  expect(wx['version']).toEqual({ version: SDKVersion })
})

describe('logs', () => {
  test('of every level reach the host', async () => {
    const { call, host } = await testWx()
    const log = call<Record<string, (text: string) => void>>('getLogManager')
    for (const level of ['debug', 'info', 'log', 'warn']) log[level]?.(level)
    expect(host.reports.map(({ level }) => level)).toEqual(['log', 'info', 'log', 'warn'])
  })

  test('of what people do reach the host with their data', async () => {
    const { call, host } = await testWx()
    call('reportEvent', 'open_page', { from: 'card' })
    expect(host.reports.map(({ text }) => text)).toEqual([
      '[reportEvent] open_page {"from":"card"}',
    ])
  })

  test('in real time carry their tag; filters change nothing', async () => {
    const { call, host } = await testWx()
    interface Realtime {
      info(text: string): void
      setFilterMsg(text: string): void
      addFilterMsg(text: string): void
      in(page: object): void
      getCurrentState(): object
      tag(name: string): { error(text: string): void }
    }
    const log = call<Realtime>('getRealtimeLogManager')
    log.in({})
    log.setFilterMsg('one')
    log.addFilterMsg('two')
    log.info('plain')
    log.tag('rules').error('with a tag')
    expect(host.reports.map(({ text }) => text)).toEqual([
      '[RealtimeLog] plain',
      '[RealtimeLog rules] with a tag',
    ])
    expect(log.getCurrentState()).toMatchObject({ logCount: 0 })
  })
})

describe('files with callbacks', () => {
  type Manager = Record<string, (options: object) => Promise<Record<string, unknown>>>
  const home = 'wxfile://usr'

  test('are made, read, copied, moved and removed', async () => {
    const { call, context } = await testWx()
    const files = call<Manager & { copyFileSync(from: string, to: string): void }>(
      'getFileSystemManager',
    )
    await files.mkdir?.({ dirPath: `${home}/a`, recursive: false })
    await files.writeFile?.({ filePath: `${home}/a/one`, data: '群' })
    await files.appendFile?.({ filePath: `${home}/a/one`, data: '规' })
    await files.copyFile?.({ srcPath: `${home}/a/one`, destPath: `${home}/a/two` })
    files.copyFileSync(`${home}/a/one`, `${home}/a/three`)
    await files.rename?.({ oldPath: `${home}/a/two`, newPath: `${home}/a/four` })
    expect(await files.readdir?.({ dirPath: `${home}/a` })).toMatchObject({
      files: ['four', 'one', 'three'],
    })
    expect(await files.readFile?.({ filePath: `${home}/a/four`, encoding: 'utf8' })).toMatchObject({
      data: '群规',
    })
    expect(await files.getFileInfo?.({ filePath: `${home}/a/one` })).toMatchObject({ size: 6 })
    const { stats } = (await files.stat?.({ path: `${home}/a/one` })) as { stats: { size: number } }
    expect(stats.size).toBe(6)
    await files.unlink?.({ filePath: `${home}/a/one` })
    expect(await reasonOf(files.access?.({ path: `${home}/a/one` }))).toMatchObject({
      errMsg: `access:fail no such file or directory "${home}/a/one"`,
    })
    await files.rmdir?.({ dirPath: `${home}/a`, recursive: true })
    const tempFilePath = context.files.addTemp(new TextEncoder().encode('note'), 'txt')
    const saved = await files.saveFile?.({ tempFilePath, filePath: `${home}/kept.txt` })
    expect(saved).toMatchObject({ savedFilePath: `${home}/kept.txt` })
    expect(await files.readdir?.({ dirPath: home })).toMatchObject({ files: ['kept.txt'] })
  })
})

describe('files of the cloud', () => {
  const fileID = 'cloud://local.bucket/a.txt'

  test('have addresses, and come down as temporary files', async () => {
    const { call, context, host } = await testWx()
    const tempFileURL = context.files.addTemp(new TextEncoder().encode('群规'), 'txt')
    host.answer('/api/storage/urls', ({ fileList }: { fileList: string[] }) => ({
      fileList: fileList.map((id) =>
        id === fileID
          ? { fileID, status: 0, errMsg: 'ok', tempFileURL }
          : { fileID: id, status: -503003, errMsg: 'file not exists', tempFileURL: '' },
      ),
    }))
    call('cloud.init')
    expect(await call('cloud.getTempFileURL', { fileList: [fileID] })).toMatchObject({
      fileList: [{ fileID, tempFileURL }],
      errMsg: 'cloud.getTempFileURL:ok',
    })
    const { tempFilePath } = await call<Promise<{ tempFilePath: string }>>('cloud.downloadFile', {
      fileID,
    })
    expect(context.files.get(tempFilePath)?.bytes).toHaveLength(6)
    const failure = await reasonOf(call('cloud.downloadFile', { fileID: 'cloud://x/y' }))
    expect(failure).toMatchObject({ errCode: -503003 })
  })

  test('are deleted by list', async () => {
    const { call, host } = await testWx()
    host.answer('/api/storage/remove', ({ fileList }: { fileList: string[] }) => ({
      fileList: fileList.map((id) => ({ fileID: id, status: 0, errMsg: 'ok' })),
    }))
    call('cloud.init')
    expect(await call('cloud.deleteFile', { fileList: [fileID] })).toMatchObject({
      fileList: [{ fileID, status: 0 }],
    })
  })

  test('a CloudID holds a text', async () => {
    const { call } = await testWx()
    expect(call('cloud.CloudID', '7:x')).toEqual({ cloudID: '7:x' })
    expect(() => call('cloud.CloudID', 7)).toThrow(TypeError)
  })
})

test('performance knows of the launch', async () => {
  const { call } = await testWx()
  interface Entries {
    getEntries(): { name: string }[]
    getEntriesByType(type: string): object[]
    getEntriesByName(name: string): object[]
  }
  const performance = call<
    Entries & {
      setBufferSize(size: number): void
      createObserver(heard: (list: Entries) => void): {
        observe(options: object): void
        disconnect(): void
      }
    }
  >('getPerformance')
  performance.setBufferSize(10)
  expect(performance.getEntries().map(({ name }) => name)).toEqual(['appLaunch'])
  expect(performance.getEntriesByType('navigation')).toHaveLength(1)
  expect(performance.getEntriesByType('render')).toEqual([])
  expect(performance.getEntriesByName('appLaunch')).toHaveLength(1)
  const list = await new Promise<Entries>((done) => {
    performance.createObserver(done).observe({ entryTypes: ['navigation'] })
  })
  expect(list.getEntries()).toHaveLength(1)
})
