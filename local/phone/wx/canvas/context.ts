import { withPhoneFonts } from '../../components/canvas/text'

type Call = (context: CanvasRenderingContext2D) => void

/** Setters of the old interface and the properties of the standard one. */
const SETTERS: Readonly<Record<string, string>> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}

const METHODS = [
  'arc',
  'arcTo',
  'beginPath',
  'bezierCurveTo',
  'clearRect',
  'clip',
  'closePath',
  'fill',
  'fillRect',
  'fillText',
  'lineTo',
  'moveTo',
  'quadraticCurveTo',
  'rect',
  'restore',
  'rotate',
  'save',
  'scale',
  'setLineDash',
  'setTransform',
  'stroke',
  'strokeRect',
  'strokeText',
  'transform',
  'translate',
] as const

const PROPERTIES = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'miterLimit',
  'globalAlpha',
  'globalCompositeOperation',
  'font',
  'lineDashOffset',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
  'textAlign',
  'textBaseline',
] as const

export interface LegacyHost {
  canvas(): HTMLCanvasElement | undefined
  image(src: string): Promise<HTMLImageElement>
}

function set(context: CanvasRenderingContext2D, name: string, value: unknown): void {
  Reflect.set(context, name, value)
}

/**
 * The canvas interface from before `type="2d"`: calls are recorded and drawn by `draw()`.
 * https://developers.weixin.qq.com/miniprogram/dev/api/canvas/CanvasContext.html
 */
export function createLegacyContext(host: LegacyHost): object {
  let calls: (Call | Promise<Call>)[] = []
  const record = (call: Call | Promise<Call>): void => void calls.push(call)
  const ruler = document.createElement('canvas').getContext('2d')
  const measure = ruler && withPhoneFonts(ruler)
  const api: Record<string, unknown> = {
    setFontSize: (size: number) => {
      record((context) => set(context, 'font', context.font.replace(/\d+(\.\d+)?px/, `${size}px`)))
      if (measure) measure.font = measure.font.replace(/\d+(\.\d+)?px/, `${size}px`)
    },
    setShadow: (x: number, y: number, blur: number, color: string) =>
      record((context) => {
        context.shadowOffsetX = x
        context.shadowOffsetY = y
        context.shadowBlur = blur
        context.shadowColor = color
      }),
    createLinearGradient: (x0: number, y0: number, x1: number, y1: number) =>
      measure?.createLinearGradient(x0, y0, x1, y1),
    createCircularGradient: (x: number, y: number, r: number) =>
      measure?.createRadialGradient(x, y, 0, x, y, r),
    measureText: (text: string) => ({ width: measure?.measureText(text).width ?? 0 }),
    drawImage: (src: string, ...rest: number[]) =>
      record(
        host.image(src).then((image): Call => (context) => {
          Reflect.apply(context.drawImage, context, [image, ...rest])
        }),
      ),
    draw: (reserve?: boolean, callback?: () => void) => {
      const list = calls
      calls = []
      void Promise.all(list.map(async (call) => call)).then((ready) => {
        const canvas = host.canvas()
        const context = canvas?.getContext('2d')
        if (!canvas || !context) return
        if (reserve !== true) context.clearRect(0, 0, canvas.width, canvas.height)
        context.save()
        for (const call of ready) call(withPhoneFonts(context))
        context.restore()
        callback?.()
      })
    },
  }
  for (const name of METHODS) {
    api[name] = (...args: unknown[]) =>
      record((context) => {
        Reflect.apply(context[name] as (...given: unknown[]) => void, context, args)
      })
  }
  for (const [setter, name] of Object.entries(SETTERS)) {
    api[setter] = (value: unknown) => record((context) => set(context, name, value))
  }
  for (const name of PROPERTIES) {
    let last: unknown
    Object.defineProperty(api, name, {
      enumerable: true,
      get: () => last,
      set: (value: unknown) => {
        last = value
        if (name === 'font' && measure) measure.font = String(value)
        record((context) => set(context, name, value))
      },
    })
  }
  return api
}
