import type { BuiltIn } from '../support/controller'
import { HoverController, hoverProperties } from '../support/hover'

/** https://developers.weixin.qq.com/miniprogram/dev/component/view.html */
export const view: BuiltIn = {
  tag: 'view',
  properties: hoverProperties('none', 50, 400),
  style: 'wx-view { display: block; }',
  controller: HoverController,
}
