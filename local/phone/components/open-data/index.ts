import { WxNotSupportedError } from '../../wx/support'
import { Controller, type BuiltIn } from '../support/controller'
import { askPerson, drawAvatar } from '../support/person'

class OpenDataController extends Controller {
  override attached(): void {
    this.#start()
  }

  override changed(): void {
    if (this.host.isConnected) this.#start()
  }

  #start(): void {
    this.#draw().catch((error: unknown) => {
      this.host.textContent = this.str('defaultText')
      this.trigger('error', error)
    })
  }

  async #draw(): Promise<void> {
    const type = this.str('type')
    const { host } = this.page
    if (type === 'userNickName') this.host.textContent = (await askPerson(host)).nickname
    else if (type === 'userAvatarUrl') await this.#drawAvatar()
    else if (type === 'groupName') {
      const request = { type, openGid: this.str('openGid') }
      const reply = (await host.request('/api/openData', request)) as { groupName: string }
      this.host.textContent = reply.groupName || this.str('defaultText')
    } else if (type !== '') {
      this.page.fail(new WxNotSupportedError(`<open-data type="${type}">`))
    }
  }

  async #drawAvatar(): Promise<void> {
    const image = this.create('img', '')
    image.alt = ''
    image.src = URL.createObjectURL(await drawAvatar(await askPerson(this.page.host)))
    this.host.replaceChildren(image)
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/open-data.html */
export const openData: BuiltIn = {
  tag: 'open-data',
  properties: {
    type: String,
    openGid: String,
    lang: { type: String, value: 'zh_CN' },
    defaultText: String,
    defaultAvatar: String,
  },
  style: `
wx-open-data { display: inline; }
wx-open-data > img { display: block; width: 100%; height: 100%; object-fit: cover; }
`,
  controller: OpenDataController,
}
