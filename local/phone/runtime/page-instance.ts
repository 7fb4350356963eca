import { Component, type GeneralComponent } from 'glass-easel'
import { EventChannel } from './event-channel'
import { callerOf, type ComponentInstance } from './instance'

export type PageInstance = ComponentInstance & Record<string, unknown>

/** What the mini program knows as the page: `this` in its methods, an entry of `getCurrentPages`. */
export const pageInstance = (component: GeneralComponent): PageInstance =>
  callerOf(component) as PageInstance

/** Gives the instance what WeChat puts on it, and a page made by `Component()` its query as properties, decoded. */
export function describeInstance(
  component: GeneralComponent,
  path: string,
  query: Record<string, string>,
): void {
  const instance = pageInstance(component)
  instance['route'] = path
  instance['__route__'] = path
  instance['options'] = query
  // A page that nobody navigated to has a channel with nobody at the other end.
  const [, unconnected] = EventChannel.pair()
  setOpenerEventChannel(instance, unconnected)
  for (const [name, value] of Object.entries(query)) {
    if (Component.hasProperty(component, name)) {
      component.replaceDataOnPath([name], decode(value) as never)
    }
  }
  if (component.hasPendingChanges()) component.applyDataUpdates()
}

/** The channel to the page that navigated here. */
export function setOpenerEventChannel(instance: PageInstance, channel: EventChannel): void {
  Object.defineProperty(instance, 'getOpenerEventChannel', {
    value: () => channel,
    configurable: true,
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
