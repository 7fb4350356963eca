import { appMethods } from './app'
import { focusForTyping } from './builtin'
import { elementMethods, type ElementParams } from './element'
import { AutomationError } from './errors'
import { nextFrame } from './geometry'
import { pageMethods } from './page'
import { elementByWireId } from './registry'
import { reportException, watchConsole, watchExceptions } from './report'
import type { AutomationTarget } from './target'
import { messageOf, toWire } from './values'

/** What the automator calls; results are plain so that they cross from the page to Node. */
export interface AutomationAgent {
  call(method: string, params: object): Promise<{ result: unknown } | { error: string }>
}

declare global {
  interface Window {
    __automationAgent?: AutomationAgent
  }
}

const START_TIMEOUT_MS = 20_000

const dueTimers = (): Promise<object> => new Promise((resolve) => setTimeout(() => resolve({}), 0))

/** What a finger started has been handled and drawn once. */
async function settled(): Promise<object> {
  await nextFrame()
  return await dueTimers()
}

const methods: Record<string, (params: object) => unknown> = {
  ...appMethods,
  ...pageMethods,
  ...elementMethods,
  'Agent.settled': settled,
  /** Lets timers that are due by now fire before the finger is lifted. */
  'Agent.dueTimers': dueTimers,
  'Agent.focusForTyping': (params: ElementParams) =>
    focusForTyping(elementByWireId(params.elementId)),
} as Record<string, (params: object) => unknown>

/** The mini program starts after this script; waits for it once. */
async function started(): Promise<AutomationTarget> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!window.__miniprogram) {
    if (performance.now() > deadline) throw new AutomationError('The mini program does not start')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const running = window.__miniprogram
  const late = new Promise<never>((_resolve, reject) => {
    const complaint = new AutomationError('The mini program does not show its first page')
    setTimeout(() => reject(complaint), deadline - performance.now())
  })
  await Promise.race([running.launched, late])
  return running
}

function install(): void {
  watchConsole()
  watchExceptions()
  const ready = started()
  ready.then(
    (running) => running.glassEasel.addGlobalErrorListener((error) => reportException(error)),
    () => undefined,
  )
  window.__automationAgent = {
    async call(method, params) {
      try {
        await ready
        const run = Object.hasOwn(methods, method) ? methods[method] : undefined
        if (!run) throw new AutomationError(`Method ${method} is not supported`)
        return { result: toWire(await run(params)) ?? {} }
      } catch (error) {
        return { error: messageOf(error) }
      }
    },
  }
}

if (location.pathname === '/miniprogram') install()
