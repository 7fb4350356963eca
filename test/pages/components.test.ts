import { drive } from './kit/drive'

interface Note {
  type: string
  id?: string
  detail?: unknown
  target?: { id: string; dataset: Record<string, unknown> }
  currentTarget?: { id: string; dataset: Record<string, unknown> }
  mark?: Record<string, unknown>
  touches?: Record<string, number>[]
  changedTouches?: Record<string, number>[]
}

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('components')
}, 120_000)

const notes = (name: string): Note[] => found[name] as unknown as Note[]
const typesOf = (list: Note[]): string[] => list.map(({ type }) => type)

describe('text fields', () => {
  it('tell of typing, let the page replace the value, and stop at maxlength', () => {
    const { value, notes: list } = found['typed'] as { value: string; notes: Note[] }
    expect(value).toBe('abcdefgh')
    const text = list.filter(({ id }) => id === 'text')
    expect(typesOf(text)[0]).toBe('focus')
    expect(text[1]).toMatchObject({ type: 'input', detail: { value: 'a', cursor: 1, keyCode: 97 } })
    expect(typesOf(text).slice(-2)).toEqual(['confirm', 'blur'])
  })

  it('take `{ value, cursor }` as an answer and write back two-way bindings', () => {
    expect(found['upper']).toBe('AB')
  })

  it('of type number take digits only', () => {
    expect(found['digits']).toBe('123')
  })

  it('style their placeholder by class of the page and by style', () => {
    expect(found['placeholder']).toEqual({ hidden: true, color: 'rgb(9, 8, 7)', weight: '700' })
  })

  it('grow with their lines when told to', () => {
    expect(found['grew']).toBe(true)
  })
})

describe('choices', () => {
  it('change by their labels, whether around or by id', () => {
    expect(notes('chosen').slice(0, 3)).toMatchObject([
      { type: 'change', detail: { value: ['a', 'b'] } },
      { type: 'change', detail: { value: 'y' } },
      { type: 'change', id: 'switch', detail: { value: true } },
    ])
  })

  it('of a slider come in steps', () => {
    expect(notes('chosen').slice(3)).toMatchObject([
      { type: 'changing', detail: { value: 18 } },
      { type: 'change', detail: { value: 18 } },
    ])
  })
})

describe('pickers', () => {
  it('answer in the form of their mode', () => {
    const list = notes('picked').map(({ type, id, detail }) => [id, type, detail])
    expect(list).toEqual([
      ['picker', 'change', { value: '2' }],
      ['picker', 'cancel', {}],
      ['date', 'change', { value: '2027-03-05' }],
      ['time', 'change', { value: '09:30' }],
      [
        'region',
        'change',
        {
          value: ['广东省', '广州市', '天河区'],
          code: ['440000', '440100', '440106'],
          postcode: '440106',
        },
      ],
      ['multi', 'columnchange', { column: 0, value: 1 }],
      ['multi', 'change', { value: [1, 0] }],
    ])
  })

  it('of dates end at their bounds', () => {
    // 2026-02…12 with November's 30 days, then 2027-01…03 with the first 5 days of March.
    expect(found['date columns']).toEqual([2, 11, 30])
    expect(found['date columns at the end']).toEqual([2, 3, 5])
  })

  it('of several columns let the page change one after another', () => {
    expect(found['multi columns']).toEqual([
      ['水果', '蔬菜'],
      ['白菜', '萝卜', '番茄'],
    ])
  })

  it('inside the page turn by drag and rest on a row', () => {
    expect(notes('picker-view')).toMatchObject([{ type: 'change', detail: { value: [2] } }])
  })

  it('keeps a finger on a column of picker-view from moving the page', () => {
    expect(found['picker-view touch']).toBe('none')
  })
})

describe('a form', () => {
  it('submits every field by name, custom ones with the behaviour included', () => {
    expect(notes('submitted')).toMatchObject([
      {
        type: 'submit',
        detail: {
          value: {
            text: 'abcdefgh',
            upper: 'AB',
            digits: '123',
            secret: 'abc',
            nick: '',
            area: '一\n二\n三\n四',
            boxes: ['a', 'b'],
            radios: 'y',
            switch: true,
            tick: true,
            slider: 18,
            picker: '2',
            date: '2027-03-05',
            time: '09:30',
            region: ['广东省', '广州市', '天河区'],
            multi: [1, 0],
            custom: '自定义',
          },
        },
      },
    ])
  })

  it('goes back to what it was on reset', () => {
    const [{ detail } = { detail: {} }] = notes('after reset')
    expect((detail as { value: object }).value).toMatchObject({
      text: '',
      area: '一行',
      boxes: ['a'],
      radios: 'x',
      switch: false,
      slider: 12,
      picker: '1',
      date: '2026-11-21',
      multi: [0, 1],
    })
  })
})

describe('a tap', () => {
  it('is captured from outside, bubbles from inside, and runs one mut-bind of several', () => {
    const list = notes('tap inner')
    expect(list.map(({ type, currentTarget }) => [type, currentTarget?.id])).toEqual([
      ['capture', undefined],
      ['tap', 'inner'],
      ['tap', 'outer'],
    ])
    expect(list[1]).toMatchObject({
      target: { id: 'inner', dataset: { name: 'inner', someThing: { a: 1 } } },
      mark: { level: 'inner', only: 'o' },
    })
    expect(list[2]?.currentTarget?.dataset).toEqual({ name: 'outer', deepname: 1 })
    const { x, y } = list[1]?.detail as { x: number; y: number }
    expect(list[1]?.changedTouches?.[0]).toMatchObject({ pageX: x, pageY: y })
    expect(list[1]?.touches).toEqual([])
  })

  it('stops at catch', () => {
    expect(notes('tap stopper').map(({ currentTarget }) => currentTarget?.id)).toEqual([
      undefined,
      'stopper',
    ])
  })

  it('with an empty handler passes by, with an unknown one is reported', () => {
    expect(notes('tap without handler').map(({ currentTarget }) => currentTarget?.id)).toEqual([
      undefined,
      'outer',
    ])
  })

  it('on a disabled button is nobody’s', () => {
    expect(notes('tap disabled')).toEqual([])
  })

  it('in a slot goes through the component it is slotted into', () => {
    expect(notes('tap slotted')).toMatchObject([
      { type: 'heard', detail: 'tap inside wrap' },
      { type: 'tap', currentTarget: { id: 'wrap' }, target: { id: 'slotted' } },
    ])
  })

  it('that lasts is a long press instead', () => {
    expect(found['long press']).toEqual(['longpress', 'longtap'])
  })

  it('lights up what has a hover class, and lets it go', () => {
    expect(found['hover']).toEqual(['rgb(10, 20, 30)', 'rgb(255, 255, 255)'])
  })
})

describe('movement', () => {
  it('is handled by WXS without the page, which is called when asked for', () => {
    expect(found['wxs']).toEqual({
      transform: 'matrix(1, 0, 0, 1, 40, 0)',
      opacity: '0.5',
    })
    expect(found['wxs called']).toEqual([10, 20, 30, 40])
  })

  it('tells WXS of every value of an attribute, of the first one when the page is whole', () => {
    expect(found['wxs change']).toEqual([100, 200])
  })

  it('tells WXS of a property as it was given, not of its default before', () => {
    expect(found['wxs change of a property']).toEqual([100, 200])
  })

  it('has no handler where an expression yields none, and WXS again where it yields a function', () => {
    expect(found['wxs still']).toEqual([])
  })

  it('tells the end of a transition', () => {
    expect(notes('transition')).toMatchObject([
      { type: 'transitionend', detail: { propertyName: 'transform' } },
    ])
  })

  it('of createAnimation goes step by step and keeps what a step left', () => {
    expect(found['animated']).toEqual({ transform: 'matrix(0, 1, -1, 0, 30, 0)', opacity: '0.5' })
    expect(found['animate']).toBe('done')
  })
})

describe('sharing', () => {
  it('asks the page, for a button with its dataset', () => {
    expect(found['shared']).toEqual([
      [
        'share',
        {
          title: '来自 button',
          path: 'pages/events/events?id=7',
          imageUrl: '/mp/images/a.svg',
          withShareTicket: false,
          status: {
            activityId: 'activity-1',
            templateId: 'T',
            state: 0,
            parameters: { member_count: '1' },
            at: expect.any(Number) as number,
          },
        },
      ],
    ])
    expect(found['menu card']).toMatchObject({
      title: '来自 menu',
      path: 'pages/events/events?id=',
    })
  })

  it('leaves by the circle of the capsule', () => {
    expect(found['left']).toEqual(['leave'])
  })
})

describe('scrolling', () => {
  it('of a scroll view tells of its ends once each and shows the element asked for', () => {
    expect(found['scroll-view']).toEqual({ atRow: true, lower: 1, upper: 1, scrolls: true, top: 1 })
  })

  it('down from the top refreshes a scroll view, not the page around it', () => {
    expect(found['refresher']).toEqual(['refresherrefresh'])
    expect(found['refresher restored']).toEqual(['refresherrestore'])
  })

  it('of a swiper by finger or by data tells who did it', () => {
    expect(notes('swiped').map(({ type, detail }) => [type, detail])).toEqual([
      ['change', { current: 1, currentItemId: '二', source: 'touch' }],
      ['animationfinish', { current: 1, currentItemId: '二', source: 'touch' }],
    ])
    expect(notes('swiper current')).toMatchObject([
      { type: 'change', detail: { current: 2, source: '' } },
      { type: 'animationfinish' },
    ])
  })

  it('of a movable view stays inside its area', () => {
    expect(found['moved']).toBe('translate(70px, 30px) scale(1)')
  })

  it('of the page is told, its bottom too, and leaves fixed parts in place', () => {
    expect(found['page scroll']).toEqual({
      notes: [{ type: 'page scroll', top: true }, { type: 'reach bottom' }],
      far: true,
      fixed: true,
    })
  })

  it('past the top refreshes the page, which stays down until it is told', () => {
    expect(found['pulled']).toEqual(['pull down'])
    expect(found['held']).toBe('translateY(56px)')
    expect(found['let go']).toBe('')
  })
})

describe('pictures', () => {
  it('load, by relative and absolute paths, and take the size of their mode', () => {
    // Which picture comes first is the network's affair.
    expect(notes('image loads')).toHaveLength(2)
    expect(notes('image loads')).toEqual(
      expect.arrayContaining([
        { type: 'load', id: 'fix', detail: { width: 40, height: 20 } },
        { type: 'load', id: 'lazy', detail: { width: 40, height: 20 } },
      ]),
    )
    expect(found['image sizes']).toEqual([
      [100, 50],
      [50, 50],
      [50, 50],
    ])
  })

  it('in rich text come without anything that runs or leads away', () => {
    const html = String(found['rich text'])
    expect(html).toContain('富文本 &amp; <b>粗</b>')
    expect(html).toContain('font-size: 5.33333vw')
    expect(html).toContain('<img src="/mp/images/a.svg">')
    expect(html).not.toMatch(/script|onclick|onerror|javascript/)
  })

  it('are drawn on a canvas of either kind, and saved', () => {
    expect(found['canvas']).toMatchObject({ tempFilePath: expect.stringMatching(/^wxfile:.*png$/) })
    expect(found['old canvas']).toEqual([255, 0, 0, 255])
  })

  it('written on a canvas show Chinese at once, in any font and weight', () => {
    const [plain = [], bold = []] = found['canvas text'] as { font: string; ink: number }[][]
    expect(plain.map(({ font }) => font)).toEqual(Array(3).fill('32px serif'))
    expect(bold.map(({ font }) => font)).toEqual(Array(3).fill('bold 32px sans-serif'))
    const ink = [...plain, ...bold].map((one) => one.ink)
    expect(Math.min(...ink)).toBeGreaterThan(0)
    // Boxes in place of glyphs would all be alike.
    expect(new Set(ink).size).toBe(6)
  })

  it('touched on a canvas also say where from its corner', () => {
    const [{ touches = [] } = {}] = notes('canvas touch')
    expect(touches[0]).toMatchObject({ x: 7 })
  })
})

describe('style', () => {
  const PAGE_TITLE = { color: 'rgb(11, 11, 11)', fontSize: '20px' }

  it('of a page reaches components as far as their isolation lets it', () => {
    expect(found['style']).toEqual({
      // A shared component's rules reach the page.
      page: { ...PAGE_TITLE, textIndent: '7px' },
      isolated: { color: 'rgb(0, 0, 0)', fontSize: '14px', textIndent: '1px' },
      applied: { ...PAGE_TITLE, textIndent: '1px' },
      shared: { ...PAGE_TITLE, textIndent: '1px' },
    })
    expect(found['external class']).toBe('20px')
    expect(found['host']).toEqual(['3px', '3px', '3px'])
    expect(found['by id']).toBe('700')
  })

  it('finds elements by the text of their data', () => {
    expect(found['by data']).toEqual(['500', false])
  })

  it('follows the theme of the phone', () => {
    expect(found['dark']).toMatchObject({ page: { color: 'rgb(222, 222, 222)' } })
  })

  it('measures rpx, vh and the safe area by the page', () => {
    expect(found['lengths']).toEqual({ rpx: true, inset: 39, vh: true, hidden: 0 })
  })

  it('hands accessibility to the browser', () => {
    expect(found['aria']).toEqual(['名字', 'button', 'false'])
  })
})

describe('a page', () => {
  it('of its own navigation reaches to the top of the screen', () => {
    expect(found['custom navigation']).toEqual([0, 0])
    expect(found['meta']).toEqual({ rem: 100, inset: '44px' })
  })

  it('is styled by page-meta and covered by page-container', () => {
    expect(found['frozen']).toBe('hidden')
    expect(found['container']).toEqual(['afterenter', 'leave'])
  })

  it('going back closes an open page-container and stays', () => {
    const ok = { errMsg: 'navigateBack:ok' }
    expect(found['back from the container']).toEqual([ok, ['leave'], 1])
  })

  it('shows a tag nobody knows as an error, in itself and in the report', () => {
    expect(found['unknown']).toContain('<unknown-thing> is not a component')
    expect(found['reports']).toEqual([
      'Component "pages/events/events" does not have a method "noHandler" to handle event "tap".',
      expect.stringContaining('<unknown-thing> is not a component'),
    ])
  })

  it('shows parts by the width of the screen, and a portal at its edge', () => {
    expect(found['match-media']).toEqual([true, false])
    expect(found['portal']).toBe(10)
  })
})
