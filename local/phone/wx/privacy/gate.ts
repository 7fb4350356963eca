import { h } from '../../kit/dom'
import { openOverlay, WxFail, type WxContext } from '../support'
import { readSettings, writeSettings } from '../support/settings'

/** After a refusal WeChat does not ask again for so long. */
const QUIET_MS = 10_000

export type PrivacyEvent = 'exposureAuthorization' | 'agree' | 'disagree'

type Resolve = (answer: { event: PrivacyEvent; buttonId?: string }) => void
export type PrivacyListener = (resolve: Resolve, info: { referrer: string }) => void

/** Errors as in https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html */
const refusal = (): WxFail => new WxFail('privacy permission is not authorized', { errno: 104 })

/**
 * Stands before every API that handles personal data: lets it through once the person has agreed to the privacy
 * guide, otherwise lets the mini program ask (`wx.onNeedPrivacyAuthorization`), or asks in WeChat's own words.
 */
export class PrivacyGate {
  readonly #context: WxContext
  #agreed: boolean | undefined
  #listener: PrivacyListener | undefined
  #refusedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<boolean> | undefined
  /** Ids of the buttons of consent that were pressed. */
  readonly #pressed = new Set<string>()

  constructor(context: WxContext) {
    this.#context = context
  }

  get contractName(): string {
    return `《${this.#context.app.name}小程序隐私保护指引》`
  }

  setListener(listener: PrivacyListener | undefined): void {
    this.#listener = listener
  }

  async isAgreed(): Promise<boolean> {
    this.#agreed ??= (await readSettings(this.#context.host)).privacyAgreed
    return this.#agreed
  }

  /** The person pressed a button of `open-type="agreePrivacyAuthorization"`, or agreed in the popup. */
  async agree(buttonId?: string): Promise<void> {
    if (buttonId) this.#pressed.add(buttonId)
    this.#agreed = true
    await writeSettings(this.#context.host, { privacyAgreed: true })
  }

  /** @throws WxFail errno 104 when the person has not agreed. */
  async require(referrer: string): Promise<void> {
    if (await this.isAgreed()) return
    if (performance.now() - this.#refusedAt < QUIET_MS) throw refusal()
    this.#asking ??= this.#ask(referrer).finally(() => {
      this.#asking = undefined
    })
    if (await this.#asking) return this.agree()
    this.#refusedAt = performance.now()
    throw refusal()
  }

  #ask(referrer: string): Promise<boolean> {
    const listener = this.#listener
    if (!listener) return this.#popup()
    return new Promise((resolve) => {
      listener(
        ({ event, buttonId }) => {
          // `exposureAuthorization` only says that the mini program shows its own popup.
          if (event === 'exposureAuthorization') return
          resolve(event === 'agree' && this.#wasPressed(buttonId))
        },
        { referrer },
      )
    })
  }

  /**
   * WeChat makes sure that the person did agree: by the id of the button that was pressed.
   * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/privacy/wx.onNeedPrivacyAuthorization.html
   */
  #wasPressed(buttonId: string | undefined): boolean {
    if (buttonId !== undefined && this.#pressed.has(buttonId)) return true
    this.#context.host.report({
      level: 'warn',
      text: `privacy: resolve({ event: 'agree' }) needs the buttonId of a <button open-type="agreePrivacyAuthorization"> that was pressed, after its agreeprivacyauthorization event`,
    })
    return false
  }

  #popup(): Promise<boolean> {
    const { app } = this.#context
    return new Promise((resolve) => {
      openOverlay(this.#context, {
        kind: 'bottom',
        label: '用户隐私保护提示',
        persistent: true,
        content: (close) => {
          const settle = (agreed: boolean) => () => {
            close()
            resolve(agreed)
          }
          return [
            h(
              'div',
              { class: 'ask' },
              h('h2', { text: '用户隐私保护提示' }),
              h('p', {
                class: 'note',
                text: `在使用${app.name}之前，请仔细阅读${this.contractName}。如你同意，请点击“同意”开始使用。`,
              }),
              h(
                'div',
                { class: 'ask-buttons' },
                h('button', {
                  text: '拒绝',
                  attrs: { 'data-native': 'privacy-refuse' },
                  on: { click: settle(false) },
                }),
                h('button', {
                  class: 'allow',
                  text: '同意',
                  attrs: { 'data-native': 'privacy-agree' },
                  on: { click: settle(true) },
                }),
              ),
            ),
          ]
        },
      })
    })
  }
}
