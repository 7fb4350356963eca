import { asyncApi, type WxContext, type WxFamily } from '../support'
import { requireScope } from '../open-api/authorize'
import { keepInAlbum } from './album'
import { chooseApis } from './choose'
import { drawn, encodePicture, loadPicture } from './picture'
import { previewApis } from './preview'

interface CompressOptions {
  src: string
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

async function saveToAlbum(context: WxContext, filePath: string): Promise<void> {
  await context.privacy.require('saveImageToPhotosAlbum')
  await requireScope(context, 'scope.writePhotosAlbum')
  await keepInAlbum(context, filePath)
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
