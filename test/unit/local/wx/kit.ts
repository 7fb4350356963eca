import type { EnterOptions, PhoneHost } from '../../../../local/phone/host'
import { createWx } from '../../../../local/phone/wx'
import type { CurrentPage, WxContext, WxFamily } from '../../../../local/phone/wx/support'

/** A phone without a screen: answers requests from a table, keeps storage in memory, remembers reports. */
export interface TestHost extends PhoneHost {
  readonly reports: { level: string; text: string }[]
  readonly requests: { path: string; body: unknown }[]
  answer(path: string, reply: (body: never) => unknown): void
  setNetwork(type: 'wifi' | 'none'): void
  enter(options: Partial<EnterOptions>): void
  left: number
}

export const ENTER: EnterOptions = {
  path: 'pages/rules/rules',
  query: { from: 'card' },
  scene: 1044,
  chatType: 3,
  shareTicket: 'ticket',
  referrerInfo: {},
  apiCategory: 'default',
}

export function testHost(): TestHost {
  const storage = new Map<string, string>()
  const answers = new Map<string, (body: never) => unknown>()
  const shows = new Set<(options: EnterOptions) => void>()
  const networks = new Set<(type: 'wifi' | 'none') => void>()
  let network: 'wifi' | 'none' = 'wifi'
  const settings: Record<string, unknown> = {}
  const host: TestHost = {
    personId: 'p1',
    appid: 'wx0000000000000000',
    environmentId: 'test',
    appName: '销售群管家',
    device: {
      screenWidth: 375,
      screenHeight: 812,
      statusBarHeight: 44,
      safeAreaBottom: 34,
      pixelRatio: 2,
      theme: 'dark',
      fontSizeSetting: 18,
    },
    enterOptions: ENTER,
    reports: [],
    requests: [],
    left: 0,
    onShow: (listener) => {
      shows.add(listener)
      return () => shows.delete(listener)
    },
    onHide: () => () => undefined,
    onDeviceChange: () => () => undefined,
    async request(path, body) {
      host.requests.push({ path, body })
      const reply = answers.get(path)
      if (!reply) throw { errCode: -1, errMsg: `no answer for ${path}` }
      return reply(body as never)
    },
    network: () => network,
    onNetworkChange: (listener) => {
      networks.add(listener)
      return () => networks.delete(listener)
    },
    ready: () => undefined,
    leave: () => {
      host.left++
    },
    openMenu: () => undefined,
    share: async () => true,
    storage: {
      get: (key) => storage.get(key) ?? null,
      set: (key, value) => void storage.set(key, value),
      remove: (key) => void storage.delete(key),
      keys: () => [...storage.keys()],
    },
    report: (entry) => void host.reports.push(entry),
    answer: (path, reply) => void answers.set(path, reply),
    setNetwork(type) {
      network = type
      for (const listener of networks) listener(type)
    },
    enter: (options) => {
      for (const listener of shows) listener({ ...ENTER, ...options })
    },
  }
  host.answer('/api/settings', () => settings)
  host.answer('/api/setSettings', (change: object) => Object.assign(settings, change))
  return host
}

type Api = (...args: unknown[]) => unknown

export interface TestWx {
  host: TestHost
  context: WxContext
  wx: Record<string, unknown>
  /** Calls an API and returns what it returned. */
  call<T = Record<string, unknown>>(name: string, ...args: unknown[]): T
  page: CurrentPage
}

export async function testWx(
  options: { darkmode?: boolean; families?: WxFamily[] } = {},
): Promise<TestWx> {
  const host = testHost()
  const page: CurrentPage = { id: 1, route: 'pages/rules/rules', options: {}, title: '群规' }
  const { wx, context } = await createWx({
    host,
    app: {
      name: '销售群管家',
      version: '1.2.0',
      darkmode: options.darkmode ?? true,
      packageRoot: '/mp/',
    },
    currentPage: () => page,
    families: () => options.families ?? [],
  })
  return {
    host,
    context,
    wx,
    page,
    call<T>(name: string, ...args: unknown[]): T {
      let target: unknown = wx
      for (const part of name.split('.')) target = Reflect.get(target as object, part)
      return (target as Api)(...args) as T
    },
  }
}

/** The reason a promise was rejected with; fails when it was not. */
export async function reasonOf(promise: unknown): Promise<Record<string, unknown>> {
  try {
    await promise
  } catch (error) {
    return error as Record<string, unknown>
  }
  throw new Error('the promise was not rejected')
}
