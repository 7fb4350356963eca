import { WxNotSupportedError } from '../../wx/support'
import { Controller, type BuiltIn } from '../support/controller'

/** What the local server knows of the person and their chats. */
interface OpenDataReply {
  text?: string
  imageUrl?: string
}

const SUPPORTED = new Set(['userNickName', 'userAvatarUrl', 'groupName'])

class OpenDataController extends Controller {
  override attached(): void {
    void this.#draw()
  }

  override changed(): void {
    if (this.host.isConnected) void this.#draw()
  }

  async #draw(): Promise<void> {
    const type = this.str('type')
    if (type === '') return
    if (!SUPPORTED.has(type)) {
      this.page.fail(new WxNotSupportedError(`<open-data type="${type}">`))
      return
    }
    const openGid = this.str('openGid')
    try {
      const reply = (await this.page.host.request('/api/open-data', {
        type,
        openGid,
      })) as OpenDataReply
      if (reply.imageUrl) {
        const image = this.create('img', '')
        image.alt = ''
        image.src = reply.imageUrl
        this.host.replaceChildren(image)
      } else this.host.textContent = reply.text || this.str('defaultText')
    } catch (error) {
      this.host.textContent = this.str('defaultText')
      this.trigger('error', error)
    }
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
