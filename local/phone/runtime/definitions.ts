import {
  dataUtils,
  type ComponentOptions,
  type ComponentSpace,
  type GeneralBehavior,
  type GeneralComponent,
  type GeneralComponentDefinition,
} from 'glass-easel'
import type { StyleIsolation, Unit } from '../../compiler/manifest'
import { domOf } from './backend'
import type { BuiltInBehaviors } from './behaviors'
import { ComponentInstance } from './instance'

type AnyFunction = (...args: unknown[]) => unknown
export type RawDefinition = Record<string, unknown>

/** The parts of glass-easel's builder that are used, without its type arithmetic. */
interface Builder {
  options(options: ComponentOptions): Builder
  usingComponents(list: Record<string, string>): Builder
  placeholders(list: Record<string, string>): Builder
  generics(list: Record<string, unknown>): Builder
  template(template: object): Builder
  externalClasses(list: string[]): Builder
  behavior(behavior: GeneralBehavior): Builder
  staticData(data: object): Builder
  data(make: () => object): Builder
  property(name: string, definition: unknown): Builder
  methods(methods: object): Builder
  observer(fields: string, observer: unknown): Builder
  lifetime(name: string, callback: unknown, once?: boolean): Builder
  pageLifetime(name: string, callback: unknown, once?: boolean): Builder
  relation(name: string, relation: object): Builder
  init(callback: (this: ComponentInstance) => void): Builder
  methodCallerInit(make: (this: GeneralComponent) => ComponentInstance): Builder
  registerBehavior(): GeneralBehavior
  registerComponent(): GeneralComponentDefinition
}

type DefinitionFilter = (definition: RawDefinition) => void

export interface DefinitionContext {
  space: ComponentSpace
  /** Scope of class names that all pages and sharing components have in common. */
  sharedScope: number
  behaviors: BuiltInBehaviors
  /** Says that a component has a relation to another one; false when that is not part of this build. */
  relates(path: string, from: string): boolean
  template(path: string): object | undefined
  /** Called in `attached` of every component, after its own callbacks. */
  onAttached(component: GeneralComponent): void
  warn(text: string, is: string): void
}

const LIFETIMES = ['created', 'attached', 'ready', 'moved', 'detached'] as const
const filters = new WeakMap<object, DefinitionFilter>()
const exporters = new WeakMap<object, () => unknown>()

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function resolveBehaviors(
  list: unknown,
  is: string,
  context: DefinitionContext,
): GeneralBehavior[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    if (typeof item !== 'string') return [item as GeneralBehavior]
    const known = context.behaviors.byName.get(item)
    if (!known) context.warn(`the behavior "${item}" is not known`, is)
    return known ? [known] : []
  })
}

function addObservers(builder: Builder, observers: unknown): void {
  if (Array.isArray(observers)) {
    for (const item of observers.map(record)) {
      builder.observer(typeof item['fields'] === 'string' ? item['fields'] : '**', item['observer'])
    }
  } else {
    for (const [fields, observer] of Object.entries(record(observers))) {
      builder.observer(fields, observer)
    }
  }
}

function addRelations(
  builder: Builder,
  is: string,
  given: unknown,
  context: DefinitionContext,
): void {
  for (const [key, value] of Object.entries(record(given))) {
    const relation = { ...record(value) }
    const target = relation['target'] ?? key
    if (typeof target === 'string') {
      const known = context.behaviors.byName.get(target)
      if (known) relation['target'] = known
      // The other one is never there, so the relation stays without a link, as on a phone.
      else if (!context.relates(target, is)) relation['target'] = context.behaviors.nobody
    }
    builder.relation(key, relation)
  }
}

/** Everything `Component()` and `Behavior()` have in common. */
function addDefinition(
  builder: Builder,
  is: string,
  definition: RawDefinition,
  context: DefinitionContext,
): (() => unknown) | undefined {
  const behaviors = resolveBehaviors(definition['behaviors'], is, context)
  let exporter = definition['export'] as (() => unknown) | undefined
  for (const behavior of behaviors) {
    filters.get(behavior)?.(definition)
    exporter ??= exporters.get(behavior)
    builder.behavior(behavior)
  }
  const { data } = definition
  if (typeof data === 'function') builder.data(data as () => object)
  else if (data !== undefined) builder.staticData(record(data))
  for (const [name, property] of Object.entries(record(definition['properties']))) {
    builder.property(name, property)
  }
  addObservers(builder, definition['observers'])
  const methods = record(definition['methods'])
  builder.methods(
    Object.fromEntries(Object.entries(methods).filter(([, value]) => typeof value === 'function')),
  )
  const lifetimes = record(definition['lifetimes'])
  for (const name of LIFETIMES) {
    // A callback in `lifetimes` takes precedence over the one beside it.
    const callback = lifetimes[name] ?? definition[name]
    if (typeof callback === 'function') builder.lifetime(name, callback, true)
  }
  for (const [name, callback] of Object.entries(lifetimes)) {
    if (LIFETIMES.some((known) => known === name)) continue
    if (typeof callback === 'function') builder.lifetime(name, callback, true)
  }
  for (const [name, callback] of Object.entries(record(definition['pageLifetimes']))) {
    if (typeof callback === 'function') builder.pageLifetime(name, callback, true)
  }
  addRelations(builder, is, definition['relations'], context)
  const { externalClasses } = definition
  if (Array.isArray(externalClasses)) builder.externalClasses(externalClasses.map(String))
  return exporter
}

export function defineBehavior(
  definition: RawDefinition,
  context: DefinitionContext,
): GeneralBehavior {
  const builder = context.space.define() as unknown as Builder
  const exporter = addDefinition(builder, '', definition, context)
  const behavior = builder.registerBehavior()
  if (exporter) exporters.set(behavior, exporter)
  const filter = definition['definitionFilter']
  if (typeof filter === 'function') {
    const parents = resolveBehaviors(definition['behaviors'], '', context).map(
      (parent) => filters.get(parent) ?? null,
    )
    filters.set(behavior, (target) => void (filter as AnyFunction)(target, parents))
  }
  return behavior
}

/** Style isolation by JSON, else by the script's options, else the default for its kind. */
function styleIsolationOf(
  unit: Unit,
  options: Record<string, unknown>,
  isPage: boolean,
): StyleIsolation {
  const stated = unit.config.styleIsolation ?? (options['styleIsolation'] as StyleIsolation)
  if (stated) return stated
  if (isPage) return 'shared'
  return unit.config.addGlobalClass || options['addGlobalClass'] ? 'apply-shared' : 'isolated'
}

function styleScopes(
  { space, sharedScope: shared }: DefinitionContext,
  unit: Unit,
  isolation: StyleIsolation,
): Pick<ComponentOptions, 'styleScope' | 'extraStyleScope'> {
  if (isolation === 'shared' || isolation.startsWith('page-')) return { styleScope: shared }
  const styleScope = space.styleScopeManager.register(unit.scope)
  return isolation === 'apply-shared' ? { styleScope, extraStyleScope: shared } : { styleScope }
}

function componentOptions(
  context: DefinitionContext,
  unit: Unit,
  options: Record<string, unknown>,
  isolation: StyleIsolation,
): ComponentOptions {
  const flag = (name: string): boolean => options[name] === true
  const pattern = unit.config.pureDataPattern
    ? new RegExp(unit.config.pureDataPattern)
    : options['pureDataPattern']
  return {
    ...styleScopes(context, unit, isolation),
    multipleSlots: flag('multipleSlots'),
    dynamicSlots: flag('dynamicSlots'),
    virtualHost: flag('virtualHost'),
    pureDataPattern: pattern instanceof RegExp ? pattern : null,
    writeFieldsToNode: false,
    writeIdToDOM: true,
    useMethodCallerListeners: true,
  }
}

export interface Registered {
  definition: GeneralComponentDefinition
  isolation: StyleIsolation
}

/** Registers what a script gave to `Component()`. */
export function defineComponent(
  path: string,
  unit: Unit,
  definition: RawDefinition,
  isPage: boolean,
  context: DefinitionContext,
  fields?: Record<string, unknown>,
): Registered {
  const { space } = context
  const options = record(definition['options'])
  const isolation = styleIsolationOf(unit, options, isPage)
  const builder = space.define(path) as unknown as Builder
  const exporter = { run: undefined as (() => unknown) | undefined }
  const methodsOf = (component: GeneralComponent): object =>
    component.getRootBehavior().getMethods() as unknown as object
  builder.methodCallerInit(function () {
    const instance = ComponentInstance.derive(methodsOf(this), this)
    if (exporter.run) Object.defineProperty(instance, '_$export', { value: exporter.run })
    return instance
  })
  builder.options(componentOptions(context, unit, options, isolation))
  const using = unit.config.usingComponents
  builder.usingComponents(
    Object.fromEntries(Object.entries(using).map(([tag, target]) => [tag, `/${target}`])),
  )
  if (unit.config.componentGenerics) builder.generics(unit.config.componentGenerics)
  if (unit.config.componentPlaceholder) builder.placeholders(unit.config.componentPlaceholder)
  const template = context.template(path)
  if (template) builder.template(template)
  exporter.run = addDefinition(builder, path, definition, context)
  if (fields) {
    builder.init(function () {
      Object.assign(this, dataUtils.simpleDeepCopy(fields))
    })
  }
  if (isolation === 'shared' && !isPage) {
    // The framework marks hosts for `:host` only when a component has a scope of its own.
    builder.lifetime('created', function (this: ComponentInstance) {
      domOf(this._$)?.setAttribute('wx-host', unit.scope)
    })
  }
  builder.lifetime('attached', function (this: ComponentInstance) {
    context.onAttached(this._$)
  })
  return { definition: builder.registerComponent(), isolation }
}

/** Turns a `Page()` definition into a component definition: functions become methods, the rest fields of `this`. */
export function pageToComponent(page: RawDefinition): {
  definition: RawDefinition
  fields: Record<string, unknown>
} {
  const methods: Record<string, unknown> = {}
  const fields: Record<string, unknown> = {}
  const definition: RawDefinition = { methods }
  for (const [name, value] of Object.entries(page)) {
    if (name === 'data' || name === 'behaviors' || name === 'options') definition[name] = value
    else if (typeof value === 'function') methods[name] = value
    else fields[name] = value
  }
  return { definition, fields }
}
