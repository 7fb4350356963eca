import { asyncApi, type WxContext, type WxFamily } from '../support'
import { authorizeApis } from './authorize'
import { subscribeApis } from './subscribe'

/** A code looks right and is never the same; only WeChat's own server could exchange it. */
const loginCode = (): string =>
  `0${[...crypto.getRandomValues(new Uint8Array(16))]
    .map((one) => one.toString(36))
    .join('')
    .padEnd(31, '0')
    .slice(0, 31)}`

/** Login, permissions, subscription messages. */
export function openApiFamily(context: WxContext): WxFamily {
  return {
    name: 'open-api',
    apis: {
      login: asyncApi<{ timeout?: number }, { code: string }>('login', () => ({
        code: loginCode(),
      })),
      checkSession: asyncApi('checkSession', () => undefined),
      ...authorizeApis(context),
      ...subscribeApis(context),
    },
    schema: {
      login: { object: ['timeout'], success: ['code'] },
      authorize: { object: { scope: ['scope.userLocation', 'scope.writePhotosAlbum'] } },
      getSetting: {
        object: ['withSubscriptions'],
        success: ['authSetting', 'subscriptionsSetting'],
      },
      openSetting: {
        object: ['withSubscriptions'],
        success: ['authSetting', 'subscriptionsSetting'],
      },
      requestSubscribeMessage: { object: ['tmplIds'] },
    },
  }
}
