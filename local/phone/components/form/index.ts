import type { BuiltIn } from '../support/controller'
import { FormController } from './controller'

/** https://developers.weixin.qq.com/miniprogram/dev/component/form.html */
export const form: BuiltIn = {
  tag: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  style: 'wx-form { display: block; }',
  controller: FormController,
}
