import type { Element } from 'glass-easel'
import { callBuiltin } from './builtin'
import { AutomationError } from './errors'
import { offsetOf, pointOnScreen, touchPoint, type ScreenPoint } from './geometry'
import { attributeOf, customComponent, domOf, propertiesOf, target, viewOf } from './nodes'
import { callMethod, readData, writeData, type PageParams } from './page'
import { elementByWireId, pageByWireId, reference, type ElementReference } from './registry'
import { selectInElement } from './select'
import type { PageInstance, TouchPoint } from './target'
import { innerWxml, outerWxml } from './wxml'

export interface ElementParams extends PageParams {
  elementId?: unknown
  type?: string
  detail?: unknown
  eventName?: string
  touches?: Partial<TouchPoint>[]
  changedTouches?: Partial<TouchPoint>[]
  functionName?: unknown
}

/** A custom component as its own code sees it; `data` and methods exist for those only. */
function instanceOf(element: Element): PageInstance {
  const component = customComponent(element)
  if (!component) {
    throw new AutomationError(`<${target().tagName(element)}> is not a custom component`)
  }
  return component.getMethodCaller() as unknown as PageInstance
}

/** How far a `movable-view` has been moved; the client reads it under these internal names. */
function translationOf(element: Element, axis: 'x' | 'y'): number {
  const dom = domOf(element)
  const matrix = new DOMMatrix(viewOf(dom).getComputedStyle(dom).transform)
  return axis === 'x' ? matrix.m41 : matrix.m42
}

/** A component's property. `__propPublic` is how the client asks which properties there are. */
function propertyOf(element: Element, name: string): unknown {
  const component = element.asGeneralComponent()
  const properties = component ? propertiesOf(component) : attributesAsProperties(element)
  if (name === '__propPublic') {
    return Object.fromEntries(Object.keys(properties).map((key) => [key, true]))
  }
  if (name === '_translateX') return translationOf(element, 'x')
  if (name === '_translateY') return translationOf(element, 'y')
  return properties[name]
}

const attributesAsProperties = (element: Element): Record<string, unknown> =>
  Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]))

function styleOf(element: Element, name: string): string {
  const dom = domOf(element)
  const computed = viewOf(dom).getComputedStyle(dom)
  return computed.getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`))
}

const namesOf = ({ names }: ElementParams): string[] =>
  Array.isArray(names) ? names.map(String) : []

const elementsIn = (params: ElementParams): ElementReference[] =>
  selectInElement(elementByWireId(params.elementId), params.selector).map(reference)

const ofElement =
  <T>(read: (element: Element, params: ElementParams) => T) =>
  (params: ElementParams): T =>
    read(elementByWireId(params.elementId), params)

/** Where the automator's fingers go: the given touches, else the middle of the element. */
async function fingerPoints(params: ElementParams): Promise<{ points: ScreenPoint[] }> {
  const element = elementByWireId(params.elementId)
  const page = pageByWireId(params.pageId)
  const touches = params.touches?.length ? params.touches : params.changedTouches
  if (touches?.length) return { points: touches.map((touch) => pointOnScreen(page, touch)) }
  return { points: [await touchPoint(element)] }
}

const completeTouch = (touch: Partial<TouchPoint>, index: number): TouchPoint => {
  const clientX = touch.clientX ?? touch.pageX ?? 0
  const clientY = touch.clientY ?? touch.pageY ?? 0
  const { identifier = index, pageX = clientX, pageY = clientY } = touch
  return { identifier, pageX, pageY, clientX, clientY }
}

function dispatchEvent(element: Element, params: ElementParams): object {
  if (!params.eventName) throw new AutomationError('dispatchEvent needs an eventName')
  target().dispatch(element, params.eventName, {
    detail: params.detail ?? {},
    touches: (params.touches ?? []).map(completeTouch),
    changedTouches: (params.changedTouches ?? []).map(completeTouch),
  })
  return {}
}

function triggerEvent(element: Element, params: ElementParams): object {
  if (!params.type) throw new AutomationError('triggerEvent needs a type')
  element.triggerEvent(params.type, params.detail ?? {})
  return {}
}

export const elementMethods = {
  'Element.getElement': (params: ElementParams) => {
    const found = elementsIn(params)[0]
    if (!found) throw new AutomationError(`No element matches ${JSON.stringify(params.selector)}`)
    return found
  },
  'Element.getElements': (params: ElementParams) => ({ elements: elementsIn(params) }),
  'Element.getAttributes': ofElement((element, params) => ({
    attributes: namesOf(params).map((name) => attributeOf(element, name)),
  })),
  'Element.getProperties': ofElement((element, params) => ({
    properties: namesOf(params).map((name) => propertyOf(element, name) ?? null),
  })),
  'Element.getDOMProperties': ofElement((element, params) => ({
    properties: namesOf(params).map((name) => Reflect.get(domOf(element), name) ?? null),
  })),
  'Element.getStyles': ofElement((element, params) => ({
    styles: namesOf(params).map((name) => styleOf(element, name)),
  })),
  'Element.getWXML': ofElement((element, { type }) => ({
    wxml: type === 'outer' ? outerWxml(element) : innerWxml(element),
  })),
  'Element.getOffset': ofElement(offsetOf),
  'Element.getData': ofElement((element, { path }) => ({
    data: readData(instanceOf(element), path),
  })),
  'Element.setData': async (params: ElementParams) => {
    await writeData(instanceOf(elementByWireId(params.elementId)), params.data)
    return {}
  },
  'Element.callMethod': async (params: ElementParams) => ({
    result: await callMethod(
      instanceOf(elementByWireId(params.elementId)),
      params.method,
      params.args,
    ),
  }),
  'Element.callFunction': async (params: ElementParams) => ({
    result: await callBuiltin(
      elementByWireId(params.elementId),
      params.functionName,
      params.args ?? [],
    ),
  }),
  'Element.triggerEvent': ofElement(triggerEvent),
  'Element.dispatchEvent': ofElement(dispatchEvent),
  /** For the Node side only: it moves the finger, this finds out where to. */
  'Agent.fingerPoints': fingerPoints,
}
