import { h } from '../../kit/dom'
import { appIcon, icon } from '../../kit/icons'
import type { Phone } from '../phone'
import { titleBar } from '../screen'
import type { Tab } from './home'

/** Scene value of the list of mini programs under 发现. */
const MAIN_ENTRY_SCENE = 1001

export function discoverTab(phone: Phone): Tab {
  const open = (): void => phone.openMiniProgram({ path: '', scene: MAIN_ENTRY_SCENE })
  return {
    element: h(
      'div',
      { class: 'tab' },
      titleBar({ title: '发现' }),
      h(
        'div',
        { class: 'scroller' },
        h(
          'ul',
          { class: 'plain-list' },
          h('li', { class: 'caption', text: '小程序' }),
          h(
            'li',
            {},
            h(
              'button',
              { attrs: { 'data-native': 'mini-program' }, on: { click: open } },
              appIcon(40),
              h('span', { text: phone.config.appName }),
              icon('chevron', 16),
            ),
          ),
        ),
      ),
    ),
    draw: () => undefined,
  }
}
