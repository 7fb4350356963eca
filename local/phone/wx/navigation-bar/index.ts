import type { NavigationBarState } from '../../runtime/screen/navigation-bar'
import { asyncApi, WxFail, type WxFamily } from '../support'

/** What this family needs of the runtime. */
export interface NavigationBarRuntime {
  readonly router: {
    readonly top: { setNavigationBar(change: Partial<NavigationBarState>): void } | undefined
    readonly stack: readonly { navigation: { setLeft(kind: 'none', onPress: () => void): void } }[]
  }
}

interface ColorOptions {
  frontColor: string
  backgroundColor: string
  animation?: { duration?: number; timingFunc?: string }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarTitle.html */
export function navigationBarFamily(runtime: NavigationBarRuntime): WxFamily {
  const change = (state: Partial<NavigationBarState>): void => {
    const page = runtime.router.top
    if (!page) throw new WxFail('no page is open')
    page.setNavigationBar(state)
  }
  return {
    name: 'navigation-bar',
    apis: {
      setNavigationBarTitle: asyncApi<{ title: string }>(
        'setNavigationBarTitle',
        ({ title }) => change({ title }),
        { rules: { title: 'String' } },
      ),
      setNavigationBarColor: asyncApi<ColorOptions>(
        'setNavigationBarColor',
        ({ frontColor, backgroundColor }) => {
          if (!/^#(ffffff|000000)$/i.test(frontColor)) {
            throw new WxFail('invalid frontColor, should be #ffffff or #000000')
          }
          const textStyle = frontColor.toLowerCase() === '#ffffff' ? 'white' : 'black'
          change({ textStyle, backgroundColor })
        },
        { rules: { frontColor: 'String', backgroundColor: 'String' } },
      ),
      showNavigationBarLoading: asyncApi('showNavigationBarLoading', () =>
        change({ loading: true }),
      ),
      hideNavigationBarLoading: asyncApi('hideNavigationBarLoading', () =>
        change({ loading: false }),
      ),
      // The capsule of this phone never moves.
      onMenuButtonBoundingClientRectWeightChange: () => undefined,
      offMenuButtonBoundingClientRectWeightChange: () => undefined,
      hideHomeButton: asyncApi('hideHomeButton', () => {
        runtime.router.stack[0]?.navigation.setLeft('none', () => undefined)
      }),
    },
    schema: {
      setNavigationBarTitle: { object: ['title'] },
      setNavigationBarColor: { object: ['frontColor', 'backgroundColor', 'animation'] },
    },
  }
}
