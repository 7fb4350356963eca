import { EventChannel } from '../../runtime/event-channel'
import { ROUTE_EVENTS, type RouteEventName } from '../../runtime/route-events'
import type { Router } from '../../runtime/router'
import { asyncApi, type WxFamily } from '../support'

interface UrlOptions {
  url: string
}

interface NavigateOptions extends UrlOptions {
  events?: Record<string, (...args: unknown[]) => void>
}

/** What routing needs of the runtime. */
export interface RouteRuntime {
  readonly router: Router
}

const URL_RULES = { url: 'String' } as const

/**
 * `wx.navigateTo` and its neighbours, also as `this.router` and `this.pageRouter`.
 * @param from page or component that addresses are relative to; without it the page in front
 */
export function routerApis(runtime: RouteRuntime, from?: string): Record<string, unknown> {
  const { router } = runtime
  const byUrl = (name: string, run: (url: string) => Promise<unknown>) =>
    asyncApi<UrlOptions>(
      name,
      async ({ url }) => {
        await run(url)
      },
      { rules: URL_RULES },
    )
  return {
    navigateTo: asyncApi<NavigateOptions, { eventChannel: EventChannel }>(
      'navigateTo',
      async ({ url, events }) => {
        const [opener, opened] = EventChannel.pair()
        for (const [name, listener] of Object.entries(events ?? {})) opener.on(name, listener)
        await router.navigateTo(url, (page) => page.setOpenerEventChannel(opened), from)
        return { eventChannel: opener }
      },
      { rules: URL_RULES },
    ),
    redirectTo: byUrl('redirectTo', (url) => router.redirectTo(url, from)),
    reLaunch: byUrl('reLaunch', (url) => router.reLaunch(url, 'reLaunch', from)),
    switchTab: byUrl('switchTab', (url) => router.switchTab(url, from)),
    navigateBack: asyncApi<{ delta?: number }>('navigateBack', async ({ delta }) => {
      await router.navigateBack(typeof delta === 'number' ? delta : 1)
    }),
  }
}

function listenerName(name: RouteEventName): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html and its neighbours. */
export function routeFamily(runtime: RouteRuntime): WxFamily {
  const { events } = runtime.router
  const listeners = ROUTE_EVENTS.flatMap((name) => [
    [`on${listenerName(name)}`, (listener: never) => events.on(name, listener)],
    [`off${listenerName(name)}`, (listener?: never) => events.off(name, listener)],
  ])
  return {
    name: 'route',
    apis: {
      ...routerApis(runtime),
      ...(Object.fromEntries(listeners) as Record<string, unknown>),
      rewriteRoute: (options: UrlOptions & { preserveQuery?: boolean }) => {
        // Decided while the route waits, answered as every other API.
        let failure: unknown
        try {
          events.rewrite(options.url, options.preserveQuery === true)
        } catch (error) {
          failure = error
        }
        return asyncApi('rewriteRoute', () => {
          if (failure !== undefined) throw failure
        })(options)
      },
    },
    schema: {
      navigateTo: { object: ['url', 'events', 'routeType'], success: ['eventChannel'] },
      redirectTo: { object: ['url'] },
      reLaunch: { object: ['url'] },
      switchTab: { object: ['url'] },
      navigateBack: { object: ['delta'] },
      rewriteRoute: { object: ['url', 'preserveQuery'] },
    },
  }
}
