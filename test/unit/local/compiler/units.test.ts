import type { Manifest } from '../../../../local/compiler/manifest'
import { codeOf, stylesOf, TestProject, type Files } from './project'

let project: TestProject | undefined
afterEach(() => project?.dispose())

async function compile(files: Files = {}) {
  project = new TestProject(files)
  const built = await project.build()
  return { built, manifest: built.manifest as Manifest, errors: built.errors }
}

const BOX: Files = {
  'components/box/box.json': { component: true },
  'components/box/box.js': 'Component({})',
  'components/box/box.wxml': '<view/>',
}

describe('app.json', () => {
  it('names the pages of the main package and of subpackages', async () => {
    const { manifest, errors } = await compile({
      'app.json': {
        pages: ['pages/a/a'],
        subPackages: [{ root: 'sub/', pages: ['b/b'] }],
      },
      'sub/b/b.js': 'Page({})',
      'sub/b/b.wxml': '<view/>',
    })
    expect(errors).toEqual([])
    expect(manifest.pages).toEqual(['pages/a/a', 'sub/b/b'])
  })

  it('with a page that does not exist is an error at its place', async () => {
    const { errors } = await compile({ 'app.json': { pages: ['pages/a/a', 'pages/none/none'] } })
    expect(errors).toEqual([
      { file: 'app.json', line: 4, column: 5, message: expect.stringContaining('pages/none/none') },
    ])
  })

  it('that is no JSON is an error at its place', async () => {
    const { errors } = await compile({ 'app.json': '{\n  "pages": [\n    "pages/a/a",,\n  ]\n}' })
    expect(errors[0]).toMatchObject({ file: 'app.json', line: 3 })
    expect(errors[0]?.message).toContain('invalid JSON')
  })

  it('puts the styles of an extended library before its own', async () => {
    const style = 'miniprogram_npm/weui-miniprogram/weui-wxss/dist/style/weui.wxss'
    const { built, errors } = await compile({
      'app.json': { pages: ['pages/a/a'], useExtendedLib: { weui: true } },
      'app.wxss': '.own {}',
      [style]: 'view { color: red }',
    })
    expect(errors).toEqual([])
    expect(stylesOf(built)['app']).toMatch(/^wx-view \{ color: red \}\s+\.own/)
  })

  it('says what to install for an extended library that is not there', async () => {
    const { errors } = await compile({
      'app.json': { pages: ['pages/a/a'], useExtendedLib: { weui: true } },
    })
    expect(errors).toMatchObject([
      { file: 'app.json', message: expect.stringContaining('weui-miniprogram') },
    ])
  })

  it('that is missing is an error', async () => {
    project = new TestProject()
    project.remove('app.json')
    expect((await project.build()).errors).toMatchObject([{ file: 'app.json' }])
  })

  it('with tab bar icons or pages that are not there is an error', async () => {
    const { errors } = await compile({
      'app.json': {
        pages: ['pages/a/a'],
        tabBar: { list: [{ pagePath: 'pages/x/x', text: 'x', iconPath: 'none.png' }] },
      },
    })
    expect(errors.map(({ message }) => message)).toEqual([
      'tabBar: "pages/x/x" is not in "pages"',
      'tabBar: "none.png" does not exist',
    ])
  })
})

describe('theme variables', () => {
  const app = { pages: ['pages/a/a'], darkmode: true, themeLocation: 'theme.json' }

  it('are handed over as they are, with the theme', async () => {
    const { manifest, errors } = await compile({
      'app.json': { ...app, window: { backgroundColor: '@ground' } },
      'theme.json': { light: { ground: '#fff' }, dark: { ground: '#000' } },
    })
    expect(errors).toEqual([])
    expect(manifest.app.window?.backgroundColor).toBe('@ground')
    expect(manifest.theme).toEqual({ light: { ground: '#fff' }, dark: { ground: '#000' } })
  })

  it('that theme.json lacks are errors at their place, also in a page', async () => {
    const { errors } = await compile({
      'app.json': app,
      'theme.json': { light: { ground: '#fff' }, dark: {} },
      'pages/a/a.json': { backgroundColor: '@ground', navigationBarBackgroundColor: '@none' },
    })
    expect(errors).toEqual([
      {
        file: 'pages/a/a.json',
        line: 2,
        column: 22,
        message: 'theme.json has no "ground" for dark',
      },
      {
        file: 'pages/a/a.json',
        line: 3,
        column: 35,
        message: 'theme.json has no "none" for light and dark',
      },
    ])
  })
})

describe('components', () => {
  it.each([
    ['from the root', '/components/box/box'],
    ['relative', '../../components/box/box'],
    ['by folder with index', '/components/row'],
  ])('are found %s', async (_how, request) => {
    const { manifest, errors } = await compile({
      ...BOX,
      'components/row/index.json': { component: true },
      'components/row/index.js': 'Component({})',
      'components/row/index.wxml': '<view/>',
      'pages/a/a.json': { usingComponents: { box: request } },
    })
    expect(errors).toEqual([])
    const target = manifest.units['pages/a/a']?.config.usingComponents['box'] ?? ''
    expect(manifest.units[target]).toBeDefined()
  })

  it('are found in the nearest miniprogram_npm', async () => {
    const { manifest, errors } = await compile({
      'miniprogram_npm/@x/ui/box/index.json': { component: true },
      'miniprogram_npm/@x/ui/box/index.js': 'Component({})',
      'miniprogram_npm/@x/ui/box/index.wxml': '<view/>',
      'pages/a/a.json': { usingComponents: { box: '@x/ui/box/index' } },
    })
    expect(errors).toEqual([])
    expect(manifest.units['pages/a/a']?.config.usingComponents).toEqual({
      box: 'miniprogram_npm/@x/ui/box/index',
    })
  })

  it('used by all pages come from app.json', async () => {
    const { manifest } = await compile({
      ...BOX,
      'app.json': { pages: ['pages/a/a'], usingComponents: { box: './components/box/box' } },
    })
    expect(manifest.units['pages/a/a']?.config.usingComponents).toEqual({
      box: 'components/box/box',
    })
  })

  it('may use themselves', async () => {
    const { errors } = await compile({
      ...BOX,
      'components/box/box.json': { component: true, usingComponents: { box: './box' } },
      'pages/a/a.json': { usingComponents: { box: '/components/box/box' } },
    })
    expect(errors).toEqual([])
  })

  it('that are not there are errors at their place', async () => {
    const { errors } = await compile({
      'pages/a/a.json': { usingComponents: { box: '/none/none' } },
    })
    expect(errors).toEqual([
      { file: 'pages/a/a.json', line: 3, column: 12, message: 'there is no component /none/none' },
    ])
  })

  it('follow resolveAlias', async () => {
    const { errors } = await compile({
      ...BOX,
      'app.json': { pages: ['pages/a/a'], resolveAlias: { '@ui/*': 'components/*' } },
      'pages/a/a.json': { usingComponents: { box: '@ui/box/box' } },
    })
    expect(errors).toEqual([])
  })

  it('have prefixes of their own, also when they have one name', async () => {
    const { manifest } = await compile({
      ...BOX,
      'other/box/box.json': { component: true },
      'other/box/box.js': 'Component({})',
      'other/box/box.wxml': '<view/>',
      'pages/a/a.json': { usingComponents: { one: '/components/box/box', two: '/other/box/box' } },
    })
    const scopes = ['components/box/box', 'other/box/box'].map(
      (path) => manifest.units[path]?.scope,
    )
    expect(new Set(scopes).size).toBe(2)
  })
})

it('serves files of the package as they are', async () => {
  const { built } = await compile({ 'images/a.svg': '<svg/>' })
  expect(built.files.get('/mp/images/a.svg')).toMatchObject({ type: 'image/svg+xml' })
  expect(built.files.has('/mp/app.js')).toBe(false)
})

it('counts builds that changed something', async () => {
  const { built } = await compile()
  const again = await project?.build()
  expect(again?.manifest.version).toBe(built.manifest.version)
  project?.write({ 'pages/a/a.wxml': '<view>new</view>' })
  expect((await project?.build())?.manifest.version).toBe(built.manifest.version + 1)
})

it('tells whoever watches about a change', async () => {
  await compile()
  const changed = new Promise<string>((resolve) => {
    const stop = project?.compiler.watch((next) => {
      stop?.()
      resolve(codeOf(next, 'templates.js'))
    })
  })
  project?.write({ 'pages/a/a.wxml': '<view>watched</view>' })
  expect(await changed).toContain('watched')
})
