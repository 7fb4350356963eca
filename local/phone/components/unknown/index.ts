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

/** Tags of HTML that pages carry over; phones draw them as plain elements without a style. */
const HTML_TAGS = new Set(
  'a abbr b br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li mark ol p pre q s small span strong sub sup table tbody td th tr u ul'.split(
    ' ',
  ),
)

class UnknownController extends Controller {
  override attached(): void {
    const tag = this.component.tagName
    const owner = this.component.ownerShadowRoot?.getHostNode().is ?? ''
    if (HTML_TAGS.has(tag)) {
      this.page.warn(`${owner}: <${tag}> is no component, but drawn as an element without a style`)
      return
    }
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
