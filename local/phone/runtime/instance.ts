import { Component, safeCallback, triggerRender, type GeneralComponent } from 'glass-easel'

export type Data = Record<string, unknown>

export interface TriggerOptions {
  bubbles?: boolean
  composed?: boolean
  capturePhase?: boolean
}

/** What the wx families give to component instances; set once when the runtime starts. */
export interface InstanceServices {
  createSelectorQuery(scope: ComponentInstance): unknown
  createIntersectionObserver(scope: ComponentInstance, options?: object): unknown
  createMediaQueryObserver(scope: ComponentInstance): unknown
  animate(scope: ComponentInstance, ...args: unknown[]): void
  clearAnimation(scope: ComponentInstance, ...args: unknown[]): void
  getTabBar(scope: ComponentInstance): unknown
  getPageId(scope: ComponentInstance): string
  /** Routing relative to the component (`router`) or to its page (`pageRouter`). */
  router(scope: ComponentInstance, base: 'component' | 'page'): object
}

let services: InstanceServices | undefined

export function provideInstanceServices(given: InstanceServices): void {
  services = given
}

function needServices(): InstanceServices {
  if (!services) throw new Error('the runtime has not started')
  return services
}

/** Overrides a read-only field of the prototype, as `this.data = …` or a property named `id` does in old code. */
function shadow(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  })
}

/**
 * `this` of component and page code. The framework's own component object stays hidden behind it, because properties
 * such as vant's `dataset` would otherwise overwrite fields the framework needs.
 */
export class ComponentInstance {
  declare readonly _$: GeneralComponent
  /** Result of the `wx://component-export` behaviour's `export()`. */
  declare readonly _$export: (() => unknown) | undefined

  static derive(methods: object, component: GeneralComponent): ComponentInstance {
    const proto = Object.create(ComponentInstance.prototype) as object
    Object.assign(proto, methods)
    const instance = Object.create(proto) as ComponentInstance
    Object.defineProperty(instance, '_$', { value: component })
    return instance
  }

  get is(): string {
    return this._$.is
  }
  set is(value: string) {
    shadow(this, 'is', value)
  }

  get id(): string {
    return this._$.id
  }
  set id(value: string) {
    shadow(this, 'id', value)
  }

  get dataset(): Data {
    return this._$.dataset as Data
  }
  set dataset(value: Data) {
    shadow(this, 'dataset', value)
  }

  get data(): Data {
    return this._$.data as Data
  }
  set data(value: Data) {
    shadow(this, 'data', value)
  }

  get properties(): Data {
    return this._$.data as Data
  }
  set properties(value: Data) {
    shadow(this, 'properties', value)
  }

  setData(data: Data | undefined, callback?: () => void): void {
    if (data === null || typeof data !== 'object') {
      throw new Error(`setData accepts an Object rather than some ${typeof data}`)
    }
    this._$.setData(data)
    if (typeof callback !== 'function') return
    triggerRender(this._$, () => safeCallback('setData callback', callback, this, [], this._$))
  }

  replaceDataOnPath(path: (string | number)[], value: unknown): void {
    this._$.replaceDataOnPath(path, value as never)
  }

  spliceArrayDataOnPath(
    path: (string | number)[],
    index: number | undefined,
    deleted: number | undefined,
    inserts: unknown[],
  ): void {
    this._$.spliceArrayDataOnPath(path, index as never, deleted as never, inserts as never)
  }

  groupUpdates<T>(update: () => T): T | undefined {
    return this._$.groupUpdates(() =>
      safeCallback('groupUpdates callback', update, this, [], this._$),
    )
  }

  updateData(data: Data): void {
    this._$.updateData(data)
  }

  groupSetData(callback: () => void): void {
    safeCallback('groupSetData callback', callback, this, [], this._$)
  }

  applyDataUpdates(): void {
    this._$.applyDataUpdates()
  }

  hasBehavior(behavior: never): boolean {
    return this._$.hasBehavior(behavior)
  }

  triggerEvent(name: string, detail?: unknown, options: TriggerOptions = {}): void {
    this._$.triggerEvent(name, detail === undefined ? {} : detail, options)
  }

  createSelectorQuery(): unknown {
    return needServices().createSelectorQuery(this)
  }

  createIntersectionObserver(options?: object): unknown {
    return needServices().createIntersectionObserver(this, options)
  }

  createMediaQueryObserver(): unknown {
    return needServices().createMediaQueryObserver(this)
  }

  animate(...args: unknown[]): void {
    needServices().animate(this, ...args)
  }

  clearAnimation(...args: unknown[]): void {
    needServices().clearAnimation(this, ...args)
  }

  getTabBar(callback?: (tabBar: unknown) => void): unknown {
    const tabBar = needServices().getTabBar(this)
    if (typeof callback === 'function') callback(tabBar)
    return tabBar
  }

  getPageId(): string {
    return needServices().getPageId(this)
  }

  get router(): object {
    return needServices().router(this, 'component')
  }
  set router(value: unknown) {
    shadow(this, 'router', value)
  }

  get pageRouter(): object {
    return needServices().router(this, 'page')
  }
  set pageRouter(value: unknown) {
    shadow(this, 'pageRouter', value)
  }

  selectComponent(selector: string): unknown {
    const found = this._$.getShadowRoot()?.querySelector(selector) ?? null
    return found && Component.isComponent(found) ? publicInstance(found) : null
  }

  selectAllComponents(selector: string): unknown[] {
    const found = this._$.getShadowRoot()?.querySelectorAll(selector) ?? []
    return found
      .filter((element): element is GeneralComponent => Component.isComponent(element))
      .map(publicInstance)
      .filter((instance) => instance !== null)
  }

  selectOwnerComponent(): unknown {
    const owner = this._$.ownerShadowRoot?.getHostNode()
    return owner ? publicInstance(owner) : null
  }

  getRelationNodes(key: string): unknown[] {
    return this._$.getRelationNodes(key).map(callerOf)
  }

  setUpdatePerformanceListener(): void {
    // Figures of a simulated phone would mislead.
  }
}

export function callerOf(component: GeneralComponent): ComponentInstance {
  return component.getMethodCaller() as unknown as ComponentInstance
}

/** What `selectComponent` answers: the instance, its `export()`, or null for a built-in component. */
function publicInstance(component: GeneralComponent): unknown {
  const caller: unknown = component.getMethodCaller()
  if (!(caller instanceof ComponentInstance)) return null
  const exported = caller._$export?.call(caller)
  return exported === undefined ? caller : exported
}
