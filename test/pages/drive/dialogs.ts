import type { Frame } from 'playwright-core'
import { answer } from '../kit/drive'
import { answerOf, miniProgram, openPhoneStage, startCall, TEMPLATE } from '../kit/phone-stage'

const stage = await openPhoneStage()
const found: Record<string, unknown> = {}
const page = await stage.open('/phone?person=chen')
await page.locator('[data-native="tab-discover"]').click()
await page.locator('[data-native="mini-program"]').click()
const frame: Frame = await miniProgram(page)

/** A dialog that was answered fades out; it is out of reach at once. */
const native = (name: string) => frame.locator(`.sheet:not([inert]) [data-native="${name}"]`)
const modalDialog = frame.locator('.sheet:not([inert])[data-native="modal"]')
/** Starts an API, lets the person act, and takes its answer. */
const asked = async (
  name: string,
  options: object,
  act: () => Promise<unknown>,
): Promise<Record<string, unknown>> => {
  await startCall(frame, name, options)
  await act()
  return answerOf(frame)
}
const picture = async (width: number): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate((size) => {
      const canvas = document.createElement('canvas')
      canvas.width = size
      canvas.height = size / 2
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    }, width),
    'base64',
  )
const choose = async (
  name: string,
  options: object,
  files: { name: string; mimeType: string; buffer: Buffer }[],
) => {
  const chooser = page.waitForEvent('filechooser')
  await startCall(frame, name, options)
  await (await chooser).setFiles(files)
  return answerOf(frame)
}
/** A finger on the page, so that what needs a tap has one. */
const touchPage = (): Promise<void> => page.touchscreen.tap(180, 400)

// Dialogs.
const modal = { title: '移出本群', content: '积分保留。', confirmText: '移出' }
found['confirmed'] = await asked('showModal', modal, async () => {
  found['modal'] = await modalDialog.innerText()
  await native('modal-confirm').click()
})
found['cancelled'] = await asked('showModal', modal, () => native('modal-cancel').click())
found['typed'] = await asked('showModal', { title: '原因', editable: true }, async () => {
  await native('modal-input').fill('写错了')
  await native('modal-confirm').click()
})
found['long button'] = await asked(
  'showModal',
  { confirmText: '我已经读完' },
  async () => undefined,
)
found['picked'] = await asked('showActionSheet', { itemList: ['收藏', '复制'] }, () =>
  native('action-sheet-item').nth(1).click(),
)
found['turned away'] = await asked('showActionSheet', { itemList: ['收藏'] }, async () => {
  await native('action-sheet-item').waitFor()
  await page.keyboard.press('Escape')
})
found['too many'] = await asked(
  'showActionSheet',
  { itemList: ['1', '2', '3', '4', '5', '6', '7'] },
  async () => undefined,
)
await startCall(frame, 'showModal', { content: '第一个' })
await startCall(frame, 'showModal', { content: '第二个' })
await modalDialog.waitFor()
found['one at a time'] = await modalDialog.count()
await native('modal-confirm').click()
await frame.locator('.sheet.open', { hasText: '第二个' }).waitFor()
await native('modal-confirm').click()

// Toast and loading share one place.
await asked('showLoading', { title: '加载中' }, async () => undefined)
await asked('showToast', { title: '已确认', duration: 300 }, async () => undefined)
found['shown'] = await frame.locator('.wx-toast').allInnerTexts()
await frame.locator('.wx-toast').waitFor({ state: 'detached' })
await asked('showLoading', { title: '加载中' }, async () => undefined)
await asked('hideToast', { noConflict: true }, async () => undefined)
found['still loading'] = await frame.locator('.wx-toast').count()
await asked('hideLoading', {}, async () => undefined)
found['hidden'] = await frame.locator('.wx-toast').count()

// Subscription messages.
await touchPage()
found['subscribed'] = await asked('requestSubscribeMessage', { tmplIds: [TEMPLATE] }, async () => {
  found['sheet'] = await frame.locator('.ask').innerText()
  await native('subscribe-keep').check()
  await native('subscribe-accept').click()
})
found['credits'] = stage.world.credits('chen', TEMPLATE)
await touchPage()
found['kept'] = await asked(
  'requestSubscribeMessage',
  { tmplIds: [TEMPLATE] },
  async () => undefined,
)
found['credits later'] = stage.world.credits('chen', TEMPLATE)
found['settings'] = await asked('getSetting', { withSubscriptions: true }, async () => undefined)

// Privacy, then files and pictures.
found['refused'] = await asked('setClipboardData', { data: '群规' }, () =>
  native('privacy-refuse').click(),
)
await page.waitForTimeout(10_100)
found['agreed'] = await asked('requirePrivacyAuthorize', {}, () => native('privacy-agree').click())
await touchPage()
const png = { name: '海报.png', mimeType: 'image/png', buffer: await picture(40) }
const media = await choose('chooseMedia', { count: 2, mediaType: ['image'] }, [png, png])
found['media'] = media
const [first] = media['tempFiles'] as { tempFilePath: string }[]
const src = first?.tempFilePath ?? ''
found['image'] = await asked('getImageInfo', { src }, async () => undefined)
const smaller = await asked('compressImage', { src, compressedWidth: 20 }, async () => undefined)
found['compressed'] = await asked(
  'getImageInfo',
  { src: smaller['tempFilePath'] },
  async () => undefined,
)
await touchPage()
const csv = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名\n陈一诺') }
const file = await choose('chooseMessageFile', { count: 1, type: 'file', extension: ['csv'] }, [
  csv,
])
found['file'] = file
const [chosen] = file['tempFiles'] as { path: string }[]
await asked('openDocument', { filePath: chosen?.path }, async () => undefined)
found['document'] = await frame.locator('.reader.text').innerText()
await native('document-close').click()
await asked('previewImage', { urls: [src, src], current: src }, async () => undefined)
found['viewer'] = await frame.locator('.viewer .count').innerText()
await frame.locator('[data-native="preview"] .stage').click()
const download = page.waitForEvent('download')
found['saved'] = await asked('saveImageToPhotosAlbum', { filePath: src }, () =>
  native('authorize-allow').click(),
)
found['download'] = /\.png$/.test((await download).suggestedFilename())

// Device.
found['scanned'] = await asked('scanCode', {}, async () => {
  await native('modal-input').fill('https://example.com/a')
  await native('modal-confirm').click()
})
found['call'] = await asked('makePhoneCall', { phoneNumber: '13800000000' }, () =>
  native('action-sheet-cancel').click(),
)

found['problems'] = stage.problems
await stage.close()
answer(found)
