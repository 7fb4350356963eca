import { Component, type Element, type GeneralComponent, type Node } from 'glass-easel'
import { controllerOf, servicesOf, type Controller } from './controller'

/** A built-in component that has a value in a form. */
export interface FormField {
  /** Undefined leaves the field out. */
  formValue(): unknown
  resetField(): void
}

/** What `form` offers its buttons. */
export interface FormOwner {
  submit(button: GeneralComponent): void
  reset(): void
}

export function isFormField(
  controller: Controller | undefined,
): controller is Controller & FormField {
  return controller !== undefined && 'formValue' in controller
}

function isForm(controller: Controller | undefined): controller is Controller & FormOwner {
  return controller !== undefined && 'submit' in controller
}

/**
 * Form a button belongs to. A button in a custom component reaches a form outside only through the behaviour
 * `wx://form-field-button`.
 */
function formOf(button: GeneralComponent): (Controller & FormOwner) | undefined {
  const { behaviors } = servicesOf(button)
  for (let at: Element | null = button; at; at = at.getComposedParent()) {
    const controller = controllerOf(at)
    if (isForm(controller)) return controller
    const host: GeneralComponent | undefined = at.ownerShadowRoot?.getHostNode()
    const parent = at.getComposedParent()
    // The inside of a built-in component is no border: only custom components keep their buttons to themselves.
    const leaves = parent !== null && parent === host && !controllerOf(host)
    if (leaves && !host.hasBehavior(behaviors.formFieldButton)) {
      return undefined
    }
  }
  return undefined
}

export function submitForm(button: GeneralComponent, type: 'submit' | 'reset'): void {
  const form = formOf(button)
  if (!form) return
  if (type === 'submit') form.submit(button)
  else form.reset()
}

/** Every element below one in the composed tree, in order, entering custom components. */
export function forEachBelow(
  element: Element,
  visit: (component: GeneralComponent) => boolean | void,
): void {
  element.forEachComposedChild((node: Node) => {
    const child = node.asElement()
    if (!child) return
    const enter = Component.isComponent(child) ? visit(child as GeneralComponent) !== false : true
    if (enter) forEachBelow(child, visit)
  })
}

/** Nearest ancestor (composed tree) whose controller is of a class. */
export function ancestorOf<T extends Controller>(
  component: GeneralComponent,
  Class: new (...args: never[]) => T,
): T | undefined {
  for (let at = component.getComposedParent(); at; at = at.getComposedParent()) {
    const controller = controllerOf(at)
    if (controller instanceof Class) return controller
  }
  return undefined
}
