import { WxFail, type WxContext } from '../support'

/**
 * The album of this phone is the download folder of the computer.
 * @param src any path a mini program knows
 * @throws WxFail for what is not there or is no picture
 */
export async function keepInAlbum(
  context: WxContext,
  src: string,
  name = src.split('/').pop(),
): Promise<void> {
  const file = await context.files.read(src).catch(() => {
    throw new WxFail('file not exists')
  })
  if (!file.type.startsWith('image/')) throw new WxFail('invalid file type')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([file.bytes], { type: file.type }))
  link.download = name || 'image.png'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
