import type { ComponentSpace, GeneralComponent, GeneralComponentDefinition } from 'glass-easel'
import { controllers, type BuiltIn, type PropertySpec } from './controller'

/** Prefix of built-in components' names, which no path of a mini program can have. */
export const BUILT_IN_PREFIX = 'wx:'

interface Builder {
  options(options: object): Builder
  property(name: string, definition: object): Builder
  externalClasses(list: string[]): Builder
  lifetime(name: string, callback: (this: GeneralComponent) => void): Builder
  behavior(behavior: unknown): Builder
  template(template: object): Builder
  registerComponent(): GeneralComponentDefinition
}

function isSpec(given: unknown): given is PropertySpec {
  return typeof given === 'object' && given !== null
}

type Define = (...args: unknown[]) => void

/** Native element around the slot; no template of a mini program can name it. */
const CONTENT_TAG = '#content'

/** What the template compiler makes of `<#content><slot/></#content>`. */
const WRAPPED_CONTENT = {
  content: () => () => ({
    C: (_isCreation: boolean, _text: Define, element: Define) =>
      element(
        CONTENT_TAG,
        {},
        () => undefined,
        (_creates: boolean, _t: Define, _e: Define, _i: Define, _f: Define, slot: Define) =>
          slot(''),
      ),
    B: {},
  }),
}

/** Makes a built-in component known to every template of the space. */
export function registerBuiltIn(
  space: ComponentSpace,
  builtIn: BuiltIn,
  behaviors: readonly unknown[] = [],
): GeneralComponentDefinition {
  if (builtIn.wrapsContent) space.setGlobalUsingComponent(CONTENT_TAG, CONTENT_TAG)
  const builder = space.define(BUILT_IN_PREFIX + builtIn.tag) as unknown as Builder
  const { controller: ControllerOf } = builtIn
  builder.options({
    virtualHost: builtIn.virtualHost === true,
    writeFieldsToNode: false,
    writeIdToDOM: true,
    styleScope: undefined,
  })
  if (builtIn.wrapsContent) builder.template(WRAPPED_CONTENT)
  for (const behavior of behaviors) builder.behavior(behavior)
  for (const [name, given] of Object.entries(builtIn.properties)) {
    const spec = isSpec(given) ? given : { type: given }
    builder.property(name, {
      ...spec,
      observer(this: GeneralComponent, value: unknown, old: unknown) {
        controllers.get(this)?.changed(name, value, old)
      },
    })
  }
  builder.externalClasses([...(builtIn.externalClasses ?? [])])
  if (ControllerOf) {
    builder.lifetime('created', function () {
      // Data set on a page that was closed still creates its components; they are never seen.
      if (this.getBackendContext() !== null) controllers.set(this, new ControllerOf(this))
    })
    builder.lifetime('attached', function () {
      controllers.get(this)?.enter()
    })
    builder.lifetime('detached', function () {
      controllers.get(this)?.leave()
    })
  }
  const definition = builder.registerComponent()
  space.setGlobalUsingComponent(builtIn.tag, definition)
  return definition
}
