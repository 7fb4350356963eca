import { drive } from './kit/drive'

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('basic')
}, 120_000)

it('a mini program with vant, WXS and a tab bar starts and says nothing', () => {
  expect(found['text']).toBe('你好，¥123.45')
  expect(found['button']).toBe('rgb(7, 193, 96)')
  expect(found['opened']).toEqual({ id: '7', from: 'home' })
  expect(found['reports']).toEqual([])
})

it('every surface follows the theme of the phone', () => {
  expect(found['light']).toEqual({
    page: 'rgb(245, 246, 248)',
    card: 'rgb(255, 255, 255)',
    navigation: 'rgb(255, 255, 255)',
    tabBar: 'rgb(255, 255, 255)',
  })
  expect(found['dark']).toEqual({
    page: 'rgb(17, 18, 20)',
    card: 'rgb(28, 29, 32)',
    navigation: 'rgb(28, 29, 32)',
    tabBar: 'rgb(28, 29, 32)',
  })
})

it('the tab bar shows marks, changes its items and gives way', () => {
  expect(found['marks']).toEqual(['123…', 'dot'])
  expect(found['no marks']).toEqual(['', ''])
  expect(found['renamed']).toBe('我')
  expect(found['no such tab']).toEqual({ errMsg: 'setTabBarBadge:fail tabbar item not found' })
  expect(found['not a tab']).toEqual({ errMsg: 'showTabBar:fail not TabBar page' })
  // 50 px and the safe area below.
  expect(found['room of the tab bar']).toBe(84)
})

it('queries and observers find elements of the page', () => {
  expect(found['queries']).toEqual([
    { kind: 'row' },
    'rgba(7, 193, 96, 0.12)',
    true,
    3,
    true,
    null,
    0,
  ])
  expect(found['observed']).toEqual(['tapper', 1])
})

it('canIUse knows what is there', () => {
  expect(found['can']).toEqual([true, false, true, true, true])
})
