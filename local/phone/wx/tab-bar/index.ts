import type { TabBarConfig } from '../../../compiler/manifest'
import type { TabBar } from '../../runtime/screen/tab-bar'
import { asyncApi, WxFail, type WxFamily } from '../support'

/** What this family needs of the runtime. */
export interface TabBarRuntime {
  readonly tabs: { readonly bar: TabBar | undefined; setHidden(hidden: boolean): void }
  readonly router: { readonly top: { readonly isTab: boolean } | undefined }
}

interface IndexOptions {
  index: number
}

interface ItemOptions extends IndexOptions {
  text?: string
  iconPath?: string
  selectedIconPath?: string
}

type StyleOptions = Partial<
  Pick<TabBarConfig, 'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle'>
>

const INDEX = { index: 'Number' } as const
/** Longer texts are cut, as on a phone. */
const BADGE_LENGTH = 4

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/tab-bar/wx.setTabBarBadge.html and its neighbours. */
export function tabBarFamily(runtime: TabBarRuntime): WxFamily {
  const bar = (index?: number): TabBar => {
    const { bar: tabBar } = runtime.tabs
    if (!tabBar || runtime.router.top?.isTab !== true) throw new WxFail('not TabBar page')
    if (index !== undefined && !tabBar.config.list[index]) throw new WxFail('tabbar item not found')
    return tabBar
  }
  const mark = (index: number, text: string | null | undefined): void =>
    bar(index).setMark(index, text)
  return {
    name: 'tab-bar',
    apis: {
      setTabBarBadge: asyncApi<IndexOptions & { text: string }>(
        'setTabBarBadge',
        ({ index, text }) => {
          const letters = [...text]
          mark(index, letters.length > BADGE_LENGTH ? `${letters.slice(0, 3).join('')}…` : text)
        },
        { rules: { ...INDEX, text: 'String' } },
      ),
      removeTabBarBadge: asyncApi<IndexOptions>(
        'removeTabBarBadge',
        ({ index }) => mark(index, undefined),
        { rules: INDEX },
      ),
      showTabBarRedDot: asyncApi<IndexOptions>(
        'showTabBarRedDot',
        ({ index }) => mark(index, null),
        { rules: INDEX },
      ),
      hideTabBarRedDot: asyncApi<IndexOptions>(
        'hideTabBarRedDot',
        ({ index }) => mark(index, undefined),
        { rules: INDEX },
      ),
      setTabBarItem: asyncApi<ItemOptions>(
        'setTabBarItem',
        ({ index, text, iconPath, selectedIconPath }) => {
          const tabBar = bar(index)
          const list = tabBar.config.list.map((item, at) =>
            at === index
              ? {
                  ...item,
                  ...(text === undefined ? {} : { text }),
                  ...(iconPath === undefined ? {} : { iconPath }),
                  ...(selectedIconPath === undefined ? {} : { selectedIconPath }),
                }
              : item,
          )
          tabBar.setConfig({ ...tabBar.config, list })
        },
        { rules: INDEX },
      ),
      setTabBarStyle: asyncApi<StyleOptions>('setTabBarStyle', (style) => {
        const tabBar = bar()
        const { color, selectedColor, backgroundColor, borderStyle } = style
        const given = { color, selectedColor, backgroundColor, borderStyle }
        const change = Object.fromEntries(
          Object.entries(given).filter(([, value]) => value !== undefined),
        )
        tabBar.setConfig({ ...tabBar.config, ...change })
      }),
      showTabBar: asyncApi('showTabBar', () => {
        bar()
        runtime.tabs.setHidden(false)
      }),
      hideTabBar: asyncApi('hideTabBar', () => {
        bar()
        runtime.tabs.setHidden(true)
      }),
    },
    schema: {
      setTabBarBadge: { object: ['index', 'text'] },
      setTabBarItem: { object: ['index', 'text', 'iconPath', 'selectedIconPath'] },
      setTabBarStyle: { object: ['color', 'selectedColor', 'backgroundColor', 'borderStyle'] },
      showTabBar: { object: ['animation'] },
      hideTabBar: { object: ['animation'] },
    },
  }
}
