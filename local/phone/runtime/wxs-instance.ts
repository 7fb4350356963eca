import { Component, type Element } from 'glass-easel'
import { translateCssValue } from '../../compiler/rpx'
import { domOf } from './backend'
import { callerOf } from './instance'

/** Segment of an element's style or class that WXS owns, apart from the template's own. */
const WXS_SEGMENT = 1

const descriptors = new WeakMap<Element, object>()

function toCssName(name: string): string {
  return name.startsWith('--')
    ? name
    : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function styleText(style: string | Record<string, unknown>): string {
  if (typeof style === 'string') return translateCssValue(style)
  return Object.entries(style)
    .map(([name, value]) => `${toCssName(name)}:${translateCssValue(String(value))}`)
    .join(';')
}

/**
 * `ComponentDescriptor` of the WXS event API: what a render-layer script may do with an element.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html
 */
export function createDescriptor(element: Element): object {
  const known = descriptors.get(element)
  if (known) return known
  const root = () => (Component.isComponent(element) ? element.getShadowRoot() : null)
  const state: Record<string, unknown> = {}
  const descriptor = {
    selectComponent: (selector: string) => {
      const found = root()?.querySelector(selector)
      return found ? createDescriptor(found) : null
    },
    selectAllComponents: (selector: string) =>
      (root()?.querySelectorAll(selector) ?? []).map(createDescriptor),
    setStyle: (style: string | Record<string, unknown>) =>
      element.setNodeStyle(styleText(style), WXS_SEGMENT),
    addClass: (name: string) => element.toggleNodeClass(name, true, WXS_SEGMENT),
    removeClass: (name: string) => element.toggleNodeClass(name, false, WXS_SEGMENT),
    hasClass: (name: string) => element.classList?.contains(name) ?? false,
    getDataset: () => element.dataset,
    getState: () => state,
    triggerEvent: (name: string, detail?: unknown) => element.triggerEvent(name, detail),
    callMethod: (name: string, args?: unknown) => {
      if (!Component.isComponent(element)) return
      Component.getMethod(element, name)?.call(callerOf(element), args)
    },
    requestAnimationFrame: (callback: () => void) => void requestAnimationFrame(callback),
    setTimeout: (callback: () => void, delay?: number) => setTimeout(callback, delay),
    clearTimeout: (id: number) => clearTimeout(id),
    getComputedStyle: (names: string[]) => {
      const dom = domOf(element)
      const style = dom && getComputedStyle(dom)
      return Object.fromEntries(
        names.map((name) => [name, style?.getPropertyValue(toCssName(name)) ?? '']),
      )
    },
    getBoundingClientRect: () => domOf(element)?.getBoundingClientRect() ?? null,
  }
  descriptors.set(element, descriptor)
  return descriptor
}
