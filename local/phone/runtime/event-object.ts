import type { Element, ShadowedEvent } from 'glass-easel'
import { domOf } from './backend'
import { ComponentInstance } from './instance'

/** One finger, as handlers see it; coordinates in CSS px, `page*` from the top of the page, `client*` of the view. */
export interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
  /** From the corner of the canvas, for touches on one. */
  x?: number
  y?: number
}

export interface EventTargetInfo {
  id: string
  offsetLeft: number
  offsetTop: number
  dataset: Record<string, unknown>
}

/** What a handler in a page or component gets. */
export interface WxEvent {
  type: string
  timeStamp: number
  target: EventTargetInfo
  currentTarget: EventTargetInfo
  mark: Record<string, unknown>
  detail: unknown
  touches?: Touch[]
  changedTouches?: Touch[]
  mut: boolean
  _userTap?: boolean
}

function elementOf(target: unknown): Element {
  return target instanceof ComponentInstance ? target._$ : (target as Element)
}

function targetInfo(target: unknown): EventTargetInfo {
  const element = elementOf(target)
  const dom = domOf(element)
  return {
    id: element.id,
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
    dataset: element.dataset as Record<string, unknown>,
  }
}

/** The plain event object of the mini-program API for one listener of a framework event. */
export function toWxEvent(event: ShadowedEvent<unknown>): WxEvent {
  const extra = (event.extraFields ?? {}) as Partial<WxEvent>
  return {
    type: event.type,
    timeStamp: Math.round(event.timeStamp),
    target: targetInfo(event.target),
    currentTarget: targetInfo(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.detail ?? {},
    mut: event.mutatedMarked(),
    ...extra,
  }
}
