import type { Element } from 'glass-easel'
import { AutomationError } from './errors'
import { domOf, target } from './nodes'

/**
 * `Element.callFunction`: functions that the platform's own components offer to automation, named `<tag>.<function>`.
 * None is reachable from the mini program's code.
 */
export async function callBuiltin(
  element: Element,
  functionName: unknown,
  args: unknown[],
): Promise<unknown> {
  const tag = target().tagName(element)
  const [owner, name] = String(functionName).split('.')
  if (!owner || !name || owner !== tag) {
    throw new AutomationError(`Function ${String(functionName)} is not for <${tag}>`)
  }
  if (tag === 'scroll-view' && (name === 'scrollTop' || name === 'scrollLeft')) {
    return domOf(element)[name]
  }
  const functions = target().functionsOf?.(element)
  const call = functions && Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!call) throw new AutomationError(`<${tag}> has no function ${name}`)
  return await call.apply(functions, args as never[])
}

type Field = HTMLInputElement | HTMLTextAreaElement
const FIELD = 'input, textarea'

/** A sheet that is opening shows its fields a moment after its data says so. */
const FOCUS_MS = 2000
const FOCUS_POLL_MS = 20

/**
 * The native control inside `input` or `textarea`, focused with its text selected so that typing replaces it. A field
 * that does not come into sight cannot be typed into: an error, where typing would reach nothing.
 */
export async function focusForTyping(element: Element): Promise<object> {
  const dom = domOf(element)
  const control = dom.matches(FIELD) ? (dom as Field) : dom.querySelector<Field>(FIELD)
  if (!control) {
    throw new AutomationError(`<${target().tagName(element)}> has nothing to type into`)
  }
  if (control.disabled || control.readOnly) {
    throw new AutomationError(`<${target().tagName(element)}> is disabled`)
  }
  const deadline = performance.now() + FOCUS_MS
  for (;;) {
    control.focus()
    if (control.ownerDocument.activeElement === control) break
    if (performance.now() > deadline) {
      throw new AutomationError(
        `<${target().tagName(element)}> is not shown, nobody can type into it`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, FOCUS_POLL_MS))
  }
  control.select()
  return { hasText: control.value !== '' }
}
