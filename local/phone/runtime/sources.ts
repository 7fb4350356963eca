import type { GeneralComponent } from 'glass-easel'
import type { WxContext } from '../wx/support'

/** Resolves what a mini program writes into `src`. */
export class Sources {
  readonly #context: WxContext

  constructor(context: WxContext) {
    this.#context = context
  }

  /** Paths without a leading slash are relative to the component or page whose template has the element. */
  resolve(src: string, component: GeneralComponent, route: string): string | Promise<string> {
    const owner = component.ownerShadowRoot?.getHostNode().is ?? route
    return this.#url(src, owner)
  }

  #url(src: string, from: string): string | Promise<string> {
    if (src === '') return ''
    if (src.startsWith('cloud://')) return this.#cloudUrl(src)
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(src)) return this.#context.files.url(src)
    const parts = from.split('/').slice(0, -1)
    for (const part of src.split('/')) {
      if (part === '' || part === '.') continue
      if (part === '..') parts.pop()
      else parts.push(part)
    }
    return this.#context.files.url(`/${parts.join('/')}`)
  }

  /** `cloud://` ids work directly in `<image src>`; the cloud answers with a URL. */
  async #cloudUrl(fileId: string): Promise<string> {
    const reply = await this.#context.host.request('/api/storage/urls', { fileList: [fileId] })
    const list = (reply as { fileList?: { tempFileURL?: string }[] }).fileList
    return list?.[0]?.tempFileURL ?? ''
  }

  /** A URL that works outside this window too: stored files become data URLs. */
  async portable(src: string, route: string): Promise<string> {
    const url = await this.#url(src, route)
    if (!url.startsWith('blob:')) return url
    const blob = await (await fetch(url)).blob()
    return new Promise((resolve, reject) => {
      const reader = new FileReader()
      reader.onload = () => resolve(String(reader.result))
      reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'))
      reader.readAsDataURL(blob)
    })
  }
}
