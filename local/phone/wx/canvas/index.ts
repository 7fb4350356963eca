import type { GeneralComponent } from 'glass-easel'
import { CanvasController } from '../../components/canvas'
import { toCanvasNode } from '../../components/canvas/node'
import { controllerOf } from '../../components/support/controller'
import { forEachBelow } from '../../components/support/forms'
import { scopeOf, type QueryRuntime } from '../selector-query'
import { asyncApi, WxFail, WxNotSupportedError, type WxContext, type WxFamily } from '../support'
import { createLegacyContext } from './context'

interface Area {
  canvasId?: string
  x?: number
  y?: number
  width?: number
  height?: number
}

interface ToFileOptions extends Area {
  canvas?: HTMLCanvasElement
  destWidth?: number
  destHeight?: number
  fileType?: 'png' | 'jpg'
  quality?: number
}

function findCanvas(
  scope: GeneralComponent | undefined,
  canvasId: string,
): CanvasController | undefined {
  let found: CanvasController | undefined
  if (!scope) return undefined
  forEachBelow(scope, (component) => {
    const controller = controllerOf(component)
    if (controller instanceof CanvasController && controller.str('canvasId') === canvasId) {
      found ??= controller
    }
    return found === undefined
  })
  return found
}

/** Canvas functions that are not methods of the canvas itself. */
export function canvasFamily(context: WxContext, runtime: QueryRuntime): WxFamily {
  const canvasOf = (canvasId: unknown, component: unknown): HTMLCanvasElement => {
    const found = findCanvas(scopeOf(runtime, component), String(canvasId))
    if (!found) throw new WxFail(`canvas "${String(canvasId)}" is not found`)
    return found.canvas
  }
  const byId = <O extends Area, R extends object>(
    name: string,
    run: (options: O, canvas: HTMLCanvasElement) => R | Promise<R>,
  ) => {
    // The component that holds the canvas is a second argument, unlike with other APIs.
    return (options: O & { canvas?: HTMLCanvasElement }, component?: unknown) =>
      asyncApi<O & { canvas?: HTMLCanvasElement }, R>(name, (given) =>
        run(given, given.canvas ?? canvasOf(given.canvasId, component)),
      )(options)
  }
  return {
    name: 'canvas',
    apis: {
      createCanvasContext: (canvasId: string, component?: unknown) =>
        createLegacyContext({
          canvas: () => findCanvas(scopeOf(runtime, component), canvasId)?.canvas,
          image: (src) => loadImage(context.files.url(src)),
        }),
      createOffscreenCanvas: (options: { type?: string; width?: number; height?: number } = {}) => {
        if (options.type === 'webgl') {
          throw new WxNotSupportedError("wx.createOffscreenCanvas({ type: 'webgl' })")
        }
        const canvas = document.createElement('canvas')
        canvas.width = options.width ?? 300
        canvas.height = options.height ?? 150
        return toCanvasNode(canvas, (src) => context.files.url(src))
      },
      canvasToTempFilePath: byId<ToFileOptions, { tempFilePath: string }>(
        'canvasToTempFilePath',
        (options, canvas) => toTempFile(context, canvas, options),
      ),
      canvasGetImageData: byId<Area, object>('canvasGetImageData', (options, canvas) => {
        const { x = 0, y = 0, width = canvas.width, height = canvas.height } = options
        const image = canvas.getContext('2d')?.getImageData(x, y, width, height)
        if (!image) throw new WxFail('the canvas has no 2d context')
        return { width, height, data: image.data }
      }),
      canvasPutImageData: byId<Area & { data?: Uint8ClampedArray<ArrayBuffer> }, object>(
        'canvasPutImageData',
        (options, canvas) => {
          const { x = 0, y = 0, width = 0, height = 0, data } = options
          if (!data) throw new WxFail('data is missing')
          canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), x, y)
          return {}
        },
      ),
    },
    schema: {
      canvasToTempFilePath: {
        object: [
          'canvas',
          'canvasId',
          'x',
          'y',
          'width',
          'height',
          'destWidth',
          'destHeight',
          'fileType',
          'quality',
        ],
        success: ['tempFilePath'],
      },
    },
  }
}

async function loadImage(url: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = url
  await image.decode()
  return image
}

async function toTempFile(
  context: WxContext,
  canvas: HTMLCanvasElement,
  options: ToFileOptions,
): Promise<{ tempFilePath: string }> {
  const { devicePixelRatio } = window
  const scale = canvas.width / Math.max(1, canvas.clientWidth || canvas.width)
  const { x = 0, y = 0 } = options
  const width = options.width ?? canvas.width / scale - x
  const height = options.height ?? canvas.height / scale - y
  const target = document.createElement('canvas')
  target.width = Math.round(options.destWidth ?? width * devicePixelRatio)
  target.height = Math.round(options.destHeight ?? height * devicePixelRatio)
  const isJpeg = options.fileType === 'jpg'
  const drawing = target.getContext('2d')
  if (!drawing || target.width === 0 || target.height === 0) throw new WxFail('invalid size')
  if (isJpeg) {
    // JPEG has no transparency; phones show black.
    drawing.fillStyle = '#000'
    drawing.fillRect(0, 0, target.width, target.height)
  }
  const source = [x, y, width, height].map((value) => value * scale) as [
    number,
    number,
    number,
    number,
  ]
  drawing.drawImage(canvas, ...source, 0, 0, target.width, target.height)
  const type = isJpeg ? 'image/jpeg' : 'image/png'
  const blob = await new Promise<Blob | null>((resolve) =>
    target.toBlob(resolve, type, options.quality ?? 1),
  )
  if (!blob) throw new WxFail('the canvas cannot be read')
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return { tempFilePath: context.files.addTemp(bytes, isJpeg ? 'jpg' : 'png', type) }
}
