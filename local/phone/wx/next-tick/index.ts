import type { WxFamily } from '../support'

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/custom-component/wx.nextTick.html */
export function nextTickFamily(): WxFamily {
  return {
    name: 'next-tick',
    apis: {
      nextTick: (callback: unknown) => {
        if (typeof callback === 'function') setTimeout(callback as () => void, 0)
      },
    },
  }
}
