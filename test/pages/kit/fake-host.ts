import type { DeviceInfo, EnterOptions, PhoneHost } from '../../../local/phone/host'

export interface FakeHostOptions {
  width: number
  height: number
  theme: 'light' | 'dark'
  fontSizeSetting: number
  path: string
  query: Record<string, string>
  scene: number
  appName: string
}

export interface ReportEntry {
  level: 'log' | 'info' | 'warn' | 'error'
  text: string
  stack?: string
}

/** What tests may do to the fake phone from outside: `window.__phone`. */
export interface FakePhone {
  show(options: Partial<EnterOptions>): void
  hide(): void
  device(change: Partial<DeviceInfo>): void
  /** Calls the mini program made to the phone, e.g. `leave`, `share`. */
  calls: [name: string, ...args: unknown[]][]
  menu: { share?: () => Promise<unknown> } | undefined
}

const given = JSON.parse(
  new URLSearchParams(location.search).get('host') ?? '{}',
) as Partial<FakeHostOptions>

let device: DeviceInfo = {
  screenWidth: given.width ?? 375,
  screenHeight: given.height ?? 812,
  statusBarHeight: 44,
  safeAreaBottom: 34,
  pixelRatio: 2,
  theme: given.theme ?? 'light',
  fontSizeSetting: given.fontSizeSetting ?? 16,
}
const enterOptions: EnterOptions = {
  path: given.path ?? '',
  query: given.query ?? {},
  scene: given.scene ?? 1001,
  referrerInfo: {},
  apiCategory: 'default',
}

const reports: ReportEntry[] = []
const storage = new Map<string, string>()
const shown = new Set<(options: EnterOptions) => void>()
const hidden = new Set<() => void>()
const devices = new Set<(device: DeviceInfo) => void>()

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener)
  return () => set.delete(listener)
}

const phone: FakePhone = {
  show: (options) => shown.forEach((listener) => listener({ ...enterOptions, ...options })),
  hide: () => hidden.forEach((listener) => listener()),
  device(change) {
    device = { ...device, ...change }
    devices.forEach((listener) => listener(device))
  },
  calls: [],
  menu: undefined,
}

const host: PhoneHost = {
  personId: 'tester',
  appid: 'wx0000000000000000',
  environmentId: 'fixture',
  appName: given.appName ?? '样例小程序',
  get device() {
    return device
  },
  enterOptions,
  onShow: (listener) => subscribe(shown, listener),
  onHide: (listener) => subscribe(hidden, listener),
  onDeviceChange: (listener) => subscribe(devices, listener),
  request: (path) => Promise.reject({ errCode: -1, errMsg: `no server for ${path}` }),
  network: () => 'wifi',
  onNetworkChange: () => () => undefined,
  ready: () => Reflect.set(window, '__fixtureReady', true),
  leave: () => void phone.calls.push(['leave']),
  openMenu(actions) {
    phone.calls.push(['openMenu', Object.keys(actions)])
    phone.menu = actions
  },
  share(card) {
    phone.calls.push(['share', card])
    return Promise.resolve(true)
  },
  storage: {
    get: (key) => storage.get(key) ?? null,
    set: (key, value) => void storage.set(key, value),
    remove: (key) => void storage.delete(key),
    keys: () => [...storage.keys()],
  },
  report: (entry) => void reports.push(entry),
}

Reflect.set(window, 'phoneHost', host)
Reflect.set(window, '__reports', reports)
Reflect.set(window, '__phone', phone)
