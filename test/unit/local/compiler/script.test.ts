import { codeOf, TestProject, type Files } from './project'

let project: TestProject | undefined
afterEach(() => project?.dispose())

async function compile(files: Files) {
  project = new TestProject(files)
  return project.build()
}

type Define = (
  file: string,
  requires: Record<string, string>,
  run: (...args: unknown[]) => void,
) => void

/** Runs a compiled module and what it requires, without a phone. */
function run(code: string, entry: string): unknown {
  const records = new Map<
    string,
    { requires: Record<string, string>; run: (...args: unknown[]) => void }
  >()
  const define: Define = (file, requires, body) => records.set(file, { requires, run: body })
  new Function('window', code)({ __mpDefine: define, __mpReceiveGlobals: () => undefined })
  const load = (file: string): unknown => {
    const record = records.get(file)
    if (!record) throw new Error(`no module ${file}`)
    const module = { exports: {} as unknown }
    record.run((request: string) => load(record.requires[request] ?? ''), module, module.exports)
    return module.exports
  }
  return load(entry)
}

it('compiles TypeScript and both kinds of modules to what runs on a phone', async () => {
  const built = await compile({
    'pages/a/a.js': `
      import twice, { unit } from '../../utils/twice'
      const { three } = require('../../utils/three.js')
      const json = require('../../utils/data.json')
      export const result: string = twice(three) + unit + json.end
      Page({})`.replace(': string', ''),
    'utils/twice.ts': `
      import type { Nothing } from './types'
      export const unit: string = 'px'
      enum Factor { Two = 2 }
      export default (n: number): number => n * Factor.Two`,
    'utils/three.js': 'exports.three = 3',
    'utils/data.json': { end: '!' },
  })
  expect(built.errors).toEqual([])
  const code = codeOf(built, 'modules.js').replace('Page({})', '')
  expect(run(code, 'pages/a/a.js')).toMatchObject({ result: '6px!' })
})

it('finds packages in miniprogram_npm, subpaths included', async () => {
  const built = await compile({
    'pages/a/a.js': `exports.found = require('tool') + require('tool/more')`,
    'miniprogram_npm/tool/index.js': `module.exports = 'index '`,
    'miniprogram_npm/tool/more.js': `module.exports = 'more'`,
  })
  expect(built.errors).toEqual([])
  expect(run(codeOf(built, 'modules.js'), 'pages/a/a.js')).toEqual({ found: 'index more' })
})

it('hides what a phone does not have', async () => {
  const built = await compile({
    'pages/a/a.js':
      'exports.kinds = [typeof window, typeof document, typeof fetch, typeof localStorage]',
  })
  expect(run(codeOf(built, 'modules.js'), 'pages/a/a.js')).toEqual({
    kinds: ['undefined', 'undefined', 'undefined', 'undefined'],
  })
})

it('lets a module declare such names itself', async () => {
  const built = await compile({
    'pages/a/a.js':
      'class Image {}\nconst Page = () => 1, document = 2\nexports.all = [typeof Image, Page(), document]',
  })
  expect(run(codeOf(built, 'modules.js'), 'pages/a/a.js')).toEqual({ all: ['function', 1, 2] })
})

it('points at a module that is not there', async () => {
  const built = await compile({ 'pages/a/a.js': `Page({})\nconst x = require('../none')\n` })
  expect(built.errors).toEqual([
    { file: 'pages/a/a.js', line: 2, column: 19, message: 'cannot find module "../none"' },
  ])
})

it('only warns of a missing module that is loaded later, whose failure the page handles', async () => {
  const built = await compile({
    'pages/a/a.js': `Page({})
require.async('../part').catch(() => {})
require('../other', () => {}, () => {})`,
  })
  expect(built.errors).toEqual([])
  expect(built.warnings).toMatchObject([
    { line: 2, message: 'cannot find module "../part"' },
    { line: 3, message: 'cannot find module "../other"' },
  ])
})

it('points at a syntax error', async () => {
  const built = await compile({ 'pages/a/a.js': 'Page({\n  data: {,\n})' })
  expect(built.errors).toMatchObject([{ file: 'pages/a/a.js', line: 2, column: 10 }])
})

it('points at a page without a script', async () => {
  project = new TestProject()
  project.remove('pages/a/a.js')
  const built = await project.build()
  expect(built.errors).toMatchObject([{ message: 'there is no pages/a/a.ts or pages/a/a.js' }])
})

it('maps the compiled script back to the sources', async () => {
  const built = await compile({ 'pages/a/a.js': 'Page({})\n' })
  const map = JSON.parse(codeOf(built, 'modules.js.map')) as {
    sections: { offset: { line: number }; map: { sources: string[] } }[]
  }
  const lines = codeOf(built, 'modules.js').split('\n')
  for (const { offset, map: section } of map.sections) {
    expect(lines[offset.line - 1]).toContain(`define(${JSON.stringify(section.sources[0])}`)
  }
})

it('rebuilds one changed page of many in well under 300 ms', async () => {
  const pages = Array.from({ length: 60 }, (_page, index) => `pages/p${index}/p${index}`)
  const files: Record<string, string | object> = { 'app.json': { pages } }
  for (const page of pages) {
    files[`${page}.js`] = `Page({ data: { name: '${page}' } })`
    files[`${page}.wxml`] =
      '<view class="a" wx:for="{{ list }}" wx:key="id">{{ item.name }}</view>'.repeat(20)
    files[`${page}.wxss`] = '.a { width: 10rpx }\n'.repeat(50)
  }
  await compile(files)
  // The best of some: what the machine does besides only ever adds.
  let best = Infinity
  for (let turn = 0; turn < 5; turn++) {
    project?.write({ 'pages/p7/p7.wxml': `<view>changed ${turn}</view>` })
    const before = performance.now()
    const built = await project?.build()
    best = Math.min(best, performance.now() - before)
    expect(built && codeOf(built, 'templates.js')).toContain(`changed ${turn}`)
  }
  expect(best).toBeLessThan(300)
})
