import type { EnterOptions } from '../../host'
import { asyncApi, listenerPair, type WxContext, type WxFamily } from '../support'

/** This copy of the mini program is what a developer runs: never a newer one to update to. */
function updateManager(): object {
  return {
    onCheckForUpdate(listener: unknown) {
      if (typeof listener === 'function') {
        setTimeout(() => (listener as (result: object) => void)({ hasUpdate: false }), 0)
      }
    },
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  }
}

const copyOf = (options: EnterOptions): EnterOptions => ({
  ...options,
  query: { ...options.query },
})

/** Launch and enter options, the app's events, account, leaving. */
export function appFamily(context: WxContext): WxFamily {
  const { host, events, app } = context
  const launchOptions = copyOf(host.enterOptions)
  let enterOptions = launchOptions
  host.onShow((options) => {
    enterOptions = copyOf(options)
  })
  const manager = updateManager()
  const fields = [
    'path',
    'query',
    'scene',
    'shareTicket',
    'referrerInfo',
    'chatType',
    'apiCategory',
  ]
  return {
    name: 'app',
    apis: {
      getLaunchOptionsSync: () => copyOf(launchOptions),
      getEnterOptionsSync: () => copyOf(enterOptions),
      getApiCategory: () => ({ apiCategory: enterOptions.apiCategory }),
      ...listenerPair(events, 'appShow', 'AppShow'),
      ...listenerPair(events, 'appHide', 'AppHide'),
      ...listenerPair(events, 'error', 'Error'),
      ...listenerPair(events, 'unhandledRejection', 'UnhandledRejection'),
      ...listenerPair(events, 'pageNotFound', 'PageNotFound'),
      getAccountInfoSync: () => ({
        miniProgram: { appId: host.appid, envVersion: 'develop', version: app.version },
        plugin: {},
      }),
      getUpdateManager: () => manager,
      exitMiniProgram: asyncApi('exitMiniProgram', () => host.leave()),
    },
    schema: {
      getLaunchOptionsSync: { return: fields },
      getEnterOptionsSync: { return: fields },
      getApiCategory: { return: ['apiCategory'] },
      getAccountInfoSync: { return: ['miniProgram', 'plugin'] },
      onAppShow: { callback: fields },
      onUnhandledRejection: { callback: ['reason', 'promise'] },
      onPageNotFound: { callback: ['path', 'query', 'isEntryPage'] },
    },
  }
}
