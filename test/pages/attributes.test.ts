import { drive } from './kit/drive'

/* Attributes and events of built-in components that no page of the product uses yet. */

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('attributes')
}, 120_000)

describe('a text', () => {
  it('is decoded and spaced as its attributes say, and else left alone', () => {
    expect(found['texts']).toEqual({
      plain: 'a&lt;b&nbsp;&emsp;&amp;&apos;&gt;',
      decoded: "a<b\u00a0\u2003&'>",
      spaced: '甲\u2003乙',
      half: '甲\u2002乙',
      both: "a<b\u00a0\u2003&'>\u00a0c",
      outer: '外\u2003内 内',
      nested: '内 内',
      rich: '甲\u2003乙',
    })
  })
  it('stays so when it changes', () => {
    expect(found['changed text']).toEqual(['x&lt;y', 'x<y'])
  })
})

describe('a textarea', () => {
  it('tells its height in rpx too', () => {
    const [{ detail } = { detail: undefined }] = found['lines'] as { detail: unknown }[]
    const { height, heightRpx } = detail as { height: number; heightRpx: number }
    expect(heightRpx).toBeCloseTo(height * 2, 3)
  })
})

describe('an image', () => {
  it('offers to be saved by a long press where the page wants that', () => {
    expect(found['picture menu']).toEqual(['保存图片'])
    expect(found['saved']).toBe('a.svg')
  })
})

describe('a scroll-view', () => {
  it('is scrolled, shown a part of and locked through its context', () => {
    expect(found['scroll context']).toEqual({
      byTop: 120,
      intoView: 200,
      locked: 'hidden',
      free: 'auto',
    })
  })
})

describe('a swiper', () => {
  it('lets its first and last item touch the edge with snap-to-edge', () => {
    expect(found['edges']).toEqual({
      inset: [40, 335, 630],
      first: [0, 295, 590],
      middle: [-255, 40, 335],
      last: [-510, -215, 80],
    })
  })
})

describe('a picker-view', () => {
  it('tells what was chosen when it has come to rest, or when the finger lets go', () => {
    expect(found['after the movement']).toEqual({
      atOnce: ['pickstart'],
      later: ['change', 'pickend'],
    })
    expect(found['immediately']).toEqual({
      atOnce: ['pickstart', 'change'],
      later: ['pickend'],
    })
  })
})

describe('a component', () => {
  it('hears of errors in its own handlers', () => {
    expect(found['caught']).toBe('a handler failed')
  })
})

it('what a built-in component lacks is said once', () => {
  expect(found['said']).toEqual([
    [
      'warn',
      'pages/views/views: <input bind:keyboardcompositionstart> never comes on this phone (local/README.md)',
    ],
    [
      'warn',
      'pages/views/views: <page-container close-on-slide-down> does nothing on this phone (local/README.md)',
    ],
  ])
})

describe('a canvas', () => {
  it('is no element of a document for those who ask', () => {
    expect(found['canvas']).toEqual(['undefined', 'undefined', 'undefined', 'function'])
  })
})

it('a callback that never comes is said', () => {
  expect(found['never called']).toEqual([
    'pages/views/views: onShareTimeline is never called on this phone (local/README.md)',
  ])
})

it('a page with disableScroll stays where it is', () => {
  expect(found['scrolled']).toEqual([300, 0])
})

describe('a page whose script fails', () => {
  it('is not opened, is reported, and leaves the page in front as it is', () => {
    expect(found['broken']).toEqual([
      'navigateTo:fail the script is broken',
      'the script is broken (pages/broken/broken)',
    ])
    expect(found['still there']).toEqual(['pages/views/views', 1, 0])
  })
  it('because it is written in the chaining form is told so', () => {
    const [, reported] = found['chained'] as string[]
    expect(reported).toContain('Component() in its chaining form is not supported')
  })
})

it('only what fails on purpose is an error', () => {
  expect(found['errors']).toHaveLength(3)
})
