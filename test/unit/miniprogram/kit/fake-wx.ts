import type { ErrorCode } from '../../../../miniprogram/contract/action'

/** What the tests decide about WeChat: storage, the cloud's answers, the chat we were opened in. */
export interface FakeWx {
  storage: Map<string, unknown>
  calls: { action: string; input: unknown; idempotencyKey?: string }[]
  /** Answers the next calls in order; a function decides when called. */
  answer: (...replies: unknown[]) => void
  /** Answers every call of an action. */
  always: (action: string, view: unknown) => void
  /** What `getGroupEnterInfo` gives; null: not opened in a group. */
  cloudId: string | null
  /** Answers of the person to `requestSubscribeMessage`. */
  consent: string
  visited: string[]
  toasts: string[]
}

export const ok = (data: unknown) => ({ result: { ok: true, data } })
export const refused = (code: ErrorCode, message: string) => ({
  result: { ok: false, error: { code, message, requestId: 'r-1' } },
})
export const lost = () => Promise.reject({ errCode: -601003, errMsg: 'cloud.callFunction:fail' })

interface Request {
  data: { action: string; input: unknown; idempotencyKey?: string }
}

/** Puts a small WeChat into the global scope. Call it in `beforeEach`, before the modules under test are used. */
export function installWx(): FakeWx {
  const queue: unknown[] = []
  const standing = new Map<string, unknown>()
  const fake: FakeWx = {
    storage: new Map(),
    calls: [],
    answer: (...replies) => queue.push(...replies),
    always: (action, view) => standing.set(action, view),
    cloudId: null,
    consent: 'accept',
    visited: [],
    toasts: [],
  }
  const answerOf = (request: Request): unknown => {
    fake.calls.push(request.data)
    const { action } = request.data
    if (standing.has(action)) return ok(standing.get(action))
    if (queue.length === 0) throw new Error(`No answer for ${action}`)
    const reply = queue.shift()
    return typeof reply === 'function' ? (reply as () => unknown)() : reply
  }
  const go = ({ url }: { url: string }) => {
    fake.visited.push(url)
    return Promise.resolve({})
  }
  const wx = {
    cloud: {
      init: () => undefined,
      callFunction: (request: Request) => Promise.resolve().then(() => answerOf(request)),
    },
    getStorageSync: (key: string) => fake.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => fake.storage.set(key, value),
    removeStorageSync: (key: string) => fake.storage.delete(key),
    getAppBaseInfo: () => ({ fontSizeSetting: 16 }),
    getGroupEnterInfo: (options: { success(info: unknown): void; fail(): void }) =>
      fake.cloudId === null ? options.fail() : options.success({ cloudID: fake.cloudId }),
    requestSubscribeMessage: ({ tmplIds }: { tmplIds: string[] }) =>
      Promise.resolve(Object.fromEntries(tmplIds.map((id) => [id, fake.consent]))),
    navigateTo: go,
    switchTab: go,
    showToast: ({ title }: { title: string }) => {
      fake.toasts.push(title)
      return Promise.resolve({})
    },
    stopPullDownRefresh: () => Promise.resolve({}),
  }
  Object.assign(globalThis, { wx })
  return fake
}
