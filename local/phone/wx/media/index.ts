import { asyncApi, WxFail, type WxContext, type WxFamily } from '../support'
import { requireScope } from '../open-api/authorize'
import { chooseApis } from './choose'
import { drawn, encodePicture, loadPicture } from './picture'
import { previewApis } from './preview'

interface CompressOptions {
  src: string
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

/** The album of this phone is the download folder of the computer. */
async function saveToAlbum(context: WxContext, filePath: string): Promise<void> {
  await context.privacy.require('saveImageToPhotosAlbum')
  await requireScope(context, 'scope.writePhotosAlbum')
  const file = await context.files.read(filePath).catch(() => {
    throw new WxFail('file not exists')
  })
  if (!file.type.startsWith('image/')) throw new WxFail('invalid file type')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([file.bytes], { type: file.type }))
  link.download = filePath.split('/').pop() ?? 'image.png'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

async function compress(context: WxContext, options: CompressOptions): Promise<string> {
  const { src, quality = 80, compressedWidth, compressedHeight } = options
  const picture = await loadPicture(context, src)
  const ratio = picture.naturalHeight / picture.naturalWidth
  const width =
    compressedWidth ?? (compressedHeight ? compressedHeight / ratio : picture.naturalWidth)
  const height = compressedHeight ?? width * ratio
  const bytes = await encodePicture(drawn(picture, width, height), 'image/jpeg', quality / 100)
  return context.files.addTemp(bytes, 'jpg')
}

async function imageInfo(context: WxContext, src: string): Promise<object> {
  const picture = await loadPicture(context, src)
  const file = await context.files.read(src)
  const kind = /^image\/(jpeg|png|gif|tiff)/.exec(file.type)?.[1] ?? 'unknown'
  const isRemote = /^https?:/.test(src)
  return {
    width: picture.naturalWidth,
    height: picture.naturalHeight,
    path: isRemote ? context.files.addTemp(file.bytes, kind, file.type) : src,
    orientation: 'up',
    type: kind,
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseMedia.html and its neighbours. */
export function mediaFamily(context: WxContext): WxFamily {
  return {
    name: 'media',
    apis: {
      ...chooseApis(context),
      ...previewApis(context),
      getImageInfo: asyncApi<{ src: string }>(
        'getImageInfo',
        ({ src }) => imageInfo(context, src),
        { rules: { src: 'String' } },
      ),
      compressImage: asyncApi<CompressOptions, { tempFilePath: string }>(
        'compressImage',
        async (options) => ({ tempFilePath: await compress(context, options) }),
        {
          rules: {
            src: 'String',
            quality: 'Number?',
            compressedWidth: 'Number?',
            compressedHeight: 'Number?',
          },
        },
      ),
      saveImageToPhotosAlbum: asyncApi<{ filePath: string }>(
        'saveImageToPhotosAlbum',
        ({ filePath }) => saveToAlbum(context, filePath),
        { rules: { filePath: 'String' } },
      ),
    },
    schema: {
      chooseMedia: {
        object: {
          count: [],
          mediaType: ['image', 'video', 'mix'],
          sourceType: ['album'],
          sizeType: [],
        },
        success: ['tempFiles', 'type'],
      },
      chooseImage: {
        object: { count: [], sourceType: ['album'], sizeType: [] },
        success: ['tempFilePaths', 'tempFiles'],
      },
      previewImage: { object: ['urls', 'current'] },
      getImageInfo: {
        object: ['src'],
        success: ['width', 'height', 'path', 'orientation', 'type'],
      },
      compressImage: {
        object: ['src', 'quality', 'compressedWidth', 'compressedHeight'],
        success: ['tempFilePath'],
      },
      saveImageToPhotosAlbum: { object: ['filePath'] },
    },
  }
}
