import { Component, type Element, type GeneralComponent, type ShadowedEvent } from 'glass-easel'
import { WXS_CONSTRUCTOR } from '../../compiler/manifest'
import { translateCssValue } from '../../compiler/rpx'
import { lackOf } from '../components/lack'
import { BUILT_IN_PREFIX } from '../components/support/register'
import { playActions, type AnimationAction } from '../wx/animation/player'
import { domOf } from './backend'
import { toWxEvent } from './event-object'
import type { callerOf } from './instance'
import type { Reporter } from './report'
import { createDescriptor } from './wxs-instance'

type Listener = (...args: unknown[]) => unknown
type LvaluePath = readonly (string | number)[] | null | undefined

const handlerName = Symbol('handler name')

/** The parts of glass-easel's `ProcGenWrapper` that are changed; generated code calls them by these letters. */
interface TemplateRuntime {
  r(elem: Element, name: string, value: unknown, model?: LvaluePath, general?: LvaluePath): void
  y(elem: Element, value: unknown): void
  d(elem: Element, name: string, value: unknown): void
  v(
    elem: Element,
    event: string,
    value: unknown,
    final: boolean,
    mutated: boolean,
    capture: boolean,
    dynamic: boolean,
    general?: LvaluePath,
  ): void
  /** What `r` does last: the `change:` handler of this attribute hears of a new value. */
  tryCallPropertyChangeListener(elem: Element, name: string, value: unknown): void
}

/** `bindtap` without a colon: prefix, final, mutated, capture. */
const BINDINGS: readonly [prefix: string, final: boolean, mutated: boolean, capture: boolean][] = [
  ['capture-catch', true, false, true],
  ['capture-bind', false, false, true],
  ['mut-bind', false, true, false],
  ['catch', true, false, false],
  ['bind', false, false, false],
]

function named(name: string): Listener {
  const handler: Listener & { [handlerName]?: string } = () => undefined
  handler[handlerName] = name
  return handler
}

/** Attributes any built-in component takes without declaring them. */
const COMMON_ATTRIBUTE = /^(aria-|role$|lang$|hidden$)/

/**
 * Keeps the reporter and changes every template's runtime object before it is used.
 *
 * A function in a template is one of WXS, since data takes none. The compiler knows that only of plain names
 * (`swipe.start`) and not of what an expression yields (`disabled || swipe.start`), so it is not asked.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
export class TemplateHooks {
  readonly #reporter: Reporter
  readonly #patched = new WeakSet<object>()

  constructor(reporter: Reporter) {
    this.#reporter = reporter
  }

  /** What local/compiler/emit.ts merges into the generated code's helpers: filter for `change:`, event wrapper. */
  readonly helpers = {
    A: (listener: unknown) => this.#changeListener(listener),
    B: (value: unknown) => value,
    C: (caller: unknown, event: ShadowedEvent<unknown>, listener: Listener) =>
      this.#callHandler(caller as ReturnType<typeof callerOf>, event, listener),
  }

  patch(runtime: TemplateRuntime): void {
    if (this.#patched.has(runtime)) return
    this.#patched.add(runtime)
    const { r, y, v, d } = runtime
    const listen: TemplateRuntime['v'] = (elem, event, value, ...rest) => {
      this.#sayLack(elem, `bind:${event}`, value)
      v(elem, event, typeof value === 'string' && value !== '' ? named(value) : value, ...rest)
    }
    runtime.v = listen
    runtime.y = (elem, value) =>
      y(elem, typeof value === 'string' ? translateCssValue(value) : (value ?? ''))
    runtime.d = (elem, name, value) => {
      d(elem, name, value)
      reflectData(elem, name, value)
    }
    runtime.r = (elem, name, value, model, general) => {
      const binding = BINDINGS.find(([prefix]) => name.startsWith(prefix))
      if (binding && this.#isBinding(elem, name)) {
        const [prefix, final, mutated, capture] = binding
        return listen(
          elem,
          name.slice(prefix.length),
          value,
          final,
          mutated,
          capture,
          true,
          general,
        )
      }
      this.#sayLack(elem, name, value)
      if (COMMON_ATTRIBUTE.test(name)) this.#setAttribute(elem, name, value)
      if (name === 'animation' && this.#isBuiltIn(elem)) return this.#animate(elem, value)
      if (this.#accepts(elem, name)) r(elem, name, this.#defined(elem, name, value), model, general)
      else runtime.tryCallPropertyChangeListener(elem, name, value)
    }
  }

  /** `bind…` as a property name exists too, e.g. vant's `bind` mixins; a declared property wins. */
  #isBinding(elem: Element, name: string): boolean {
    return !(Component.isComponent(elem) && Component.hasProperty(elem, camel(name)))
  }

  readonly #said = new Set<string>()

  /** Says once, where it is written, that WeChat does something for an attribute or event and this phone does not. */
  #sayLack(elem: Element, name: string, value: unknown): void {
    if (!this.#isBuiltIn(elem) || value === undefined || value === null) return
    if (value === false || value === '') return
    const text = lackOf((elem as GeneralComponent).is, name)
    const owner = elem.ownerShadowRoot?.getHostNode().is ?? ''
    if (text === undefined || this.#said.has(owner + text)) return
    this.#said.add(owner + text)
    this.#reporter.warnAbout(owner, text)
  }

  #setAttribute(elem: Element, name: string, value: unknown): void {
    const dom = domOf(elem)
    if (!dom) return
    const attribute = name === 'aria-role' ? 'role' : name
    if (value === undefined || value === null || value === false || value === '') {
      if (attribute === 'hidden' || value !== false) dom.removeAttribute(attribute)
      else dom.setAttribute(attribute, 'false')
    } else
      dom.setAttribute(attribute, value === true && attribute === 'hidden' ? '' : String(value))
  }

  /**
   * A value that is not there becomes the type's default. The framework does the same with a warning that does not say
   * where; built-in components take it in silence.
   */
  #defined(elem: Element, name: string, value: unknown): unknown {
    if ((value !== undefined && value !== null) || !Component.isComponent(elem)) return value
    const property = propertyOf(elem as GeneralComponent, camel(name))
    if (!property || property.type === ANY_TYPE || property.optionalTypes?.includes(ANY_TYPE)) {
      return value
    }
    if (value === null && property.type === OBJECT_TYPE) return value
    if (this.#isOwn(elem)) {
      const owner = elem.ownerShadowRoot?.getHostNode().is ?? ''
      this.#reporter.warn(`${owner}: property "${name}" of "${elem.is}" received ${String(value)}`)
    }
    return property.defaultFn()
  }

  /** Components of the project itself, whose authors read what is said about them. */
  #isOwn(elem: GeneralComponent): boolean {
    return (
      !elem.is.startsWith(BUILT_IN_PREFIX) && !isPackage(elem.ownerShadowRoot?.getHostNode().is)
    )
  }

  #isBuiltIn(elem: Element): boolean {
    return Component.isComponent(elem) && elem.is.startsWith(BUILT_IN_PREFIX)
  }

  /** `animation="{{ wx.createAnimation().…export() }}"`. */
  #animate(elem: Element, value: unknown): void {
    const actions = (value as { actions?: AnimationAction[] } | null | undefined)?.actions
    if (Array.isArray(actions)) playActions(elem, actions)
  }

  /** WeChat ignores what a component does not declare; for the project's own components that is worth a word. */
  #accepts(elem: Element, name: string): boolean {
    if (!Component.isComponent(elem)) return true
    if (Component.hasProperty(elem, camel(name)) || elem.hasExternalClass(name)) return true
    const { is } = elem
    if (this.#isOwn(elem) && !COMMON_ATTRIBUTE.test(name)) {
      const owner = elem.ownerShadowRoot?.getHostNode().is ?? ''
      this.#reporter.warn(`${owner}: component "${is}" has no property "${name}"`)
    }
    return false
  }

  #callHandler(
    caller: ReturnType<typeof callerOf>,
    event: ShadowedEvent<unknown>,
    listener: Listener & { [handlerName]?: string },
  ): unknown {
    const name = listener[handlerName]
    if (name !== undefined) {
      const method = Component.getMethod(caller._$, name)
      if (method) return tellErrors(caller, () => method.call(caller, toWxEvent(event)) as unknown)
      this.#reporter.warn(
        `Component "${caller._$.is}" does not have a method "${name}" to handle event "${event.type}".`,
      )
      return undefined
    }
    const owner = createDescriptor(caller._$)
    const target = event.currentTarget as unknown
    const element = (target as { _$?: GeneralComponent })._$ ?? (target as Element)
    return listener({ ...toWxEvent(event), instance: createDescriptor(element) }, owner)
  }

  /**
   * A value is told when the update that brought it is through, as by the render layer of a phone: handlers look for
   * other elements and call methods that set data. Of a first value only what it is by then is told.
   */
  #changeListener(listener: unknown): Listener {
    if (typeof listener !== 'function') return () => undefined
    let first: { value: unknown } | undefined
    return (newValue, oldValue, host, elem) => {
      if (first) {
        first.value = newValue
        return
      }
      const told = { value: newValue }
      if (!(elem as Element).parentNode) first = told
      queueMicrotask(() => {
        first = undefined
        const owner = createDescriptor(host as GeneralComponent)
        listener(told.value, oldValue, owner, createDescriptor(elem as Element))
      })
    }
  }
}

/**
 * A component hears of what its own handlers throw. The framework tells only the element that the event came from.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/component-framework/lifetimes.html
 */
function tellErrors<T>(caller: ReturnType<typeof callerOf>, run: () => T): T {
  try {
    return run()
  } catch (error) {
    caller._$.triggerLifetime('error', [error])
    throw error
  }
}

/** `data-*` is an attribute too, for selectors like `[data-theme="dark"]`; objects and arrays have no text there. */
function reflectData(elem: Element, name: string, value: unknown): void {
  const dom = domOf(elem)
  if (!dom) return
  const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  if (value === undefined || value === null || typeof value === 'object') {
    dom.removeAttribute(attribute)
  } else dom.setAttribute(attribute, String(value as string | number | boolean))
}

/** Gives every value the WXS notion of a constructor, its type's name. */
export function defineWxsConstructors(): void {
  const types = { Object, Array, String, Number, Boolean, Function, Date, RegExp }
  for (const [name, type] of Object.entries(types)) {
    Object.defineProperty(type.prototype, WXS_CONSTRUCTOR, { value: name, writable: true })
  }
}

interface PropertyDefinition {
  type: string
  optionalTypes: string[] | null
  defaultFn(): unknown
}

/** Values of glass-easel's `NormalizedPropertyType`. */
const ANY_TYPE = 'any'
const OBJECT_TYPE = 'object'

/** Definition of a property; the framework keeps it in an internal table and offers no reader for defaults. */
function propertyOf(component: GeneralComponent, name: string): PropertyDefinition | undefined {
  const table = Reflect.get(component.getRootBehavior(), '_$propertyMap') as
    Record<string, PropertyDefinition> | undefined
  return table?.[name]
}

function isPackage(path: string | undefined): boolean {
  return path !== undefined && /(^|\/)miniprogram_npm\//.test(path)
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
}
