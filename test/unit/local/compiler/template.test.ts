import { codeOf, TestProject, type Files } from './project'

let project: TestProject | undefined
afterEach(() => project?.dispose())

async function compile(files: Files) {
  project = new TestProject(files)
  return project.build()
}

const wxml = (text: string) => compile({ 'pages/a/a.wxml': text })

describe('errors in WXML', () => {
  it.each([
    ['a tag that is not closed', '<view>\n  <text>a\n</view>', 2, 4],
    ['an expression that is none', '<view>\n<text>{{ a + }}</text></view>', 2, 14],
    ['a brace that is not closed', '<view>{{ a</view>', 1, 12],
  ])('point at %s', async (_what, text, line, column) => {
    const { errors } = await wxml(text)
    expect(errors[0]).toMatchObject({ file: 'pages/a/a.wxml', line, column })
  })

  it('name imports, includes and scripts that are not there', async () => {
    const { errors } = await wxml(
      '<import src="./x.wxml"/><include src="/y"/><wxs src="../z.wxs" module="z"/>',
    )
    expect(errors.map(({ message }) => message).sort()).toEqual([
      'there is no file pages/a/x.wxml',
      'there is no file pages/z.wxs',
      'there is no file y.wxml',
    ])
  })
})

it('compiles what a template imports and includes, each file once', async () => {
  const built = await compile({
    'pages/a/a.wxml':
      '<import src="../../tmpl/row"/><include src="../../tmpl/foot.wxml"/><template is="row"/>',
    'tmpl/row.wxml': '<import src="foot.wxml"/><template name="row"><view>row</view></template>',
    'tmpl/foot.wxml': '<view>foot</view>',
  })
  expect(built.errors).toEqual([])
  const code = codeOf(built, 'templates.js')
  expect(code.match(/G\["tmpl\/foot"\]=/g)).toHaveLength(1)
  expect(code).toContain('G["tmpl/row"]=')
})

it('takes wx:key="index" for the position, as it is meant', async () => {
  const built = await wxml(
    '<view wx:for="{{ a }}" wx:key="index"/><view wx:for="{{ a }}" wx:for-index="i" wx:key="i"/><view wx:for="{{ a }}" wx:key="id"/>',
  )
  const code = codeOf(built, 'templates.js')
  expect(code).not.toContain('D.a,"index"')
  expect(code).not.toContain('D.a,"i"')
  expect(code).toContain('D.a,"id"')
})

it('lets the last of two attributes of one name count, and warns of the other', async () => {
  const built = await wxml(
    '<!-- <view a="" a=""/> --><view class="a" id="x"\n  class="b"/><view bindtap="one" bindtap="two"/><text wx:if="{{ a > 1 }}" wx:if="{{ z }}"/>',
  )
  const code = codeOf(built, 'templates.js')
  expect(code).toContain('L(N,"b")')
  expect(code).not.toContain('L(N,"a")')
  expect(code).toContain('"bindtap","two"')
  expect(code).not.toContain('"one"')
  expect(code).toContain('D.z')
  expect(code).not.toContain('D.a')
  expect(built.warnings.map(({ message, line, column }) => [message, line, column])).toEqual([
    ['attribute class is given twice, the last one counts', 1, 33],
    ['attribute bindtap is given twice, the last one counts', 2, 20],
    ['attribute wx:if is given twice, the last one counts', 2, 55],
  ])
})

/** Runs the compiled templates far enough to read their WXS modules. */
async function wxs(script: string, inline = false): Promise<Record<string, unknown>> {
  const built = await compile(
    inline
      ? { 'pages/a/a.wxml': `<wxs module="m">${script}</wxs><view>{{ m.x }}</view>` }
      : {
          'pages/a/a.wxml': '<wxs src="./m.wxs" module="m"/><view>{{ m.x }}</view>',
          'pages/a/m.wxs': script,
          'pages/a/other.wxs': 'module.exports = { one: 1 }',
        },
  )
  expect(built.errors).toEqual([])
  const target: Record<string, unknown> = {}
  const name = inline ? 'pages/a/a#m' : 'pages/a/m.wxs'
  const code = codeOf(built, 'templates.js').replace(
    'window.__mpTemplates=G',
    `window.found=(D.peek=D(${JSON.stringify('peek')},(require,exports,module)=>{module.exports=require(${JSON.stringify(`/${name}`)})}))()`,
  )
  new Function('window', code)(target)
  return target['found'] as Record<string, unknown>
}

describe('WXS', () => {
  it('has getDate, getRegExp and modules of its own', async () => {
    const module = await wxs(`
      var other = require('./other.wxs')
      module.exports = {
        one: other.one,
        year: getDate(2026, 0, 1).getFullYear(),
        found: getRegExp('b+', 'g').exec('abb')[0],
      }`)
    expect(module).toEqual({ one: 1, year: 2026, found: 'bb' })
  })

  it('reads the text of a pattern as it is written', async () => {
    const module = await wxs(String.raw`
      module.exports = {
        plain: getRegExp('^-?\d+(\.\d+)?$').test('12.5'),
        doubled: getRegExp("\\d").test('7'),
      }`)
    expect(module).toEqual({ plain: true, doubled: true })
  })

  it('names types by `constructor`, in files and inside WXML', async () => {
    const script = 'module.exports = { isArray: function (x) { return x.constructor === "Array" } }'
    Object.defineProperty(Array.prototype, '$wxsConstructor', {
      value: 'Array',
      configurable: true,
    })
    try {
      for (const inline of [false, true]) {
        const { isArray } = (await wxs(script, inline)) as { isArray(value: unknown): boolean }
        expect(isArray([])).toBe(true)
      }
    } finally {
      Reflect.deleteProperty(Array.prototype, '$wxsConstructor')
    }
  })

  it('that does not parse is an error at its place', async () => {
    const { errors } = await compile({
      'pages/a/a.wxml': '<wxs src="./m.wxs" module="m"/>',
      'pages/a/m.wxs': 'var a = 1\nvar b = ;\n',
    })
    expect(errors).toMatchObject([{ file: 'pages/a/m.wxs', line: 2, column: 9 }])
  })
})
