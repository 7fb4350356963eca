import type { GeneralComponent } from 'glass-easel'
import type { Card } from '../../world/types'
import type { PhoneHost } from '../host'
import type { WxContext } from '../wx/support'
import type { Page } from './page'
import { makeCard } from './share'
import type { Sources } from './sources'

interface Parts {
  host: PhoneHost
  context: WxContext
  sources: Sources
}

/** Hands a page's card to the phone: by a button of the page, or from the menu behind the capsule's dots. */
export class Sharing {
  readonly #parts: () => Parts

  /** @param parts asked for when something is shared, since they exist only from the start on */
  constructor(parts: () => Parts) {
    this.#parts = parts
  }

  async byButton(page: Page, button: GeneralComponent): Promise<void> {
    await this.#parts().host.share(await this.#card(page, button))
  }

  openMenu(page: Page): void {
    const { host, context } = this.#parts()
    const isHidden = context.shareSettings.get(page.id)?.hidden === true
    const canShare = page.has('onShareAppMessage') && !isHidden
    host.openMenu(canShare ? { share: () => this.#card(page) } : {})
  }

  #card(page: Page, button?: GeneralComponent): Promise<Card> {
    const { context, sources } = this.#parts()
    const share = {
      appName: context.app.name,
      settings: context.shareSettings.get(page.id),
      portableUrl: (src: string) => sources.portable(src, page.path),
    }
    return makeCard(page, share, button)
  }
}
