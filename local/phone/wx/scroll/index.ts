import { asyncApi, WxFail, type WxFamily } from '../support'

/** What this family needs of the runtime. */
export interface ScrollRuntime {
  readonly router: {
    readonly top:
      | {
          readonly scroll: { scrollTo(top: number, duration: number): Promise<void> }
          readonly view: { readonly dom: Document }
          /** DOM element for a selector among the page's own elements. */
          find(selector: string): HTMLElement | null
        }
      | undefined
  }
}

interface PageScrollOptions {
  scrollTop?: number
  duration?: number
  selector?: string
  offsetTop?: number
}

const DEFAULT_DURATION_MS = 300

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/scroll/wx.pageScrollTo.html */
export function scrollFamily(runtime: ScrollRuntime): WxFamily {
  return {
    name: 'scroll',
    apis: {
      pageScrollTo: asyncApi<PageScrollOptions>('pageScrollTo', async (options) => {
        const page = runtime.router.top
        if (!page) throw new WxFail('no page is open')
        let top = options.scrollTop
        if (top === undefined) {
          if (!options.selector) throw new WxFail('scrollTop and selector are both missing')
          const element = page.find(options.selector)
          if (!element) throw new WxFail(`no node matches "${options.selector}"`)
          const { scrollTop } = page.view.dom.documentElement
          top = element.getBoundingClientRect().top + scrollTop + (options.offsetTop ?? 0)
        }
        await page.scroll.scrollTo(top, options.duration ?? DEFAULT_DURATION_MS)
      }),
    },
    schema: { pageScrollTo: { object: ['scrollTop', 'duration', 'selector', 'offsetTop'] } },
  }
}
