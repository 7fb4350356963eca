import { EventChannel } from '../../local/phone/runtime/event-channel'
import { pageFamilies } from '../../local/phone/runtime/families'
import { ComponentInstance } from '../../local/phone/runtime/instance'
import type { MiniProgramRuntime } from '../../local/phone/runtime/runtime'
import type { PhoneHost } from '../../local/phone/host'
import { createWx } from '../../local/phone/wx'
import { namesOf } from './official'
import { textsIn } from './source'

/** Stands for whatever the families keep and do not use before somebody calls them. */
function blank(): unknown {
  const stand: unknown = new Proxy(() => undefined, {
    get: (_target, key) => (key === Symbol.toPrimitive ? () => '' : stand),
    apply: () => stand,
  })
  return stand
}

const FACTS = {
  personId: 'nobody',
  appid: 'wx0',
  environmentId: 'none',
  appName: '',
  device: {
    screenWidth: 375,
    screenHeight: 812,
    statusBarHeight: 44,
    safeAreaBottom: 34,
    pixelRatio: 2,
    theme: 'light',
    fontSizeSetting: 16,
  },
  enterOptions: { path: '', query: {}, scene: 1001, referrerInfo: {}, apiCategory: 'default' },
}

const host = new Proxy(FACTS, {
  get: (facts, key) =>
    Object.hasOwn(facts, key) ? Reflect.get(facts, key) : () => () => undefined,
}) as unknown as PhoneHost

export interface PhoneNames {
  /** `wx.*` */
  apis: string[]
  /** Members of objects that APIs return. */
  objects: Record<string, string[]>
}

type Make = (...args: unknown[]) => object

/** The old canvas measures texts with a canvas of its own as soon as it is made. */
function withDocument<T>(run: () => T): T {
  if (typeof document !== 'undefined') return run()
  const stand = { createElement: () => ({ getContext: () => null }) }
  Object.assign(globalThis, { document: stand })
  try {
    return run()
  } finally {
    Reflect.deleteProperty(globalThis, 'document')
  }
}

/** Makes the `wx` of a phone without a browser, and asks it what it has. */
export async function phoneNames(): Promise<PhoneNames> {
  const { wx } = await createWx({
    host,
    app: { name: '', version: '', darkmode: true, packageRoot: '/mp/' },
    currentPage: () => undefined,
    families: (context) => pageFamilies(context, blank() as MiniProgramRuntime),
  })
  const make = (name: string): object => (wx[name] as Make)()
  const query = make('createSelectorQuery') as { selectViewport(): object }
  const [channel] = EventChannel.pair()
  const objects: Record<string, object> = {
    Animation: make('createAnimation'),
    CanvasContext: withDocument(() => make('createCanvasContext')),
    'Component instance': ComponentInstance.prototype,
    EventChannel: channel,
    FileSystemManager: make('getFileSystemManager'),
    IntersectionObserver: make('createIntersectionObserver'),
    LogManager: make('getLogManager'),
    MediaQueryObserver: make('createMediaQueryObserver'),
    NodesRef: query.selectViewport(),
    Performance: make('getPerformance'),
    RealtimeLogManager: make('getRealtimeLogManager'),
    SelectorQuery: query,
    UpdateManager: make('getUpdateManager'),
    'wx.cloud': wx['cloud'] as object,
  }
  const members = Object.entries(objects).map(([name, object]) => [name, namesOf(object)] as const)
  const names: PhoneNames = { apis: Object.keys(wx), objects: Object.fromEntries(members) }
  // A page gives its instance more than the class has.
  names.objects['Component instance']?.push(...textsIn(['local/phone/runtime/page-instance.ts']))
  return names
}
