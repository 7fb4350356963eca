import type { ErrorCode } from '../../miniprogram/contract/action'

/** One action as the phone sends it. */
export interface Sent {
  action: string
  input: unknown
  idempotencyKey?: string
}

/** What the cloud function is called with: one action, or several queries. */
export type Event = Sent | { batch: Sent[] }

/** Stands in for the cloud function: scripted, or the real dispatcher. */
export type Server = (event: Event) => Promise<unknown>

/** What the tests decide about WeChat: storage, the cloud's answers, the chat we were opened in. */
export interface FakeWx {
  storage: Map<string, unknown>
  /** Every action that was asked for, those of a batch one by one. */
  calls: Sent[]
  /** How often the cloud function was called. */
  requests: number
  /** Calls that are not answered yet. */
  inFlight: number
  /** Answers the next calls in order; a function decides when called. */
  answer: (...replies: unknown[]) => void
  /** Answers every call of an action. */
  always: (action: string, view: unknown) => void
  /** What `getGroupEnterInfo` gives; null: not opened in a group. */
  cloudId: string | null
  /** Answers of the person to `requestSubscribeMessage`. */
  consent: string
  /** What the person answers to `showModal`. */
  isConfirming: boolean
  /** Addresses that were gone to, in order; `<` for going back. */
  visited: string[]
  toasts: string[]
  /** Puts this WeChat into the global scope, e.g. after another phone was used. */
  install: () => void
}

export const ok = (data: unknown) => ({ result: { ok: true, data } })
export const refused = (code: ErrorCode, message: string) => ({
  result: { ok: false, error: { code, message, requestId: 'r-1' } },
})
export const lost = () => Promise.reject({ errCode: -601003, errMsg: 'cloud.callFunction:fail' })

interface Request {
  data: Event
}

/** Answers by the queue, then by what always answers an action. */
function script(fake: FakeWx) {
  const queue: unknown[] = []
  const standing = new Map<string, unknown>()
  fake.answer = (...replies) => void queue.push(...replies)
  fake.always = (action, view) => void standing.set(action, view)
  const answerTo = async ({ action }: Sent): Promise<unknown> => {
    if (standing.has(action)) return ok(standing.get(action))
    if (queue.length === 0) throw new Error(`No answer for ${action}`)
    const reply = queue.shift()
    return typeof reply === 'function' ? (reply as () => unknown)() : reply
  }
  return async (event: Event): Promise<unknown> => {
    if (!('batch' in event)) return answerTo(event)
    const replies = await Promise.all(event.batch.map(answerTo))
    return ok(replies.map((reply) => (reply as { result: unknown }).result))
  }
}

/**
 * Puts a small WeChat into the global scope. Call it in `beforeEach`, before the modules under test are used. With a `server`
 * the cloud function is that; without, `answer` and `always` script it.
 */
export function installWx(server?: Server): FakeWx {
  const fake: FakeWx = {
    storage: new Map(),
    calls: [],
    requests: 0,
    inFlight: 0,
    answer: () => undefined,
    always: () => undefined,
    cloudId: null,
    consent: 'accept',
    isConfirming: true,
    visited: [],
    toasts: [],
    install: () => undefined,
  }
  const scripted = script(fake)
  const reply = server
    ? async (event: Event) => ({ result: await server(JSON.parse(JSON.stringify(event)) as Event) })
    : scripted
  const callFunction = async ({ data }: Request): Promise<unknown> => {
    fake.requests += 1
    fake.inFlight += 1
    fake.calls.push(...('batch' in data ? data.batch : [data]))
    try {
      return await reply(data)
    } finally {
      fake.inFlight -= 1
    }
  }
  const go = ({ url }: { url: string }) => {
    fake.visited.push(url)
    return Promise.resolve({})
  }
  const wx = {
    cloud: { init: () => undefined, callFunction },
    getStorageSync: (key: string) => fake.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => fake.storage.set(key, value),
    removeStorageSync: (key: string) => fake.storage.delete(key),
    clearStorageSync: () => fake.storage.clear(),
    getAppBaseInfo: () => ({ fontSizeSetting: 16 }),
    getGroupEnterInfo: (options: { success(info: unknown): void; fail(): void }) =>
      fake.cloudId === null ? options.fail() : options.success({ cloudID: fake.cloudId }),
    requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
      Promise.resolve(Object.fromEntries(tmplIds.map((id) => [id, fake.consent]))),
    showModal: () => Promise.resolve({ confirm: fake.isConfirming, cancel: !fake.isConfirming }),
    navigateTo: go,
    redirectTo: go,
    switchTab: go,
    navigateBack: () => go({ url: '<' }),
    pageScrollTo: () => Promise.resolve({}),
    showShareMenu: () => Promise.resolve({}),
    showToast: ({ title }: { title: string }) => {
      fake.toasts.push(title)
      return Promise.resolve({})
    },
    stopPullDownRefresh: () => Promise.resolve({}),
  }
  fake.install = () => void Object.assign(globalThis, { wx })
  fake.install()
  return fake
}
