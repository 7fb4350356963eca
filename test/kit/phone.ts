import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installWx, type FakeWx, type Server } from './fake-wx'

/**
 * The mini program's pages without a browser: their own code, on a WeChat that is only as much as they need, in front of a
 * server that the test brings. Sees data and taps, not layout: what is drawn is for `test/e2e`.
 */

type Data = Record<string, unknown>
type Method = (this: object, ...args: unknown[]) => unknown

/** What `Page` was called with. */
export type Definition = Data & { data: Data }

export interface OpenPage<D = Data> {
  /** What the template would show. */
  readonly data: D
  /** Calls a handler as the template would, with the element's `data-` and the event's detail. */
  tap(handler: string, dataset?: object, detail?: unknown): Promise<void>
  /** An observed element came into sight, e.g. the end of a clause. */
  see(selector: string, dataset: object): Promise<void>
  show(): Promise<void>
  hide(): Promise<void>
  /** Back to where one came from: the page is gone. */
  leave(): Promise<void>
  /** What its card would say. */
  card(): { title: string; path: string }
}

/** How the mini program came to the front. */
export interface Entry {
  path?: string
  query?: Record<string, string>
  scene?: number
  shareTicket?: string
}

export interface Phone {
  wx: FakeWx
  /** Comes to the front, e.g. from a card: `{ scene: 1044, query: { g } }`. */
  enter(entry?: Entry): void
  /** Opens a page by its address, e.g. `/pages/rules/rules?g=g1`. */
  open<D = Data>(address: string): Promise<OpenPage<D>>
  /** Until every call has been answered and what follows from it has been shown. */
  settled(): Promise<void>
}

interface Observed {
  selector: string
  callback: (seen: object) => void
}

const ROOT = join(__dirname, '../../miniprogram')
/** The real one: tests that move the clock replace the global. */
const nextTick = setImmediate
const QUIET_TICKS = 4

const appPages = (): string[] => {
  const app = JSON.parse(readFileSync(join(ROOT, 'app.json'), 'utf8')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const inside = app.subPackages.flatMap(({ root, pages }) =>
    pages.map((page) => `${root}/${page}`),
  )
  return [...app.pages, ...inside]
}

/** An instance as WeChat makes it: what is no function is the instance's own. */
function instanceOf(definition: Definition, observed: Observed[]): Definition {
  const own = Object.entries(definition).map(([name, value]) =>
    typeof value === 'function' ? [name, value] : [name, structuredClone(value)],
  )
  const page = Object.fromEntries(own) as Definition
  const observe = (selector: string, callback: Observed['callback']) =>
    void observed.push({ selector, callback })
  const observer = {
    relativeToViewport: () => ({ observe }),
    disconnect: () => void observed.splice(0),
  }
  return Object.assign(page, {
    setData(change: Data, callback?: () => void) {
      // What crosses to the template is copied, so a change has to be set to be seen.
      Object.assign(page.data, structuredClone(change))
      callback?.()
    },
    selectComponent: () => null,
    createIntersectionObserver: () => observer,
  })
}

async function settle(wx: FakeWx): Promise<void> {
  for (let quiet = 0; quiet < QUIET_TICKS;) {
    await new Promise<void>((resolve) => nextTick(resolve))
    quiet = wx.inFlight === 0 ? quiet + 1 : 0
  }
}

/** Opens a page from its definition and drives it through its life. `wx` has to be installed. */
export async function openPage<D = Data>(
  definition: Definition,
  wx: FakeWx,
  query: Record<string, string> = {},
): Promise<OpenPage<D>> {
  const observed: Observed[] = []
  const page = instanceOf(definition, observed)
  const run = async (name: string, ...args: unknown[]): Promise<void> => {
    wx.install()
    await (page[name] as Method | undefined)?.call(page, ...args)
    await settle(wx)
  }
  const tap = async (handler: string, dataset: object = {}, detail: unknown = {}) => {
    if (typeof page[handler] !== 'function') throw new Error(`The page has no ${handler}`)
    const element = { dataset }
    await run(handler, { type: 'tap', target: element, currentTarget: element, detail })
  }
  const see = async (selector: string, dataset: object) => {
    const seen = { dataset, intersectionRatio: 1, boundingClientRect: {}, relativeRect: {} }
    for (const one of observed) if (one.selector === selector) one.callback(seen)
    await settle(wx)
  }
  await run('onLoad', query)
  await run('onShow')
  return {
    data: page.data as D,
    tap,
    see,
    show: () => run('onShow'),
    hide: () => run('onHide'),
    leave: () => run('onUnload'),
    card: () => (page['onShareAppMessage'] as Method).call(page) as ReturnType<OpenPage['card']>,
  }
}

interface Modules {
  definitions: Map<string, Definition>
  noteEnter(entry: Entry): void
}

/** The mini program's modules once more, so that nothing is shared with another phone. */
function boot(): Modules {
  const definitions = new Map<string, Definition>()
  const modules: Modules = { definitions, noteEnter: () => undefined }
  jest.isolateModules(() => {
    for (const page of appPages()) {
      const register = (definition: Definition) => void definitions.set(page, definition)
      Object.assign(globalThis, { Page: register })
      jest.requireActual(join(ROOT, page))
    }
    const services = jest.requireActual<{ session: Modules }>(join(ROOT, 'services/session'))
    modules.noteEnter = services.session.noteEnter
  })
  return modules
}

/**
 * A phone with the mini program on it, in front of this server. Several phones in a test are used one after the other: a call
 * of one that is under way has to settle before another is touched.
 */
export function createPhone(server: Server): Phone {
  const wx = installWx(server)
  const stack: string[] = []
  Object.assign(globalThis, { getCurrentPages: () => stack })
  const { definitions, noteEnter } = boot()
  return {
    wx,
    enter({ path = '', query = {}, scene = 1089, ...rest }: Entry = {}) {
      wx.install()
      stack.length = 0
      noteEnter({ path, query, scene, ...rest })
    },
    async open<D = Data>(address: string) {
      const { pathname, searchParams } = new URL(address, 'https://mini.program')
      const definition = definitions.get(pathname.slice(1))
      if (!definition) throw new Error(`There is no page ${pathname}`)
      stack.push(pathname)
      return openPage<D>(definition, wx, Object.fromEntries(searchParams))
    },
    settled: () => settle(wx),
  }
}
