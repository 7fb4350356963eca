import type { BuiltIn } from '../support/controller'

/**
 * Lies on the keyboard while a field is typed into. This phone has no keyboard on its screen, so it is never seen.
 * https://developers.weixin.qq.com/miniprogram/dev/component/keyboard-accessory.html
 */
export const keyboardAccessory: BuiltIn = {
  tag: 'keyboard-accessory',
  properties: {},
  style: 'wx-keyboard-accessory { display: none; }',
}
