import { readFileSync } from 'node:fs'
import { contract, merged, metricsOf } from '../../../miniprogram/contract/domain'
import { METRICS, ROUTES } from '../../../miniprogram/contract/index'
import type { RouteDefinition } from '../../../miniprogram/contract/route'
import type { Metric } from '../../../cloudfunctions/engines/metrics/index'
import { createProduct, noPush } from '../../../cloudfunctions/modules/index'
import { ICONS } from '../../../tools/icons/shapes'
import { routeProblems, type AppPages } from '../../kit/routes'

const app = JSON.parse(readFileSync('miniprogram/app.json', 'utf8')) as AppPages
const icons = Object.keys(ICONS)

describe('routes and app.json', () => {
  it('fit together: every page has a route, every route a page, tabs are tabs, icons are drawn', () => {
    expect(routeProblems(ROUTES, app, icons)).toEqual([])
  })

  const page: RouteDefinition = { page: 'pages/a/a', query: [], title: '甲', icon: 'bell' }
  const small: AppPages = {
    pages: ['pages/a/a', 'pages/t/t'],
    subPackages: [{ root: 'subpackages/b', pages: ['c/c'] }],
    tabBar: { list: [{ pagePath: 'pages/t/t' }] },
  }
  const fitting: Record<string, RouteDefinition> = {
    a: page,
    t: { ...page, page: 'pages/t/t', isTab: true },
    c: { ...page, page: 'subpackages/b/c/c' },
  }

  it.each<[string, Record<string, RouteDefinition>, string]>([
    ['a route that no page has', { ...fitting, d: { ...page, page: 'pages/d/d' } }, 'd: app.json'],
    ['a page that no route has', { a: fitting['a']!, t: fitting['t']! }, 'subpackages/b/c/c'],
    ['a tab that is pushed', { ...fitting, t: { ...page, page: 'pages/t/t' } }, 't: is it a tab'],
    ['a page switched to', { ...fitting, a: { ...page, isTab: true } }, 'a: is it a tab'],
    [
      'an icon that is not drawn',
      { ...fitting, a: { ...page, icon: 'cat' } },
      'a: there is no icon',
    ],
  ])('are refused with %s', (_what, routes, problem) => {
    expect(routeProblems(fitting, small, icons)).toEqual([])
    expect(routeProblems(routes, small, icons)).toEqual([expect.stringContaining(problem)])
  })
})

describe('parts of the contract', () => {
  const one = contract({
    actions: { 'a.do': 1 },
    rights: { 'a.see': ['admin'] },
    routes: { a: { page: 'a', query: [], title: '', icon: '' } },
    metrics: ['a.count'],
  })

  it.each(['actions', 'rights', 'routes'] as const)(
    'have one owner: %s twice is refused',
    (part) => {
      expect(Object.keys(merged([one], part))).toHaveLength(1)
      expect(() => merged([one, one], part)).toThrow(`two domains declare ${part}`)
    },
  )

  it('have one owner: a metric twice is refused', () => {
    expect(metricsOf([one])).toEqual(['a.count'])
    expect(() => metricsOf([one, one])).toThrow('two domains declare metrics a.count')
  })

  it('name the metrics that the server counts, no more and no less', () => {
    const counted: [string, Metric][] = createProduct(noPush).registry.all('metrics')
    expect(counted.map(([name]) => name).sort()).toEqual([...METRICS].sort())
  })
})
