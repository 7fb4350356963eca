import { EventChannel } from '../../../../local/phone/runtime/event-channel'
import { RouteEvents, type RouteEventName } from '../../../../local/phone/runtime/route-events'
import { nextTickFamily } from '../../../../local/phone/wx/next-tick'
import { routeFamily } from '../../../../local/phone/wx/route'
import { testWx, type TestWx } from './kit'

type Emit = (on: TestWx, value: object) => void
const app =
  (name: string): Emit =>
  ({ context }, value) =>
    context.events.emit(name as never, value as never)

describe('listeners of the app', () => {
  test.each<[on: string, off: string, emit: Emit]>([
    ['onAppShow', 'offAppShow', app('appShow')],
    ['onAppHide', 'offAppHide', app('appHide')],
    ['onError', 'offError', app('error')],
    ['onUnhandledRejection', 'offUnhandledRejection', app('unhandledRejection')],
    ['onThemeChange', 'offThemeChange', app('themeChange')],
    ['onWindowResize', 'offWindowResize', app('windowResize')],
  ])('%s hears until %s', async (on, off, emit) => {
    const wx = await testWx()
    const heard: unknown[] = []
    const first = (value: unknown): void => void heard.push(['first', value])
    const second = (value: unknown): void => void heard.push(['second', value])
    wx.call(on, first)
    wx.call(on, second)
    emit(wx, { n: 1 })
    wx.call(off, first)
    emit(wx, { n: 2 })
    wx.call(off)
    emit(wx, { n: 3 })
    expect(heard).toEqual([
      ['first', { n: 1 }],
      ['second', { n: 1 }],
      ['second', { n: 2 }],
    ])
  })

  test('one that throws does not keep the others from hearing', async () => {
    const { call, context } = await testWx()
    const uncaught: unknown[] = []
    Object.assign(globalThis, { reportError: (error: unknown) => void uncaught.push(error) })
    try {
      let heard = 0
      call('onAppHide', () => {
        throw new Error('mine')
      })
      call('onAppHide', () => void heard++)
      context.events.emit('appHide', {})
      expect(heard).toBe(1)
      expect(uncaught).toHaveLength(1)
    } finally {
      Reflect.deleteProperty(globalThis, 'reportError')
    }
  })
})

describe('listeners of routes', () => {
  test.each<[on: string, off: string, event: RouteEventName]>([
    ['onBeforeAppRoute', 'offBeforeAppRoute', 'beforeAppRoute'],
    ['onAppRoute', 'offAppRoute', 'appRoute'],
    ['onAppRouteDone', 'offAppRouteDone', 'appRouteDone'],
    ['onBeforePageLoad', 'offBeforePageLoad', 'beforePageLoad'],
    ['onAfterPageLoad', 'offAfterPageLoad', 'afterPageLoad'],
    ['onBeforePageUnload', 'offBeforePageUnload', 'beforePageUnload'],
    ['onAfterPageUnload', 'offAfterPageUnload', 'afterPageUnload'],
  ])('%s hears until %s', (on, off, name) => {
    const events = new RouteEvents()
    const { apis } = routeFamily({ router: { events } as never })
    const heard: string[] = []
    const listener = ({ path }: { path: string }): void => void heard.push(path)
    const listen = (api: string): void => (apis[api] as (given: unknown) => void)(listener)
    const emit = (path: string): void =>
      events.emit(name, {
        path,
        query: {},
        openType: 'navigateTo',
        routeEventId: '1',
        timeStamp: 0,
        notFound: false,
      })
    listen(on)
    emit('a')
    listen(off)
    emit('b')
    expect(heard).toEqual(['a'])
  })
})

test('an event channel speaks to the other end: always, once, or no more', () => {
  const [opener, opened] = EventChannel.pair()
  const heard: unknown[] = []
  const always = (...args: unknown[]): void => void heard.push(args)
  opener.on('save', always)
  opener.once('save', () => void heard.push('once'))
  opened.emit('save', 1, 2)
  opened.emit('save', 3)
  opener.off('save', always)
  opened.emit('save', 4)
  opener.emit('save', 'to nobody')
  expect(heard).toEqual([[1, 2], 'once', [3]])
})

test('nextTick comes after what runs now', async () => {
  const order: string[] = []
  const { nextTick } = nextTickFamily().apis as { nextTick(run: () => void): void }
  const ticked = new Promise<void>((done) => {
    nextTick(() => {
      order.push('tick')
      done()
    })
  })
  order.push('now')
  await ticked
  expect(order).toEqual(['now', 'tick'])
})
