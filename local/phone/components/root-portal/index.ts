import { Controller, type BuiltIn } from '../support/controller'

class RootPortalController extends Controller {
  override attached(): void {
    this.#apply()
  }

  override changed(): void {
    if (this.host.isConnected) this.#apply()
  }

  /** The browser's top layer is out of reach of ancestors' transforms and clipping, as the page's root is. */
  #apply(): void {
    const { host } = this
    if (this.flag('enable')) {
      host.popover = 'manual'
      if (!host.matches(':popover-open')) host.showPopover()
    } else {
      if (host.popover && host.matches(':popover-open')) host.hidePopover()
      host.popover = null
    }
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/root-portal.html */
export const rootPortal: BuiltIn = {
  tag: 'root-portal',
  properties: { enable: { type: Boolean, value: true } },
  style: `
wx-root-portal { display: block; }
wx-root-portal[popover] {
  position: fixed; inset: 0 auto auto 0; width: 0; height: 0; margin: 0; padding: 0; border: 0; overflow: visible;
  background: none; color: inherit;
}
`,
  controller: RootPortalController,
}
