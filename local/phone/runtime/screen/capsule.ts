import { button, el, icon } from './dom'
import { NAVIGATION_BAR_HEIGHT } from './navigation-bar'

const CAPSULE_HEIGHT = 32
const CAPSULE_WIDTH = 87
const CAPSULE_RIGHT = 7

const DOTS =
  '<circle cx="3" cy="9" r="2" fill="currentColor"/><circle cx="9.5" cy="9" r="2.7" fill="currentColor"/><circle cx="16" cy="9" r="2" fill="currentColor"/>'
const CIRCLE =
  '<circle cx="9" cy="9" r="7.2" stroke="currentColor" stroke-width="2"/><circle cx="9" cy="9" r="3.2" fill="currentColor"/>'

export interface CapsuleRect {
  width: number
  height: number
  top: number
  right: number
  bottom: number
  left: number
}

/** Place of the capsule, as `wx.getMenuButtonBoundingClientRect` reports it. */
export function capsuleRect(screenWidth: number, statusBarHeight: number): CapsuleRect {
  const top = statusBarHeight + (NAVIGATION_BAR_HEIGHT - CAPSULE_HEIGHT) / 2
  const right = screenWidth - CAPSULE_RIGHT
  return {
    width: CAPSULE_WIDTH,
    height: CAPSULE_HEIGHT,
    top,
    right,
    bottom: top + CAPSULE_HEIGHT,
    left: right - CAPSULE_WIDTH,
  }
}

/** The capsule with the menu's dots and the circle that leaves. */
export class Capsule {
  readonly element: HTMLElement

  constructor(top: number, onMenu: () => void, onLeave: () => void) {
    const menu = button('更多', onMenu, icon(19, 18, DOTS))
    menu.dataset['native'] = 'capsule-menu'
    const close = button('关闭', onLeave, icon(18, 18, CIRCLE))
    close.dataset['native'] = 'capsule-close'
    this.element = el('div', 'capsule', menu, close)
    this.element.style.top = `${top}px`
  }

  setTextStyle(style: 'white' | 'black'): void {
    this.element.classList.toggle('is-light', style === 'white')
  }
}
