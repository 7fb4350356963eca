import { h, type Child } from './dom'

export interface Sheet {
  element: HTMLElement
  close(): void
}

/**
 * Opens something modal above everything on the screen: focus goes in and comes back, Escape and a tap beside it
 * cancel it.
 */
export function openSheet(
  layer: HTMLElement,
  options: {
    kind: 'bottom' | 'dialog' | 'full'
    label: string
    content: (close: () => void) => Child[]
    onCancel?: () => void
    /** A tap beside it does not cancel: the person has to answer. */
    persistent?: boolean
  },
): Sheet {
  const before = document.activeElement
  const panel = h('div', {
    class: `panel ${options.kind}`,
    attrs: { role: 'dialog', 'aria-modal': 'true', 'aria-label': options.label, tabindex: -1 },
  })
  const scrim = h('div', { class: 'scrim' })
  const element = h('div', { class: 'sheet' }, scrim, panel)
  let isOpen = true
  const close = (): void => {
    if (!isOpen) return
    isOpen = false
    element.classList.remove('open')
    element.setAttribute('inert', '')
    setTimeout(() => element.remove(), 220)
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
  const cancel = (): void => {
    if (!isOpen) return
    close()
    options.onCancel?.()
  }
  // The click that follows the very tap which opened the sheet falls on the scrim, too: only a finger put down on it counts.
  let isPressed = false
  scrim.addEventListener('pointerdown', () => (isPressed = true))
  scrim.addEventListener('click', () => {
    if (isPressed && !options.persistent) cancel()
  })
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (!options.persistent) cancel()
    }
    if (event.key === 'Tab') keepFocus(panel, event)
  })
  for (const child of options.content(close)) if (child) panel.append(child)
  layer.append(element)
  element.getBoundingClientRect()
  element.classList.add('open')
  panel.focus({ preventScroll: true })
  return { element, close }
}

/** Tab goes round inside a modal panel. */
function keepFocus(panel: HTMLElement, event: KeyboardEvent): void {
  const targets = [...panel.querySelectorAll<HTMLElement>('button, input, [tabindex="0"]')].filter(
    (one) => !one.hasAttribute('disabled') && one.offsetParent !== null,
  )
  const first = targets[0]
  const last = targets.at(-1)
  if (!first || !last) return event.preventDefault()
  const { activeElement } = document
  if (event.shiftKey && (activeElement === first || activeElement === panel)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && activeElement === last) {
    event.preventDefault()
    first.focus()
  }
}
