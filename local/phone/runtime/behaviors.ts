import type { ComponentSpace, GeneralBehavior } from 'glass-easel'

/**
 * Built-in behaviours by name. What they mean for a form is decided by `components/form`, which asks a component
 * whether it has them.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 */
export interface BuiltInBehaviors {
  readonly byName: ReadonlyMap<string, GeneralBehavior>
  readonly formField: GeneralBehavior
  readonly formFieldGroup: GeneralBehavior
  readonly formFieldButton: GeneralBehavior
  readonly componentExport: GeneralBehavior
  /** A behaviour that no component has. */
  readonly nobody: GeneralBehavior
}

export function defineBuiltInBehaviors(space: ComponentSpace): BuiltInBehaviors {
  const define = (is: string, properties: Record<string, unknown>): GeneralBehavior =>
    space.defineBehavior({ is, properties: properties as never }) as unknown as GeneralBehavior
  const formField = define('wx/form-field', { name: String, value: null })
  const formFieldGroup = define('wx/form-field-group', {})
  const formFieldButton = define('wx/form-field-button', {})
  const componentExport = define('wx/component-export', {})
  const byName = new Map([
    ['wx://form-field', formField],
    ['wx://form-field-group', formFieldGroup],
    ['wx://form-field-button', formFieldButton],
    ['wx://component-export', componentExport],
  ])
  const nobody = define('wx/nobody', {})
  return { byName, nobody, formField, formFieldGroup, formFieldButton, componentExport }
}
