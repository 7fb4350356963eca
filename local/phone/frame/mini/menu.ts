import { h } from '../../kit/dom'
import { appIcon, icon, type IconName } from '../../kit/icons'
import type { Phone } from '../phone'
import { openSheet } from '../../kit/sheet'

export interface MenuActions {
  /** Absent: the page cannot be forwarded. */
  share?: () => Promise<void>
  restart: () => void
}

function tile(options: {
  name: IconName
  label: string
  native: string
  onClick?: () => void
}): HTMLElement {
  return h(
    'button',
    {
      class: 'tool',
      attrs: { 'data-native': options.native, disabled: !options.onClick },
      on: { click: () => options.onClick?.() },
    },
    h('span', { class: 'tile' }, icon(options.name, 28)),
    h('span', { text: options.label }),
  )
}

function openAbout(phone: Phone): void {
  const { appName, appid } = phone.config
  openSheet(phone.screen.sheets, {
    kind: 'dialog',
    label: `关于${appName}`,
    content: (close) => [
      h(
        'div',
        { class: 'about' },
        appIcon(56),
        h('strong', { text: appName }),
        h('p', { text: '在本机微信里运行的小程序，数据只在这台电脑上。' }),
        h('p', { class: 'note', text: `AppID ${appid}` }),
      ),
      h(
        'div',
        { class: 'dialog-buttons' },
        h('button', { class: 'primary', text: '知道了', on: { click: close } }),
      ),
    ],
  })
}

/** The sheet behind the dots of the capsule. */
export function openMiniMenu(phone: Phone, actions: MenuActions): void {
  const { appName } = phone.config
  openSheet(phone.screen.sheets, {
    kind: 'bottom',
    label: `${appName}菜单`,
    content: (close) => {
      const after = (action: () => void) => () => {
        close()
        action()
      }
      const { share } = actions
      return [
        h('div', { class: 'menu-head' }, appIcon(28), h('strong', { text: appName })),
        h(
          'div',
          { class: 'tools' },
          tile({
            name: 'forward',
            label: share ? '转发给朋友' : '当前页面不可转发',
            native: 'menu-share',
            ...(share ? { onClick: after(() => void share()) } : {}),
          }),
          tile({
            name: 'restart',
            label: '重新进入小程序',
            native: 'menu-restart',
            onClick: after(actions.restart),
          }),
          tile({
            name: 'info',
            label: '关于',
            native: 'menu-about',
            onClick: after(() => openAbout(phone)),
          }),
        ),
        h('button', {
          class: 'cancel',
          text: '取消',
          attrs: { 'data-native': 'menu-cancel' },
          on: { click: close },
        }),
      ]
    },
  })
}
