import { hoverProperties, HoverController } from '../support/hover'
import type { BuiltIn } from '../support/controller'
import { image } from '../image'

/** https://developers.weixin.qq.com/miniprogram/dev/component/cover-view.html */
export const coverView: BuiltIn = {
  tag: 'cover-view',
  properties: {
    ...hoverProperties('none', 50, 400),
    scrollTop: null,
    markerId: null,
    slot: String,
  },
  style:
    'wx-cover-view { display: block; line-height: 1.2; overflow: hidden; white-space: nowrap; pointer-events: auto; }',
  controller: HoverController,
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/cover-image.html */
export const coverImage: BuiltIn = {
  ...image,
  tag: 'cover-image',
  style: `
wx-cover-image { display: inline-block; width: 100%; position: relative; overflow: hidden; }
wx-cover-image > .wx-image-inner { display: block; width: 100%; height: 100%; }
`,
}
