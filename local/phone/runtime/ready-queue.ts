import { Element, type GeneralComponent } from 'glass-easel'
import { nextFrame } from './frame'

/** `ready` of components: after the drawing they belong to, those of the first drawing before the page's own. */
export class ReadyQueue {
  #waiting: GeneralComponent[] | undefined = []

  /** A component was attached. */
  add(component: GeneralComponent): void {
    if (this.#waiting) this.#waiting.push(component)
    else void nextFrame().then(() => tellReady(component))
  }

  /** After the page's first drawing. False when that has been before. */
  release(): boolean {
    const waiting = this.#waiting
    if (!waiting) return false
    this.#waiting = undefined
    waiting.forEach(tellReady)
    return true
  }
}

function tellReady(component: GeneralComponent): void {
  if (Element.isAttached(component)) component.triggerLifetime('ready', [])
}
