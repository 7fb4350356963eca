/** Children of an element; null, undefined and false are left out. */
export type Child = Node | string | null | undefined | false

export interface Props {
  class?: string
  text?: string
  type?: 'button' | 'submit'
  on?: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void }
  style?: Record<string, string>
  /** Any attribute, `data-*` and `aria-*` included; null leaves it out. */
  attrs?: Record<string, string | number | boolean | null | undefined>
}

function apply(element: Element, props: Props): void {
  if (props.class) element.setAttribute('class', props.class)
  if (props.text !== undefined) element.textContent = props.text
  for (const [name, value] of Object.entries(props.attrs ?? {})) {
    if (value != null && value !== false) element.setAttribute(name, String(value))
  }
  for (const [name, value] of Object.entries(props.style ?? {})) {
    ;(element as HTMLElement).style.setProperty(name, value)
  }
  for (const [name, listener] of Object.entries(props.on ?? {})) {
    element.addEventListener(name, listener as EventListener)
  }
}

/** Makes an element. Text is always text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (tag === 'button') element.setAttribute('type', props.type ?? 'button')
  apply(element, props)
  append(element, children)
  return element
}

export function append(parent: Element, children: Child[]): void {
  for (const child of children) if (child) parent.append(child)
}

/** Replaces what an element holds. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren()
  append(parent, children)
}

/** A button that only shows an icon, with a name for those who do not see it. */
export function iconButton(
  icon: Node,
  label: string,
  onClick: () => void,
  attrs: Props['attrs'] = {},
  className = 'icon-button',
): HTMLButtonElement {
  return h(
    'button',
    { class: className, attrs: { 'aria-label': label, ...attrs }, on: { click: onClick } },
    icon,
  )
}
