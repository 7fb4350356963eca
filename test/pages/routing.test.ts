import { drive } from './kit/drive'

let found: Record<string, unknown>
beforeAll(async () => {
  found = await drive('routing')
}, 120_000)

const GREEN = 'rgb(7, 193, 96)'
const BLACK = 'rgb(0, 0, 0)'

describe('a custom tab bar', () => {
  it('is one per tab page, found by getTabBar and outside the page’s lifetimes', () => {
    expect(found['tab bar at home']).toEqual([GREEN, BLACK])
    expect(found['tab bar at other']).toEqual({
      colors: [BLACK, GREEN],
      log: ['tab bar attached', 'tab bar attached'],
    })
  })

  it('lies over the page, which reaches to the end of the screen', () => {
    expect(found['tab bar place']).toEqual([true, '34px'])
  })
})

describe('pages', () => {
  it('talk to each other through the channel between them', () => {
    expect(found['channel']).toEqual({
      errMsg: 'navigateTo:ok',
      log: [
        'target onLoad {"a":"1"}',
        'opener heard {"from":"opened"}',
        'opened heard {"from":"opener"}',
      ],
    })
  })

  it('change their navigation bar', () => {
    expect(found['bar']).toEqual(['新标题', 'rgb(16, 32, 48)'])
  })

  it('ask before they are left, if they want', () => {
    expect(found['asked']).toContain('还没保存')
    expect(found['stayed']).toBe('pages/target/target')
    expect(found['left']).toBe('pages/other/other')
  })

  it('route relative to themselves', () => {
    expect(found['relative']).toEqual(['target onLoad {"by":"router"}'])
  })
})

describe('a route', () => {
  it('is announced in the documented order', () => {
    expect(found['announced']).toEqual([
      'BeforeAppRoute navigateTo pages/target/target',
      'BeforePageLoad navigateTo pages/target/target',
      'AfterPageLoad navigateTo pages/target/target page',
      'AppRoute navigateTo pages/target/target',
      'BeforeAppRoute redirectTo pages/sub/deep/deep',
      'BeforePageUnload redirectTo pages/target/target page',
      'AfterPageUnload redirectTo pages/target/target page',
      'BeforePageLoad redirectTo pages/sub/deep/deep',
      'AfterPageLoad redirectTo pages/sub/deep/deep page',
      'AppRoute redirectTo pages/sub/deep/deep',
      'AppRouteDone redirectTo pages/sub/deep/deep',
      'AppRouteDone navigateTo pages/target/target',
    ])
  })

  it('can be led elsewhere before it starts, and only then', () => {
    expect(found['rewritten']).toEqual(['target onLoad {"kept":"2","led":"1"}'])
    expect(found['rewrite too late']).toMatchObject({
      errMsg: expect.stringContaining('only allowed in a onBeforeAppRoute callback'),
    })
  })

  it('to nowhere is told to the app, which may lead somewhere', () => {
    expect(found['not found']).toEqual([
      'not found pages/none/none true',
      'target onLoad {"from":"not-found"}',
    ])
  })
})

it('says nothing on the way', () => {
  expect(found['reports']).toEqual([])
})

describe('a real finger', () => {
  it('taps once', () => {
    expect(found['finger tap']).toEqual(['capture', 'tap', 'tap'])
  })

  it('scrolls the page', () => {
    expect(found['finger scroll']).toBe(true)
  })
})
