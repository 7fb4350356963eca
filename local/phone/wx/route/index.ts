import { asyncApi, type WxFamily } from '../support'
import type { Router } from '../../runtime/router'

interface UrlOptions {
  url: string
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
      navigateTo: byUrl('navigateTo', (url) => router.navigateTo(url)),
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
