import { EventChannel } from '../../runtime/event-channel'
import { asyncApi, type WxFamily } from '../support'
import type { Router } from '../../runtime/router'

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

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html and its neighbours. */
export function routeFamily(runtime: RouteRuntime): WxFamily {
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
    name: 'route',
    apis: {
      navigateTo: asyncApi<NavigateOptions, { eventChannel: EventChannel }>(
        'navigateTo',
        async ({ url, events }) => {
          const [opener, opened] = EventChannel.pair()
          for (const [name, listener] of Object.entries(events ?? {})) opener.on(name, listener)
          await router.navigateTo(url, (page) => page.setOpenerEventChannel(opened))
          return { eventChannel: opener }
        },
        { rules: URL_RULES },
      ),
      redirectTo: byUrl('redirectTo', (url) => router.redirectTo(url)),
      reLaunch: byUrl('reLaunch', (url) => router.reLaunch(url)),
      switchTab: byUrl('switchTab', (url) => router.switchTab(url)),
      navigateBack: asyncApi<{ delta?: number }>('navigateBack', async ({ delta }) => {
        await router.navigateBack(typeof delta === 'number' ? delta : 1)
      }),
    },
    schema: {
      navigateTo: { object: ['url', 'events', 'routeType'], success: ['eventChannel'] },
      redirectTo: { object: ['url'] },
      reLaunch: { object: ['url'] },
      switchTab: { object: ['url'] },
      navigateBack: { object: ['delta'] },
    },
  }
}
