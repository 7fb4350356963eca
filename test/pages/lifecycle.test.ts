import { drive } from './kit/drive'

interface Found {
  steps: Record<string, string[]>
  names: string[]
  failures: Record<string, { errMsg: string; errno?: number }>
  full: { errMsg: string }
  stack: string[]
  instance: Record<string, unknown>
  reports: string[]
}

let found: Found
beforeAll(async () => {
  found = await drive<Found>('lifecycle')
}, 120_000)

const SHOWN = [
  'parent page show',
  'behavior page show',
  'child inner page show',
  'behavior page show',
  'child slotted page show',
]
const HIDDEN = ['parent page hide', 'child inner page hide', 'child slotted page hide']
const OPENED_C = [
  // Bottom up: what a component's own tree holds is there before itself.
  'behavior created',
  'child created',
  'parent created',
  'parent observer size 1',
  'parent property observer 0 → 1',
  'behavior created',
  'child created',
  // Top down; behaviours before the component that has them.
  'parent attached',
  'deeper behavior attached',
  'behavior attached',
  'child inner attached',
  'deeper behavior attached',
  'behavior attached',
  'child slotted attached',
  ...SHOWN,
]
const READY_C = ['parent ready', 'child inner ready', 'child slotted ready', 'c onReady']
const CLOSED_C = [
  'parent beforeDetach',
  'child slotted beforeDetach',
  'child slotted detached',
  'child inner beforeDetach',
  'child inner detached',
  'parent detached',
  'c onUnload',
]

describe('the app', () => {
  it('starts with onLaunch and onShow before the first page', () => {
    expect(found.steps['launch']?.slice(0, 3)).toEqual([
      'app onLaunch  1001',
      'app onShow  1001',
      'a onLoad {}',
    ])
  })

  it('goes to the background after its page and comes back before it', () => {
    expect(found.steps['hide the app']).toEqual([...HIDDEN, 'c onHide', 'app onHide'])
    expect(found.steps['show the app']).toEqual(['app onShow  1089', ...SHOWN, 'c onShow'])
  })

  it('hears of errors and rejections nobody caught', () => {
    expect(found.steps['throw']).toEqual(['app onError Error: thrown by a page'])
    expect(found.steps['reject']).toEqual(['app onUnhandledRejection no'])
    expect(found.reports).toEqual(['thrown by a page', 'no (unhandled rejection)'])
  })

  it('opens the page of a card anew when it was already running', () => {
    expect(found.steps['a card is opened']).toEqual([
      ...HIDDEN,
      'c onHide',
      'app onHide',
      'app onShow pages/d/d 1044',
      ...CLOSED_C,
      'd created',
      'd attached card 1',
      'd pageLifetimes show',
      'd onLoad {"label":"card"}',
      'd onShow',
      'd ready',
    ])
  })

  it('without darkmode is not told of the phone’s theme', () => {
    expect(found.steps['theme']).toEqual([])
  })
})

describe('a page', () => {
  it('is created, attached, shown and loaded in the documented order', () => {
    const opened = found.steps['open c'] ?? []
    expect(opened.filter((one) => one !== 'c onRouteDone')).toEqual([
      'a onHide',
      ...OPENED_C,
      'c onLoad {"x":"%E4%BD%A0","y":""}',
      'c onShow',
      ...READY_C,
    ])
    expect(opened).toContain('c onRouteDone')
  })

  it('made by Component() has its query as properties when it is attached', () => {
    expect(found.steps['open d over c']).toEqual([
      ...HIDDEN.slice(0, 2),
      'c onHide',
      'd created',
      'd attached 甲 b 42',
      'd pageLifetimes show',
      'd onLoad {"label":"%E7%94%B2%20b","count":"41"}',
      'd onShow',
      'd ready',
    ])
  })

  it('is detached, then unloaded', () => {
    expect(found.steps['redirect to d']?.slice(0, CLOSED_C.length)).toEqual(CLOSED_C)
    expect(found.steps['back']).toEqual([
      'd beforeDetach',
      'd detached',
      'd onUnload',
      'a onShow',
      'a onRouteDone',
    ])
  })

  it('hears of its data at once, and of the drawing after that', () => {
    expect(found.steps['set data with callbacks']).toEqual([
      'parent observer size 3',
      'parent property observer 2 → 3',
      'c after the first',
      'parent observer size 4',
      'parent property observer 3 → 4',
      'c after the second',
      'c callback of the first',
      'c callback of the second',
    ])
  })

  it('hears of a new size after its components', () => {
    expect(found.steps['turn the phone']).toEqual(['parent page resize 375', 'c onResize 375'])
  })

  it('keeps fields of its definition and changes data by path', () => {
    expect(found.instance).toMatchObject({
      custom: { kept: true },
      data: { list: [1, 2, { deep: 'y' }], more: { a: 1 } },
      route: 'pages/c/c',
      options: {},
    })
  })
})

describe('routing', () => {
  it('to another tab hides one page and creates the other', () => {
    expect(found.steps['tap the other tab']).toEqual([
      'a onHide',
      'b onLoad {}',
      'b onShow',
      'b onRouteDone',
      'b onReady',
      'b onTabItemTap 1 pages/b/b 乙',
    ])
  })

  it('back to a tab that is there only shows it', () => {
    expect(found.steps['back to the first tab']).toEqual(['b onHide', 'a onShow', 'a onRouteDone'])
    expect(found.steps['same tab again']).toEqual([])
  })

  it('to the tab below closes the pages above, top first', () => {
    expect(found.steps['from c to tab a']).toEqual([
      'd beforeDetach',
      'd detached',
      'd onUnload',
      'parent beforeDetach',
      'child inner beforeDetach',
      'child inner detached',
      'parent detached',
      'c onUnload',
      'a onShow',
      'a onRouteDone',
    ])
  })

  it('by reLaunch closes the stack, then the tabs that wait, then opens', () => {
    const steps = found.steps['relaunch'] ?? []
    // Lists let go of their items first; then pages go, then the new one is made.
    const pages = steps.slice(steps.indexOf('a onUnload'))
    expect(pages).toEqual([
      'a onUnload',
      'b onUnload',
      ...OPENED_C,
      'c onLoad {}',
      'c onShow',
      'c onRouteDone',
      ...READY_C,
    ])
  })

  it('refuses what WeChat refuses, in its words', () => {
    const texts = Object.values(found.failures).map(({ errMsg }) => errMsg)
    expect(texts).toEqual([
      'navigateTo:fail can not navigateTo a tabbar page',
      'navigateTo:fail page "pages/none/none?x=1" is not found',
      'switchTab:fail can not switch to no-tabBar page',
      'navigateBack:fail cannot navigate back at first page.',
      'navigateTo:fail parameter error: parameter.url should be String instead of Undefined;',
    ])
    expect(found.full.errMsg).toBe('navigateTo:fail webview count limit exceed')
  })

  it('goes back several pages at once', () => {
    expect(found.stack).toHaveLength(7)
    const last = found.steps['back by three']?.filter((one) => one === 'c onUnload')
    expect(last).toHaveLength(3)
  })
})

describe('a component', () => {
  it('hears of a changed property by observers first, then by the property’s own', () => {
    expect(found.steps['change a property']).toEqual([
      'parent observer size 2',
      'parent property observer 1 → 2',
    ])
  })

  it('observes paths, several at once and everything below', () => {
    expect(found.steps['change data by path']).toEqual([
      'parent observer a, b.c 2 1',
      'parent observer b.** {"c":1,"d":[1,9]}',
      'parent observer b.d[1] 9',
    ])
  })

  it('tells its page by events', () => {
    expect(found.steps['trigger an event']).toEqual(['c heard sized 4'])
  })

  it('is detached when wx:if takes it away', () => {
    expect(found.steps['remove the slotted child']).toEqual([
      'child slotted beforeDetach',
      'child slotted detached',
    ])
  })

  it('merges behaviours: its own data and methods win, objects are merged', () => {
    expect(found.instance).toMatchObject({
      childData: {
        own: 'component',
        shared: { own: true, behavior: true, deeper: true },
        extra: 'from behavior',
      },
      which: 'component',
      fromBehavior: 'called',
      owner: true,
    })
  })

  it('is linked to its relations, both ends told, and unlinked with the list', () => {
    expect(found.steps['relations']?.slice(1)).toEqual([
      'list linked x',
      'item x linked',
      'list linked y',
      'item y linked',
    ])
    expect(found.steps['relations reorder']).toEqual([
      'item y moved',
      'list linkChanged y',
      'item y linkChanged',
    ])
    expect(found.steps['relations change']).toEqual([
      'list unlinked x',
      'item x unlinked',
      'list linked z',
      'item z linked',
    ])
    expect(found.names).toEqual(['y', 'z'])
  })
})
