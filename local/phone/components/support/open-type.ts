import { h } from '../../kit/dom'
import { openOverlay, WxFail, WxNotSupportedError, type WxContext } from '../../wx/support'
import { pickFiles } from '../../wx/support/pick-file'
import type { Controller } from './controller'
import { askPerson, drawAvatar } from './person'

/** Runs what the open type is for and sends its event. */
type OpenType = (button: Controller, context: WxContext) => void | Promise<void>

function failureText(api: string, error: unknown): { errMsg: string } {
  const reason = error instanceof WxFail || error instanceof Error ? error.message : String(error)
  return { errMsg: `${api}:fail ${reason}` }
}

function chooseSheet(context: WxContext): Promise<'wechat' | 'album'> {
  return new Promise((resolve, reject) => {
    const onCancel = (): void => reject(new WxFail('cancel'))
    openOverlay(context, {
      kind: 'bottom',
      label: '选择头像',
      onCancel,
      content: (close) => [
        ...(
          [
            ['wechat', '用微信头像'],
            ['album', '从相册选择'],
          ] as const
        ).map(([choice, text]) =>
          h('button', {
            class: 'menu-item',
            text,
            attrs: { 'data-native': `choose-avatar-${choice}` },
            on: {
              click: () => {
                close()
                resolve(choice)
              },
            },
          }),
        ),
        h('button', {
          class: 'menu-cancel',
          text: '取消',
          on: {
            click: () => {
              close()
              onCancel()
            },
          },
        }),
      ],
    })
  })
}

async function chooseAvatar(button: Controller, context: WxContext): Promise<void> {
  try {
    await context.privacy.require('chooseAvatar')
    const choice = await chooseSheet(context)
    const picked =
      choice === 'wechat'
        ? await drawAvatar(await askPerson(context.host))
        : (await pickFiles({ accept: 'image/*', count: 1 }))[0]
    if (!picked) return
    const bytes = new Uint8Array(await picked.arrayBuffer())
    const extension = picked.type === 'image/jpeg' ? 'jpg' : 'png'
    const avatarUrl = context.files.addTemp(bytes, extension, picked.type)
    button.trigger('chooseavatar', { avatarUrl })
  } catch (error) {
    if (!(error instanceof WxFail)) throw error
    button.trigger('chooseavatar', failureText('chooseAvatar', error))
  }
}

async function agreePrivacy(button: Controller, context: WxContext): Promise<void> {
  await context.privacy.agree(button.component.id)
  const errMsg = 'agreePrivacyAuthorization:ok'
  button.trigger('agreeprivacyauthorization', { errMsg, buttonId: button.component.id })
}

function openSetting(button: Controller): void {
  const { openSetting: open } = button.page.wx
  const complete = (detail: unknown): void => void button.trigger('opensetting', detail)
  ;(open as (options: object) => void)({ complete })
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/button.html, column open-type. */
const OPEN_TYPES: Readonly<Record<string, OpenType>> = {
  share: (button) => button.page.share(button.component),
  chooseAvatar,
  agreePrivacyAuthorization: agreePrivacy,
  openSetting,
}

/** Open types that work here. */
export const OPEN_TYPE_NAMES: readonly string[] = Object.keys(OPEN_TYPES)

/** Several open types may be joined by `|`. */
export function runOpenType(button: Controller, openType: string): void {
  for (const name of openType.split('|')) {
    const run = Object.hasOwn(OPEN_TYPES, name) ? OPEN_TYPES[name] : undefined
    if (!run) {
      button.page.fail(new WxNotSupportedError(`<button open-type="${name}">`))
      continue
    }
    void (async () => run(button, button.page.context))().catch((error: unknown) =>
      button.page.fail(error),
    )
  }
}
