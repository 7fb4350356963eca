import { h } from '../../kit/dom'
import { appIcon } from '../../kit/icons'
import {
  asyncApi,
  openOverlay,
  requireTap,
  WxFail,
  WxNotSupportedError,
  type WxContext,
} from '../support'
import { readSettings, writeSettings, type PermissionSettings } from '../support/settings'

/** Scopes whose APIs exist here, with what the dialog and the settings page call them. */
const SCOPES: Readonly<Record<string, { label: string; purpose: string }>> = {
  'scope.userLocation': { label: '位置信息', purpose: '获取你的位置信息' },
  'scope.writePhotosAlbum': { label: '添加到相册', purpose: '保存图片或视频到你的相册' },
}

function askScope(context: WxContext, scope: string, note?: string): Promise<boolean> {
  return new Promise((resolve) => {
    openOverlay(context, {
      kind: 'bottom',
      label: `${context.app.name}申请权限`,
      persistent: true,
      content: (close) => {
        const settle = (allowed: boolean) => () => {
          close()
          resolve(allowed)
        }
        return [
          h(
            'div',
            { class: 'ask' },
            h(
              'div',
              { class: 'ask-head' },
              appIcon(24),
              h('span', { text: `${context.app.name} 申请` }),
            ),
            h('h2', { text: SCOPES[scope]?.purpose ?? scope }),
            ...(note === undefined ? [] : [h('p', { class: 'note', text: note })]),
            h(
              'div',
              { class: 'ask-buttons' },
              h('button', {
                text: '拒绝',
                attrs: { 'data-native': 'authorize-deny' },
                on: { click: settle(false) },
              }),
              h('button', {
                class: 'allow',
                text: '允许',
                attrs: { 'data-native': 'authorize-allow' },
                on: { click: settle(true) },
              }),
            ),
          ),
        ]
      },
    })
  })
}

/**
 * Asks once for a scope; afterwards the answer stands until it is changed in the settings. `note` is what the mini
 * program says it needs it for.
 * @throws WxFail `auth deny`
 */
export async function requireScope(
  context: WxContext,
  scope: string,
  note?: string,
): Promise<void> {
  const { scopes } = await readSettings(context.host)
  let allowed = scopes[scope]
  if (allowed === undefined) {
    allowed = await askScope(context, scope, note)
    await writeSettings(context.host, { scopes: { ...scopes, [scope]: allowed } })
  }
  if (!allowed) throw new WxFail('auth deny', { errno: 103 })
}

const resultOf = (settings: PermissionSettings, withSubscriptions: boolean): object => ({
  authSetting: { ...settings.scopes },
  ...(withSubscriptions
    ? {
        subscriptionsSetting: {
          mainSwitch: settings.subscriptions,
          ...(Object.keys(settings.kept).length > 0 ? { itemSettings: { ...settings.kept } } : {}),
        },
      }
    : {}),
})

/** The settings page of the mini program: a switch for everything that was ever asked. */
function openSettings(
  context: WxContext,
  settings: PermissionSettings,
): Promise<PermissionSettings> {
  return new Promise((resolve) => {
    const next: PermissionSettings = { ...settings, scopes: { ...settings.scopes } }
    const toggle = (label: string, on: boolean, set: (on: boolean) => void): HTMLElement => {
      const box = h('input', { attrs: { type: 'checkbox' } })
      box.checked = on
      box.addEventListener('change', () => set(box.checked))
      return h('label', { class: 'option' }, h('span', { text: label }), box)
    }
    const scopes = Object.entries(next.scopes).map(([scope, on]) =>
      toggle(SCOPES[scope]?.label ?? scope, on, (value) => {
        next.scopes[scope] = value
      }),
    )
    openOverlay(context, {
      kind: 'full',
      label: '设置',
      onCancel: () => resolve(next),
      content: (close) => [
        h(
          'div',
          { class: 'reader-bar' },
          h('strong', { text: `${context.app.name}的设置` }),
          h('button', {
            text: '完成',
            attrs: { 'data-native': 'setting-done' },
            on: {
              click: () => {
                close()
                resolve(next)
              },
            },
          }),
        ),
        h(
          'div',
          { class: 'reader text' },
          ...scopes,
          toggle('接收订阅消息', next.subscriptions, (value) => {
            next.subscriptions = value
          }),
        ),
      ],
    })
  })
}

export function authorizeApis(context: WxContext): Record<string, unknown> {
  const { host } = context
  return {
    authorize: asyncApi<{ scope: string }>(
      'authorize',
      ({ scope }) => requireScope(context, scope),
      {
        rules: { scope: 'String' },
        refuse: ({ scope }) => {
          if (typeof scope === 'string' && !Object.hasOwn(SCOPES, scope)) {
            throw new WxNotSupportedError(`wx.authorize({ scope: '${scope}' })`)
          }
        },
      },
    ),
    getSetting: asyncApi<{ withSubscriptions?: boolean }>(
      'getSetting',
      async ({ withSubscriptions }) =>
        resultOf(await readSettings(host), withSubscriptions === true),
    ),
    openSetting: asyncApi<{ withSubscriptions?: boolean }>(
      'openSetting',
      async ({ withSubscriptions }) => {
        requireTap()
        const next = await openSettings(context, await readSettings(host))
        await writeSettings(host, next)
        return resultOf(next, withSubscriptions === true)
      },
    ),
  }
}
