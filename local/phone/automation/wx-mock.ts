import { AutomationError } from './errors'
import { compileFunction } from './evaluate'
import { target } from './nodes'

type WxMethod = (...args: unknown[]) => unknown

interface WxOptions {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}

/** Methods that answer at once although their name does not end in Sync. */
const SYNCHRONOUS = new Set([
  'arrayBufferToBase64',
  'base64ToArrayBuffer',
  'canIUse',
  'getAccountInfoSync',
  'getMenuButtonBoundingClientRect',
  'getSystemSetting',
  'getAppAuthorizeSetting',
  'getDeviceInfo',
  'getWindowInfo',
  'getAppBaseInfo',
  'getUpdateManager',
  'getFileSystemManager',
  'getPerformance',
  'nextTick',
  'reportEvent',
])

/** Methods whose return value is a task, so their result comes by callback only. */
const TASKS = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket'])

const isSynchronous = (name: string): boolean =>
  SYNCHRONOUS.has(name) || /Sync$|^(on|off|create)[A-Z]/.test(name)

/** `wx` itself, or the part of it that a dotted name such as `cloud.callFunction` names. */
function locate(method: unknown): { owner: Record<string, unknown>; name: string; call: WxMethod } {
  if (typeof method !== 'string' || !method) throw new AutomationError('A wx method name is needed')
  const parts = method.split('.')
  const name = parts.pop() ?? ''
  let owner: unknown = target().globals.wx
  for (const part of parts) owner = (owner as Record<string, unknown> | undefined)?.[part]
  const call: unknown = (owner as Record<string, unknown> | undefined)?.[name]
  if (typeof call !== 'function') throw new AutomationError(`wx.${method} is not a function`)
  return { owner: owner as Record<string, unknown>, name, call: call as WxMethod }
}

/**
 * `App.callWxMethod`: an asynchronous method is called without callbacks and its promise awaited.
 * @throws what the method failed with; the reply carries its `errMsg`.
 */
export async function callWxMethod(method: unknown, args: unknown[]): Promise<unknown> {
  const { owner, name, call } = locate(method)
  if (!TASKS.has(name)) return await call.apply(owner, args)
  const [options, ...rest] = args
  return await new Promise((resolve, reject) => {
    call.call(owner, { ...(options as object), success: resolve, fail: reject }, ...rest)
  })
}

const originals = new Map<
  string,
  { owner: Record<string, unknown>; name: string; call: WxMethod }
>()

export interface MockRequest {
  method: unknown
  result?: unknown
  functionDeclaration?: string
  args?: unknown[]
}

/** `App.mockWxMethod`: with neither result nor function it restores the method. */
export function mockWxMethod(request: MockRequest): void {
  const method = String(request.method)
  const original = originals.get(method)
  if (!('result' in request) && request.functionDeclaration === undefined) {
    if (original) install(original.owner, original.name, original.call)
    originals.delete(method)
    return
  }
  const real = original ?? locate(method)
  originals.set(method, real)
  const answer = answerer(request, real)
  install(
    real.owner,
    real.name,
    isSynchronous(real.name) ? answer : asynchronous(real.name, answer),
  )
}

function install(owner: Record<string, unknown>, name: string, call: WxMethod): void {
  Object.defineProperty(owner, name, {
    value: call,
    configurable: true,
    enumerable: true,
    writable: true,
  })
}

function answerer(
  request: MockRequest,
  real: { owner: Record<string, unknown>; call: WxMethod },
): WxMethod {
  const { functionDeclaration, args = [] } = request
  if (functionDeclaration === undefined) return () => structuredClone(request.result)
  const mock = compileFunction(functionDeclaration)
  const context = { origin: real.call.bind(real.owner) }
  return (...callArgs) => mock.apply(context, [...callArgs, ...args])
}

/** Wraps an answer in the callbacks or the promise that callers of an asynchronous method expect. */
function asynchronous(name: string, answer: WxMethod): WxMethod {
  return (first: unknown, ...rest: unknown[]) => {
    const options = (first ?? {}) as WxOptions
    const settled = Promise.resolve()
      .then(() => answer(options, ...rest))
      .then((result) => {
        const reply = withMessage(name, result)
        if (/:fail/.test(reply.errMsg)) throw reply
        return reply
      })
    if (!options.success && !options.fail && !options.complete) return settled
    settled.then(
      (reply) => {
        options.success?.(reply)
        options.complete?.(reply)
      },
      (error: unknown) => {
        options.fail?.(error)
        options.complete?.(error)
      },
    )
    return undefined
  }
}

/** Every asynchronous result carries `errMsg`; a mock need not write it. */
function withMessage(name: string, result: unknown): { errMsg: string } {
  const errMsg = `${name}:ok`
  if (result === null || typeof result !== 'object') return { errMsg }
  return { errMsg, ...result }
}
