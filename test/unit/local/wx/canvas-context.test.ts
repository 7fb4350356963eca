import { createLegacyContext } from '../../../../local/phone/wx/canvas/context'

/* The canvas interface from before `type="2d"`: calls are kept and drawn by `draw()` on the browser's own context. */

type Context = Record<string, (...args: unknown[]) => unknown>

interface Screen {
  /** What reached the browser: calls as `name(args)`, settings as `name = value`. */
  drawn: string[]
  context: Context & Record<string, unknown>
  draw(reserve?: boolean): Promise<void>
}

const METHODS: [name: string, args: number[]][] = [
  ['arc', [1, 2, 3, 0, 6]],
  ['arcTo', [1, 2, 3, 4, 5]],
  ['beginPath', []],
  ['bezierCurveTo', [1, 2, 3, 4, 5, 6]],
  ['clearRect', [0, 0, 1, 1]],
  ['clip', []],
  ['closePath', []],
  ['fill', []],
  ['fillRect', [0, 0, 1, 1]],
  ['fillText', [1, 2, 3]],
  ['lineTo', [1, 2]],
  ['moveTo', [1, 2]],
  ['quadraticCurveTo', [1, 2, 3, 4]],
  ['rect', [0, 0, 1, 1]],
  ['restore', []],
  ['rotate', [1]],
  ['save', []],
  ['scale', [2, 2]],
  ['setLineDash', [5]],
  ['setTransform', [1, 0, 0, 1, 0, 0]],
  ['stroke', []],
  ['strokeRect', [0, 0, 1, 1]],
  ['strokeText', [1, 2, 3]],
  ['transform', [1, 0, 0, 1, 0, 0]],
  ['translate', [1, 2]],
]

function browserContext(drawn: string[]): object {
  const answers: Record<string, unknown> = {
    measureText: { width: 42 },
    createLinearGradient: { kind: 'linear' },
    createRadialGradient: { kind: 'radial' },
  }
  let font = '10px sans-serif'
  // As in a browser the font belongs to the class, and is kept with the phone's own fonts behind it.
  const known = Object.create({
    get font() {
      return font
    },
    set font(value: string) {
      const named = (text: string): string => text.replace(/, "Canvas [^"]*"$/, '')
      if (named(value) !== named(font)) drawn.push(`font = ${named(value)}`)
      font = value
    },
  }) as Record<string, unknown>
  return new Proxy(known, {
    get: (_known, name: string) =>
      name in known
        ? known[name]
        : name === 'canvas'
          ? { ownerDocument: {} }
          : (...args: unknown[]) => {
              drawn.push(`${name}(${args.join(', ')})`)
              return answers[name]
            },
    set: (_known, name: string, value) => {
      known[name] = value
      if (name !== 'font') drawn.push(`${name} = ${String(value)}`)
      return true
    },
  })
}

function screen(): Screen {
  const drawn: string[] = []
  const canvas = { width: 300, height: 150, getContext: () => browserContext(drawn) }
  Object.assign(globalThis, { document: { createElement: () => canvas, styleSheets: [] } })
  const context = createLegacyContext({
    canvas: () => canvas as unknown as HTMLCanvasElement,
    image: async (src) => `picture ${src}` as unknown as HTMLImageElement,
  }) as Screen['context']
  drawn.length = 0
  return {
    drawn,
    context,
    draw: (reserve = false) =>
      new Promise((done) => void (context['draw'] as Context[string])(reserve, done)),
  }
}

afterEach(() => Reflect.deleteProperty(globalThis, 'document'))

/** What a drawing consists of between its `save` and its `restore`. */
async function result(act: (context: Screen['context']) => void): Promise<string[]> {
  const { context, drawn, draw } = screen()
  act(context)
  drawn.length = 0
  await draw()
  return drawn.slice(2, -1)
}

test.each(METHODS)('%s is drawn when it is its turn', async (name, args) => {
  expect(await result((context) => void context[name]?.(...args))).toEqual([
    `${name}(${args.join(', ')})`,
  ])
})

test.each<[setter: string, property: string, value: unknown]>([
  ['setFillStyle', 'fillStyle', 'red'],
  ['setStrokeStyle', 'strokeStyle', 'red'],
  ['setLineWidth', 'lineWidth', 2],
  ['setLineCap', 'lineCap', 'round'],
  ['setLineJoin', 'lineJoin', 'bevel'],
  ['setMiterLimit', 'miterLimit', 4],
  ['setGlobalAlpha', 'globalAlpha', 0.5],
  ['setTextAlign', 'textAlign', 'center'],
  ['setTextBaseline', 'textBaseline', 'top'],
])('%s sets %s', async (setter, property, value) => {
  expect(await result((context) => void context[setter]?.(value))).toEqual([
    `${property} = ${String(value)}`,
  ])
})

test.each<[property: string, value: unknown]>([
  ['fillStyle', 'red'],
  ['strokeStyle', 'red'],
  ['lineWidth', 2],
  ['lineCap', 'round'],
  ['lineJoin', 'bevel'],
  ['miterLimit', 4],
  ['globalAlpha', 0.5],
  ['globalCompositeOperation', 'xor'],
  ['font', 'italic 12px serif'],
  ['lineDashOffset', 1],
  ['shadowBlur', 1],
  ['shadowColor', 'red'],
  ['shadowOffsetX', 1],
  ['shadowOffsetY', 1],
])('%s can be set as it is', async (property, value) => {
  const act = (context: Screen['context']): void => void Reflect.set(context, property, value)
  expect(await result(act)).toEqual([`${property} = ${String(value)}`])
})

test('setShadow and setFontSize set several at once, or a part', async () => {
  const shadow = await result((context) => void context['setShadow']?.(1, 2, 3, 'red'))
  expect(shadow).toEqual([
    'shadowOffsetX = 1',
    'shadowOffsetY = 2',
    'shadowBlur = 3',
    'shadowColor = red',
  ])
  expect(await result((context) => void context['setFontSize']?.(20))).toEqual([
    'font = 20px sans-serif',
  ])
})

test('measureText, createLinearGradient and createCircularGradient answer at once', () => {
  const { context } = screen()
  expect(context['measureText']?.('群规')).toEqual({ width: 42 })
  expect(context['createLinearGradient']?.(0, 0, 1, 1)).toEqual({ kind: 'linear' })
  expect(context['createCircularGradient']?.(1, 2, 3)).toEqual({ kind: 'radial' })
})

test('drawImage waits for the picture and keeps the order', async () => {
  const drawn = await result((context) => {
    context['drawImage']?.('a.png', 0, 0)
    context['stroke']?.()
  })
  expect(drawn).toEqual(['drawImage(picture a.png, 0, 0)', 'stroke()'])
})

test('draw clears what was there unless it is to stay, and starts anew', async () => {
  const { context, drawn, draw } = screen()
  context['fill']?.()
  await draw()
  expect(drawn).toEqual(['clearRect(0, 0, 300, 150)', 'save()', 'fill()', 'restore()'])
  drawn.length = 0
  await draw(true)
  expect(drawn).toEqual(['save()', 'restore()'])
})
