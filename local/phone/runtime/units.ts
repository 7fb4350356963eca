import { ComponentSpace, type GeneralComponent, type GeneralComponentDefinition } from 'glass-easel'
import {
  CLASS_PLACEHOLDER,
  HOST_PLACEHOLDER,
  type Manifest,
  type StyleIsolation,
  type Unit,
} from '../../compiler/manifest'
import { defineBuiltInBehaviors, type BuiltInBehaviors } from './behaviors'
import {
  defineBehavior,
  defineComponent,
  pageToComponent,
  type DefinitionContext,
  type RawDefinition,
} from './definitions'
import type { ModuleRegistry } from './modules'
import { NEVER_CALLED } from './never-called'
import type { Reporter } from './report'
import { WxNotSupportedError } from '../wx/support'
import type { TemplateHooks } from './template-hooks'

type TemplateGenerator = (name: string) => ((...args: unknown[]) => unknown) | undefined

export interface UnitsOptions {
  manifest: Manifest
  modules: ModuleRegistry
  templates: Readonly<Record<string, TemplateGenerator>>
  styles: Readonly<Record<string, string>>
  hooks: TemplateHooks
  reporter: Reporter
  onAttached(component: GeneralComponent): void
}

function joinPath(request: string, from: string): string {
  const parts = request.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of request.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

/** Pages and components of the mini program: runs their scripts on first use and registers what they define. */
export class Units {
  readonly space: ComponentSpace
  readonly behaviors: BuiltInBehaviors
  readonly #options: UnitsOptions
  readonly #defined = new Map<string, StyleIsolation>()
  readonly #pages: ReadonlySet<string>
  readonly #context: DefinitionContext
  /** Components that others have relations to; they have to be defined before any of those is made. */
  readonly #related = new Set<string>()
  /** The unit whose script is running; `Page()` and `Component()` register under its path. */
  #current: string | undefined

  constructor(options: UnitsOptions) {
    this.#options = options
    this.#pages = new Set(options.manifest.pages)
    this.space = new ComponentSpace('wx:unknown', undefined, undefined, false)
    const sharedScope = this.space.styleScopeManager.register('')
    this.space.setSharedStyleScope(sharedScope)
    this.behaviors = defineBuiltInBehaviors(this.space)
    this.#context = {
      space: this.space,
      sharedScope,
      behaviors: this.behaviors,
      relates: (path, from) => this.#relates(joinPath(path, from)),
      template: (path) => this.#template(path),
      onAttached: options.onAttached,
      warn: (text, is) => options.reporter.warnAbout(is, text),
    }
  }

  unit(path: string): Unit | undefined {
    return this.#options.manifest.units[path]
  }

  /** The global `Component`. */
  readonly Component = (definition?: RawDefinition): void => {
    if (definition === undefined) throw new WxNotSupportedError('Component() in its chaining form')
    this.#register(definition)
  }

  /** The global `Page`. */
  readonly Page = (page: RawDefinition): void => {
    const { definition, fields } = pageToComponent(page)
    this.#register(definition, fields)
  }

  /** The global `Behavior`. */
  readonly Behavior = (definition?: RawDefinition): unknown => {
    if (definition === undefined) throw new WxNotSupportedError('Behavior() in its chaining form')
    return defineBehavior(definition, this.#context)
  }

  /**
   * Runs the scripts of a unit and of everything it uses, uses first.
   * @throws what a script throws, or an Error when a script defines nothing.
   */
  ensure(path: string, visiting = new Set<string>()): GeneralComponentDefinition {
    const unit = this.unit(path)
    if (!unit) throw new Error(`there is no page or component ${path}`)
    if (!this.#defined.has(path) && !visiting.has(path)) {
      visiting.add(path)
      for (const target of this.#usedBy(unit)) this.ensure(target, visiting)
      const before = this.#current
      this.#current = path
      try {
        this.#options.modules.require(unit.script)
      } finally {
        this.#current = before
      }
      if (!this.#defined.has(path)) {
        throw new Error(`${unit.script} calls neither Page() nor Component()`)
      }
      for (const target of [...this.#related]) {
        this.#related.delete(target)
        this.ensure(target, visiting)
      }
    }
    return this.space.getComponentByUrlWithoutDefault(`/${path}`, '') as GeneralComponentDefinition
  }

  #relates(path: string): boolean {
    if (!(path in this.#options.manifest.units)) return false
    this.#related.add(path)
    return true
  }

  #usedBy(unit: Unit): string[] {
    const generics = Object.values(unit.config.componentGenerics ?? {}).flatMap((generic) =>
      generic === true || !generic.default ? [] : [joinPath(generic.default, '')],
    )
    return [...Object.values(unit.config.usingComponents), ...generics]
  }

  /** Style sheets that a page needs, in the order in which they apply: the app's, its components', its own. */
  stylesFor(path: string, ...others: (string | undefined)[]): string[] {
    const { styles } = this.#options
    const sheets: string[] = []
    const seen = new Set<string>([path])
    const visit = (of: string): void => {
      const unit = this.unit(of)
      if (!unit) return
      for (const target of this.#usedBy(unit)) {
        if (seen.has(target)) continue
        seen.add(target)
        visit(target)
        const sheet = this.#componentStyle(target)
        if (sheet) sheets.push(sheet)
      }
    }
    visit(path)
    for (const other of others) {
      if (other === undefined) continue
      visit(other)
      const sheet = this.#componentStyle(other)
      if (sheet) sheets.push(sheet)
    }
    const isolation = this.#defined.get(path) ?? 'shared'
    const app = isolation === 'page-isolated' ? undefined : styles['app']
    return [app, ...sheets, styles[path]].filter((sheet): sheet is string => Boolean(sheet))
  }

  #componentStyle(path: string): string | undefined {
    const sheet = this.#options.styles[path]
    const unit = this.unit(path)
    if (!sheet || !unit) return undefined
    const isShared = this.#defined.get(path) === 'shared'
    return sheet
      .replaceAll(CLASS_PLACEHOLDER, isShared ? '' : `${unit.scope}--`)
      .replaceAll(HOST_PLACEHOLDER, unit.scope)
  }

  #register(definition: RawDefinition, fields?: Record<string, unknown>): void {
    const path = this.#current
    if (path === undefined) {
      throw new Error(
        'Page() and Component() can only be called by the script of a page or component',
      )
    }
    const unit = this.unit(path) as Unit
    const isPage = this.#pages.has(path)
    const methods = (definition['methods'] ?? {}) as Record<string, unknown>
    for (const name of isPage ? NEVER_CALLED : []) {
      if (typeof methods[name] !== 'function') continue
      this.#context.warn(`${name} is never called on this phone (local/README.md)`, path)
    }
    const { isolation } = defineComponent(path, unit, definition, isPage, this.#context, fields)
    this.#defined.set(path, isolation)
  }

  #template(path: string): object | undefined {
    const { templates, hooks } = this.#options
    const group = templates[path]
    if (!group) return undefined
    const content = (name: string) => {
      const generate = group(name)
      if (!generate) return undefined
      return (runtime: Parameters<TemplateHooks['patch']>[0], ...rest: unknown[]): unknown => {
        hooks.patch(runtime)
        return generate(runtime, ...rest)
      }
    }
    return { content }
  }
}
