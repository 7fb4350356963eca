import { AutomationError } from './errors'
import { viewOf } from './nodes'
import { pageByWireId, reference, type ElementReference } from './registry'
import { selectByXpath, selectInPage } from './select'
import type { PageInstance, TargetPage } from './target'
import { readPath } from './values'

export interface PageParams {
  pageId?: unknown
  selector?: unknown
  path?: unknown
  data?: unknown
  method?: unknown
  args?: unknown[]
  names?: unknown
}

const first = (found: ElementReference | undefined, selector: unknown): ElementReference => {
  if (!found) throw new AutomationError(`No element matches ${JSON.stringify(selector)}`)
  return found
}

const findAll = ({ pageId, selector }: PageParams): ElementReference[] =>
  selectInPage(pageByWireId(pageId).component, selector).map(reference)

const findAllByXpath = ({ pageId, selector }: PageParams): ElementReference[] =>
  selectByXpath(pageByWireId(pageId).component, selector).map(reference)

/** Data of a page or custom component, whole or by path. */
export function readData(instance: PageInstance, path: unknown): unknown {
  return typeof path === 'string' ? readPath(instance.data, path) : instance.data
}

/** Resolves when the view has been updated. */
export async function writeData(instance: PageInstance, data: unknown): Promise<void> {
  if (data === null || typeof data !== 'object')
    throw new AutomationError('setData needs an object')
  await new Promise<void>((resolve) => {
    instance.setData(data as Record<string, unknown>, resolve)
  })
}

/** Calls a method of a page or custom component and waits for its promise. */
export async function callMethod(
  instance: PageInstance,
  method: unknown,
  args: unknown[] = [],
): Promise<unknown> {
  const call = typeof method === 'string' ? instance[method] : undefined
  if (typeof call !== 'function')
    throw new AutomationError(`Method ${String(method)} does not exist`)
  return await (call as (...args: unknown[]) => unknown).apply(instance, args)
}

/** A property of the page's own window, e.g. `document.documentElement.scrollTop`. */
function windowProperty(page: TargetPage, name: unknown): unknown {
  if (typeof name !== 'string') throw new AutomationError('A property name is needed')
  return readPath(viewOf(page.scroller), name)
}

export const pageMethods = {
  'Page.getElement': (params: PageParams) => first(findAll(params)[0], params.selector),
  'Page.getElements': (params: PageParams) => ({ elements: findAll(params) }),
  'Page.getElementByXpath': (params: PageParams) =>
    first(findAllByXpath(params)[0], params.selector),
  'Page.getElementsByXpath': (params: PageParams) => ({ elements: findAllByXpath(params) }),
  'Page.getData': ({ pageId, path }: PageParams) => ({
    data: readData(pageByWireId(pageId).instance, path),
  }),
  'Page.setData': async ({ pageId, data }: PageParams) => {
    await writeData(pageByWireId(pageId).instance, data)
    return {}
  },
  'Page.callMethod': async ({ pageId, method, args }: PageParams) => ({
    result: await callMethod(pageByWireId(pageId).instance, method, args),
  }),
  'Page.getWindowProperties': ({ pageId, names }: PageParams) => {
    const page = pageByWireId(pageId)
    return { properties: (names as unknown[]).map((name) => windowProperty(page, name) ?? null) }
  },
}
