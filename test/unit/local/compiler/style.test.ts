import { stylesOf, TestProject, type Files } from './project'

let project: TestProject | undefined
afterEach(() => project?.dispose())

async function compile(
  files: Files,
): Promise<{ styles: Record<string, string>; errors: unknown[] }> {
  project = new TestProject(files)
  const built = await project.build()
  return { styles: stylesOf(built), errors: built.errors }
}

const page = async (wxss: string): Promise<string> =>
  (await compile({ 'pages/a/a.wxss': wxss })).styles['pages/a/a'] ?? ''

const component = async (wxss: string): Promise<string> => {
  const { styles } = await compile({
    'pages/a/a.json': { usingComponents: { box: '/components/box/box' } },
    'components/box/box.json': { component: true },
    'components/box/box.js': 'Component({})',
    'components/box/box.wxml': '<view/>',
    'components/box/box.wxss': wxss,
  })
  return styles['components/box/box'] ?? ''
}

describe('fonts', () => {
  it.each([
    ['font-family: Helvetica, sans-serif', 'Helvetica, sans-serif, "PingFang SC"'],
    ['font: 700 14px/1.5 Arial', '700 14px/1.5 Arial, "PingFang SC"'],
  ])('ends %s with the Chinese fonts a phone falls back to', async (given, expected) => {
    const css = await page(`.a { ${given} }`)
    expect(css).toContain(expected)
    expect(css).toContain('"Noto Sans SC"')
  })

  it.each(['font-family: inherit', 'font: caption', 'font-family: var(--font)'])(
    'leaves %s alone',
    async (given) => expect(await page(`.a { ${given} }`)).toContain(`${given} }`),
  )

  it('leaves the name that a font face gives', async () => {
    const css = await page(`@font-face { font-family: icons; src: url(data:font/woff2,x) }`)
    expect(css).toContain('font-family: icons;')
  })
})

describe('lengths', () => {
  it.each([
    ['750rpx', '100vw'],
    ['20rpx', '2.66667vw'],
    ['-1.5rpx', '-0.2vw'],
    ['.5rpx', '0.06667vw'],
    ['calc(100% - 30rpx)', 'calc(100% - 4vw)'],
    ['0 10rpx 20RPX', '0 1.33333vw 2.66667vw'],
  ])('turns %s into %s of a screen 750 wide', async (given, expected) => {
    expect(await page(`.a { margin: ${given} }`)).toContain(`margin: ${expected}`)
  })

  it('leaves rpx in strings, addresses and names alone', async () => {
    const css = await page(`.rpx10 { content: "10rpx"; background: url(https://x.cn/a10rpx.png) }`)
    expect(css).toContain('.rpx10')
    expect(css).toContain('"10rpx"')
    expect(css).toContain('a10rpx.png')
  })

  it('simulates the safe area, which a frame does not have', async () => {
    expect(await page('.a { padding-bottom: calc(8px + env(safe-area-inset-bottom)) }')).toContain(
      'calc(8px + var(--wx-inset-bottom, 0px))',
    )
    expect(await page('.a { top: constant(safe-area-inset-top, 10px) }')).toContain(
      'var(--wx-inset-top, 0px)',
    )
  })

  it('also reads rpx in media queries', async () => {
    expect(await page('@media (min-width: 750rpx) { .a { color: red } }')).toContain(
      '(min-width: 100vw)',
    )
  })
})

describe('selectors', () => {
  it('points tags at the phone’s elements and `page` at the body', async () => {
    const css = await page(
      'page { color: red } view > .a text::after { color: blue } van-cell { top: 0 }',
    )
    expect(css).toContain('body { color: red }')
    expect(css).toContain('wx-view > .a wx-text::after')
    expect(css).toContain('wx-van-cell')
  })

  it('does not take words of :nth-child for tags', async () => {
    expect(await page('.a:nth-child(odd):not(view) { top: 0 }')).toContain(
      '.a:nth-child(odd):not(wx-view)',
    )
  })

  it('keeps the steps of key frames', async () => {
    const css = await page('@keyframes grow { from { width: 0 } to { width: 10rpx } }')
    expect(css).toMatch(/from \{ width: 0 \} to \{ width: 1\.33333vw \}/)
  })

  it('gives a page’s classes no prefix and a component’s a place for one', async () => {
    expect(await page('.a.b { top: 0 }')).toContain('.a.b')
    const css = await component(
      '.a.b:not(.c) { top: 0 } :host { display: block } :host(.d) { top: 1px }',
    )
    expect(css).toContain('._WXC_a._WXC_b:not(._WXC_c)')
    expect(css).toContain('[wx-host=_WXH_] { display: block }')
    expect(css).toContain('[wx-host=_WXH_]._WXC_d { top: 1px }')
  })
})

describe('the theme of the phone', () => {
  it('takes the place of the machine’s in media queries, at no more weight', async () => {
    const css = await page(
      '@media (prefers-color-scheme: dark) { page { color: #fff } .a, .b { top: 0 } }',
    )
    expect(css).not.toContain('@media')
    expect(css).toContain(':where(html:where([data-theme="dark"])) body')
    expect(css).toContain(':where(html:where([data-theme="dark"])) .a')
    expect(css).toContain(':where(html:where([data-theme="dark"])) .b')
  })

  it('leaves the other conditions of the query', async () => {
    const css = await page(
      '@media (prefers-color-scheme: light) and (min-width: 400px) { .a { top: 0 } }',
    )
    expect(css).toContain('@media (min-width: 400px)')
    expect(css).toContain('[data-theme="light"]')
  })
})

describe('imports', () => {
  it('are put in place, relative to the file that asks, several levels deep', async () => {
    const { styles, errors } = await compile({
      'pages/a/a.wxss': '@import "../../styles/x.wxss"; .a { top: 0 }',
      'styles/x.wxss': '@import "./y.wxss"; .x { top: 10rpx }',
      'styles/y.wxss': '.y { top: 1px }',
    })
    expect(errors).toEqual([])
    const css = styles['pages/a/a'] ?? ''
    expect(css.indexOf('.y')).toBeLessThan(css.indexOf('.x'))
    expect(css.indexOf('.x')).toBeLessThan(css.indexOf('.a'))
  })

  it('that lead nowhere are errors at their place', async () => {
    const { errors } = await compile({ 'pages/a/a.wxss': '.a { top: 0 }\n  @import "none.wxss";' })
    expect(errors).toEqual([
      { file: 'pages/a/a.wxss', line: 2, column: 3, message: expect.stringContaining('none.wxss') },
    ])
  })

  it('that go round in a circle are errors, not a hang', async () => {
    const { errors } = await compile({
      'pages/a/a.wxss': '@import "b.wxss";',
      'pages/a/b.wxss': '@import "a.wxss";',
    })
    expect(errors.length).toBeGreaterThan(0)
  })

  it('rebuilds a page when a file it imports changes', async () => {
    await compile({ 'pages/a/a.wxss': '@import "b.wxss";', 'pages/a/b.wxss': '.old { top: 0 }' })
    project?.write({ 'pages/a/b.wxss': '.new-one { top: 0 }' })
    const built = await project?.build()
    expect(built && stylesOf(built)['pages/a/a']).toContain('.new-one')
  })
})

it('shows the icons of vant without the internet', async () => {
  const css = await page(
    '@font-face { font-family: vant-icon; src: url(//at.alicdn.com/t/c/font_2553510_x.woff2?t=1) format("woff2") }',
  )
  expect(css).toContain('/fonts/vant-icon.woff2')
  expect(css).not.toContain('alicdn')
})

it('points at the place of a syntax error', async () => {
  const { errors } = await compile({ 'pages/a/a.wxss': '.a { top: 0 }\n.b {\n' })
  expect(errors).toEqual([
    { file: 'pages/a/a.wxss', line: 2, column: 1, message: expect.stringMatching(/unclosed/i) },
  ])
})
