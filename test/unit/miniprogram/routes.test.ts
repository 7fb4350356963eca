import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROUTES, routeOf, type RouteName } from '../../../miniprogram/contract/index'
import { session } from '../../../miniprogram/services/session'
import { addressFor, go, openRoute, targetOf, takeParams } from '../../../miniprogram/ui/routes'
import { installWx, ok, type FakeWx } from '../../kit/fake-wx'
import { groupBar, session as sessionView } from './kit/views'

let wx: FakeWx
beforeEach(async () => {
  wx = installWx()
  wx.answer(ok(sessionView()))
  await session.reopen({ by: 'choice' })
})

const files = (folder: string, ends: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ends.test(name) && !/^(miniprogram_npm|vendor|contract)\//.test(name))
    .map((name) => join(folder, name))

const addresses = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^(import|export|\} from)\b.* from '|^\} from '/.test(line))
    .filter((line) => /(^|[^.\w])\/?(sub)?(pages|packages)\/\w+\/\w/.test(line))

describe('addresses of pages', () => {
  test('stand in the contract only', () => {
    const scripts = files('miniprogram', /\.ts$/)
    expect(scripts.length).toBeGreaterThan(60)
    expect(scripts.flatMap((file) => addresses(file).map((line) => `${file}: ${line}`))).toEqual([])
  })

  test('stand in no template', () => {
    const templates = files('miniprogram', /\.wxml$/)
    expect(templates.flatMap((file) => addresses(file).map((line) => `${file}: ${line}`))).toEqual(
      [],
    )
  })

  test('would be found', () => {
    const found = /(^|[^.\w])\/?(sub)?(pages|packages)\/\w+\/\w/
    expect(found.test("go('/pages/today/today')")).toBe(true)
    expect(found.test('url: `subpackages/rules/edit/edit`')).toBe(true)
  })

  const app = JSON.parse(readFileSync('miniprogram/app.json', 'utf8')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
    tabBar: { list: { pagePath: string }[] }
  }
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages: inside }) => inside.map((one) => `${root}/${one}`)),
  ]

  test('are those of the mini program: every page has a route and every route a page', () => {
    expect(
      Object.values(ROUTES)
        .map(({ page }) => page)
        .sort(),
    ).toEqual([...pages].sort())
    const tabs = (Object.keys(ROUTES) as RouteName[])
      .filter((name) => routeOf(name)?.isTab)
      .map((name) => ROUTES[name].page)
    expect(tabs.sort()).toEqual(app.tabBar.list.map(({ pagePath }) => pagePath).sort())
  })

  test('come with an icon that is drawn', () => {
    const css = readFileSync('miniprogram/components/icon/icon.wxss', 'utf8')
    const missing = Object.values(ROUTES).filter(({ icon }) => !css.includes(`.icon-${icon} `))
    expect(missing).toEqual([])
  })
})

describe('going to a page', () => {
  test('pushes it with its own parameters', async () => {
    await go('board.entries', { m: 'm 1', g: undefined, period: 'week', stray: 'x' })
    expect(wx.visited).toEqual(['/subpackages/points/entries/entries?m=m%201&period=week'])
    expect(addressFor('rules.read', { g: 'g1' })).toBe('/pages/rules/rules?g=g1')
    expect(targetOf('rules.read', { g: '' })).toEqual({ route: 'rules.read', params: {} })
  })

  test('switches to a tab, which has no query: the group is chosen, the rest handed over once', async () => {
    wx.answer(ok(sessionView({ group: groupBar({ groupId: 'g2' }) })))
    await go('board', { g: 'g2', scope: 'company' })
    expect(wx.visited).toEqual(['/pages/board/board'])
    expect(session.group()?.groupId).toBe('g2')
    expect(takeParams('board')).toEqual({ g: 'g2', scope: 'company' })
    expect(takeParams('board')).toEqual({})
  })

  test('that this version does not know says so and goes nowhere', async () => {
    await openRoute({ route: 'not.there', params: {} })
    expect(wx.visited).toEqual([])
    expect(wx.toasts).toEqual(['请更新后再打开'])
  })

  test('[R5] from a message makes pages load again, from a button does not', async () => {
    const before = session.stamp()
    await go('notice.inbox')
    expect(session.stamp()).toBe(before)
    await openRoute(targetOf('rules.read', { g: 'g1' }))
    expect(session.stamp()).not.toBe(before)
  })
})
