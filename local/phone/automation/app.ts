import { AutomationError } from './errors'
import { compileFunction } from './evaluate'
import { target } from './nodes'
import { reportEvent } from './report'
import { toWirePageId } from './registry'
import type { TargetPage } from './target'
import { toWire } from './values'
import { callWxMethod, mockWxMethod, type MockRequest } from './wx-mock'

export interface AppParams extends MockRequest {
  pluginId?: string
  name?: unknown
}

const wirePage = (page: TargetPage): object => ({
  pageId: toWirePageId(page),
  path: page.path,
  query: page.query,
})

/** The mini program runs no plugins, so a plugin's `wx` is never there. */
function refusePlugin(params: AppParams): void {
  if (params.pluginId)
    throw new AutomationError(`Plugin ${params.pluginId} is not part of this project`)
}

/** A function on the global object that hands its arguments to every connected client. */
function addBinding(name: unknown): void {
  if (typeof name !== 'string' || !name) throw new AutomationError('A binding needs a name')
  Reflect.set(window, name, (...args: unknown[]) => {
    reportEvent('App.bindingCalled', { name, args: toWire(args) })
  })
}

export const appMethods = {
  'App.getPageStack': () => ({ pageStack: target().pages().map(wirePage) }),
  'App.getCurrentPage': () => {
    const page = target().pages().at(-1)
    if (!page) throw new AutomationError('The mini program shows no page')
    return wirePage(page)
  },
  'App.callWxMethod': async (params: AppParams) => {
    refusePlugin(params)
    return { result: await callWxMethod(params.method, params.args ?? []) }
  },
  'App.mockWxMethod': (params: AppParams) => {
    refusePlugin(params)
    mockWxMethod(params)
    return {}
  },
  'App.callFunction': async (params: AppParams) => ({
    result: await compileFunction(params.functionDeclaration)(...(params.args ?? [])),
  }),
  'App.addBinding': (params: AppParams) => {
    addBinding(params.name)
    return {}
  },
}
