import { Controller, type BuiltIn } from '../support/controller'

/** Components of WeChat that this phone does not have, as far as pages may ask for them. */
const ABSENT = new Set([
  'ad',
  'audio',
  'camera',
  'editor',
  'functional-page-navigator',
  'live-player',
  'live-pusher',
  'map',
  'official-account',
  'store-product',
  'video',
  'voip-room',
  'web-view',
])

class UnknownController extends Controller {
  override attached(): void {
    const tag = this.component.tagName
    const owner = this.component.ownerShadowRoot?.getHostNode().is ?? ''
    const reason = ABSENT.has(tag)
      ? 'is not supported by the local phone'
      : 'is not a component; is it missing in "usingComponents"?'
    const message = `${owner}: <${tag}> ${reason}`
    const note = this.create('div', 'wx-unknown-note')
    note.textContent = message
    this.host.prepend(note)
    this.page.fail(new Error(message))
  }
}

/** Stands where a template uses a tag that nothing defines: the error is seen in the page and in the terminal. */
export const unknown: BuiltIn = {
  tag: 'unknown',
  properties: {},
  style: `
.wx-unknown-note { display: block; padding: 4px 8px; font: 12px/1.5 ui-monospace, monospace; color: #b42318; background: #fef3f2; border: 1px solid #fda29b; }
`,
  controller: UnknownController,
}
