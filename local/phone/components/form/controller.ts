import { Component, type GeneralComponent } from 'glass-easel'
import { Controller, controllerOf } from '../support/controller'
import { forEachBelow, isFormField, type FormField, type FormOwner } from '../support/forms'

interface Found {
  name: string
  value: unknown
  reset(): void
}

export class FormController extends Controller implements FormOwner {
  submit(button: GeneralComponent): void {
    const value: Record<string, unknown> = {}
    for (const field of this.#fields()) {
      if (field.name !== '' && field.value !== undefined) value[field.name] = field.value
    }
    this.trigger('submit', {
      value,
      target: { id: button.id, dataset: button.dataset as unknown },
      ...(this.flag('reportSubmit') ? { formId: 'the formId is a mock one' } : {}),
    })
  }

  reset(): void {
    for (const field of this.#fields()) field.reset()
    this.trigger('reset', { target: { id: this.component.id } })
  }

  /** Enter in an input: phones submit nothing, so neither does this. */
  confirmed(): void {}

  #fields(): Found[] {
    const found: Found[] = []
    const { formField, formFieldGroup } = this.page.behaviors
    forEachBelow(this.component, (component) => {
      const controller = controllerOf(component)
      if (isFormField(controller)) {
        found.push(builtInField(controller))
        return false
      }
      if (controller) return true
      if (component.hasBehavior(formField)) {
        found.push(customField(component))
        return false
      }
      // Fields inside a custom component count only if it says so; its slot content always does.
      return component.hasBehavior(formFieldGroup) || component.childNodes.length > 0
    })
    return found
  }
}

function builtInField(controller: Controller & FormField): Found {
  return {
    name: controller.str('name'),
    value: controller.formValue(),
    reset: () => controller.resetField(),
  }
}

function customField(component: GeneralComponent): Found {
  const data = component.data as Record<string, unknown>
  return {
    name: typeof data['name'] === 'string' ? data['name'] : '',
    value: data['value'],
    reset: () => {
      if (!Component.hasProperty(component, 'value')) return
      const isText = typeof data['value'] === 'string'
      component.replaceDataOnPath(['value'], (isText ? '' : null) as never)
      component.applyDataUpdates()
    },
  }
}
