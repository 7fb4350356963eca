import { drive } from './kit/drive'

jest.setTimeout(150_000)

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive<Record<string, unknown>>('dialogs')
})

describe('dialogs', () => {
  test('a modal tells which button was pressed', () => {
    expect(found['modal']).toMatch(/移出本群\s+积分保留。\s+取消\s+移出/)
    expect(found['confirmed']).toMatchObject({ confirm: true, cancel: false })
    expect(found['cancelled']).toMatchObject({ confirm: false, cancel: true })
    expect(found['typed']).toMatchObject({ confirm: true, content: '写错了' })
  })

  test('buttons of more than four characters are refused as in WeChat', () => {
    expect(found['long button']).toEqual({
      errMsg: 'showModal:fail confirmText length should not larger than 4 Chinese characters',
    })
  })

  test('an action sheet gives the index, or fails when the person turns away', () => {
    expect(found['picked']).toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    expect(found['turned away']).toEqual({ errMsg: 'showActionSheet:fail cancel' })
    expect(found['too many']).toEqual({
      errMsg: 'showActionSheet:fail parameter error: itemList should not be large than 6',
    })
  })

  test('modals wait for each other', () => {
    expect(found['one at a time']).toBe(1)
  })

  test('toast and loading replace each other, and hide apart where asked to', () => {
    expect(found['shown']).toEqual(['已确认'])
    expect(found['still loading']).toBe(1)
    expect(found['hidden']).toBe(0)
  })
})

describe('subscription messages', () => {
  test('the sheet names what will come, an accept is one message', () => {
    expect(found['sheet']).toMatch(
      /样例 申请\s+发送一次以下消息\s+确认提醒\s+事项\s+总是保持以上选择/,
    )
    expect(found['subscribed']).toMatchObject({ 'template-1': 'accept' })
    expect(found['credits']).toBe(1)
  })

  test('a kept answer is given again without a sheet and counts again', () => {
    expect(found['kept']).toMatchObject({ 'template-1': 'accept' })
    expect(found['credits later']).toBe(2)
    expect(found['settings']).toMatchObject({
      subscriptionsSetting: { mainSwitch: true, itemSettings: { 'template-1': 'accept' } },
    })
  })
})

describe('privacy and files', () => {
  test('nothing personal passes before consent', () => {
    expect(found['refused']).toEqual({
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    })
    expect(found['agreed']).toEqual({ errMsg: 'requirePrivacyAuthorize:ok' })
  })

  test('pictures of this computer stand for the album', () => {
    const file = {
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_\w+\.png$/) as string,
      size: expect.any(Number) as number,
      fileType: 'image',
    }
    expect(found['media']).toMatchObject({ type: 'image', tempFiles: [file, file] })
    expect(found['image']).toMatchObject({ width: 40, height: 20, type: 'png', orientation: 'up' })
    expect(found['compressed']).toMatchObject({ width: 20, height: 10, type: 'jpeg' })
  })

  test('files stand for those of chats and can be opened', () => {
    expect(found['file']).toMatchObject({ tempFiles: [{ name: '名单.csv', type: 'file' }] })
    expect(found['document']).toBe('姓名\n陈一诺')
  })

  test('pictures are viewed and saved', () => {
    expect(found['viewer']).toBe('1/2')
    expect(found['saved']).toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' })
    expect(found['download']).toBe(true)
  })
})

test('a code is typed, a call can be turned down', () => {
  expect(found['scanned']).toMatchObject({ result: 'https://example.com/a', scanType: 'QR_CODE' })
  expect(found['call']).toEqual({ errMsg: 'makePhoneCall:fail cancel' })
})

test('nothing was warned about', () => {
  expect(found['problems']).toEqual([])
})
