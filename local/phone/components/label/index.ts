import { type Element, type GeneralComponent } from 'glass-easel'
import { frameworkElementOf } from '../../runtime/backend'
import { TAP_TARGET } from '../../runtime/gestures'
import { Controller, controllerOf, type BuiltIn } from '../support/controller'
import { forEachBelow } from '../support/forms'

/** A control that a tap on its label works. */
interface Activatable {
  activate(): void
}

function activatable(component: unknown): (Controller & Activatable) | undefined {
  const controller = controllerOf(component)
  return controller && 'activate' in controller
    ? (controller as Controller & Activatable)
    : undefined
}

class LabelController extends Controller {
  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.on('tap', (event) => {
      const tapTarget = (event.extraFields as { [TAP_TARGET]?: Node } | undefined)?.[TAP_TARGET]
      const control = this.#control()
      if (!control) return
      // A tap on the control itself has worked it already.
      const tapped = tapTarget ? frameworkElementOf(tapTarget) : null
      if (tapped && isInside(tapped, control.component)) return
      control.activate()
    })
  }

  #control(): (Controller & Activatable) | undefined {
    const id = this.str('for')
    if (id) {
      return activatable(this.component.ownerShadowRoot?.getElementById(id))
    }
    let found: (Controller & Activatable) | undefined
    forEachBelow(this.component, (component: GeneralComponent) => {
      found ??= activatable(component)
      return found === undefined
    })
    return found
  }
}

function isInside(element: Element, ancestor: Element): boolean {
  for (let at: Element | null = element; at; at = at.getComposedParent()) {
    if (at === ancestor) return true
  }
  return false
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/label.html */
export const label: BuiltIn = {
  tag: 'label',
  properties: { for: String },
  style: 'wx-label { display: inline; }',
  controller: LabelController,
}
