import { asyncApi, WxFail, WxNotSupportedError, type WxContext } from '../support'
import { bytesOf, extensionOf, pickFiles } from '../support/pick-file'
import { drawn, encodePicture } from './picture'

interface MediaFile {
  tempFilePath: string
  size: number
  fileType: 'image' | 'video'
  duration?: number
  height?: number
  width?: number
  thumbTempFilePath?: string
}

interface ChooseOptions {
  count?: number
  mediaType?: string[]
  sourceType?: string[]
  sizeType?: string[]
}

/** Public limit of the newer API; the older one allows 9 as well. */
const MOST = 20
const DEFAULT_COUNT = 9

/** There is no camera: asking for nothing else cannot be served. */
function refuseCamera(name: string) {
  return ({ sourceType }: ChooseOptions): void => {
    if (Array.isArray(sourceType) && !sourceType.includes('album')) {
      throw new WxNotSupportedError(`wx.${name}({ sourceType: ['camera'] })`)
    }
  }
}

const countOf = (given: number | undefined): number =>
  Math.min(MOST, Math.max(1, given ?? DEFAULT_COUNT))

async function store(context: WxContext, file: File, fallback: string): Promise<string> {
  return context.files.addTemp(await bytesOf(file), extensionOf(file.name) || fallback, file.type)
}

/** Facts of a video, and its first frame as a picture. */
async function describeVideo(context: WxContext, file: File): Promise<MediaFile> {
  const tempFilePath = await store(context, file, 'mp4')
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  await new Promise<void>((resolve, reject) => {
    video.onloadeddata = () => resolve()
    video.onerror = () => reject(new WxFail('video cannot be read'))
    video.src = context.files.url(tempFilePath)
  })
  const { videoWidth: width, videoHeight: height, duration } = video
  const frame = await encodePicture(drawn(video, width, height), 'image/jpeg', 0.8)
  return {
    tempFilePath,
    size: file.size,
    fileType: 'video',
    width,
    height,
    duration,
    thumbTempFilePath: context.files.addTemp(frame, 'jpg'),
  }
}

async function describe(context: WxContext, file: File): Promise<MediaFile> {
  if (file.type.startsWith('video/')) return describeVideo(context, file)
  return { tempFilePath: await store(context, file, 'jpg'), size: file.size, fileType: 'image' }
}

/** Albums are the files of this computer. */
export function chooseApis(context: WxContext): Record<string, unknown> {
  return {
    chooseMedia: asyncApi<ChooseOptions, { tempFiles: MediaFile[]; type: string }>(
      'chooseMedia',
      async ({ count, mediaType = ['image', 'video'] }) => {
        await context.privacy.require('chooseMedia')
        const kinds = mediaType.includes('mix') ? ['image', 'video'] : mediaType
        const accept = kinds.map((kind) => `${kind}/*`).join(',')
        const picked = await pickFiles({ accept, count: countOf(count) })
        const tempFiles = await Promise.all(picked.map((file) => describe(context, file)))
        const types = new Set(tempFiles.map((file) => file.fileType))
        return { tempFiles, type: types.size > 1 ? 'mix' : ([...types][0] ?? 'image') }
      },
      {
        rules: { count: 'Number?', mediaType: 'Array?', sourceType: 'Array?', sizeType: 'Array?' },
        refuse: refuseCamera('chooseMedia'),
      },
    ),
    chooseImage: asyncApi<
      ChooseOptions,
      { tempFilePaths: string[]; tempFiles: { path: string; size: number }[] }
    >(
      'chooseImage',
      async ({ count }) => {
        await context.privacy.require('chooseImage')
        const picked = await pickFiles({ accept: 'image/*', count: countOf(count) })
        const tempFiles = await Promise.all(
          picked.map(async (file) => ({
            path: await store(context, file, 'jpg'),
            size: file.size,
          })),
        )
        return { tempFilePaths: tempFiles.map((file) => file.path), tempFiles }
      },
      {
        rules: { count: 'Number?', sourceType: 'Array?', sizeType: 'Array?' },
        refuse: refuseCamera('chooseImage'),
      },
    ),
  }
}
