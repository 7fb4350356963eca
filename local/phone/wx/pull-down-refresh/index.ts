import type { PullDown } from '../../runtime/pull-down'
import { asyncApi, WxFail, type WxFamily } from '../support'

/** What this family needs of the runtime. */
export interface PullDownRuntime {
  readonly router: { readonly top: { readonly pullDown: PullDown } | undefined }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/pull-down-refresh/wx.startPullDownRefresh.html */
export function pullDownRefreshFamily(runtime: PullDownRuntime): WxFamily {
  const pullDown = (): PullDown => {
    const page = runtime.router.top
    if (!page) throw new WxFail('no page is open')
    return page.pullDown
  }
  return {
    name: 'pull-down-refresh',
    apis: {
      startPullDownRefresh: asyncApi('startPullDownRefresh', () => pullDown().start()),
      stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => pullDown().stop()),
    },
  }
}
