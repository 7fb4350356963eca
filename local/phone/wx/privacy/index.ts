import { h } from '../../kit/dom'
import { asyncApi, openOverlay, type WxContext, type WxFamily } from '../support'
import type { PrivacyGate, PrivacyListener } from './gate'

/** The guide itself is written in the mini program's console; here only what every such guide has to say. */
function openContract(context: WxContext, gate: PrivacyGate): void {
  openOverlay(context, {
    kind: 'full',
    label: gate.contractName,
    content: (close) => [
      h(
        'div',
        { class: 'reader-bar' },
        h('strong', { text: gate.contractName }),
        h('button', {
          text: '关闭',
          attrs: { 'data-native': 'contract-close' },
          on: { click: close },
        }),
      ),
      h('div', {
        class: 'reader text',
        text: [
          `${context.app.name}只在你使用相应功能时处理所需的信息，例如你选择的图片和文件、你复制的文字。`,
          '正式的指引由小程序管理员在微信公众平台填写，上线后在这里显示。',
          '你可以随时在小程序内申请导出或删除自己的数据。',
        ].join('\n\n'),
      }),
    ],
  })
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html */
export function privacyFamily(context: WxContext, gate: PrivacyGate): WxFamily {
  return {
    name: 'privacy',
    apis: {
      getPrivacySetting: asyncApi('getPrivacySetting', async () => ({
        needAuthorization: !(await gate.isAgreed()),
        privacyContractName: gate.contractName,
      })),
      requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', () =>
        gate.require('requirePrivacyAuthorize'),
      ),
      openPrivacyContract: asyncApi('openPrivacyContract', () => openContract(context, gate)),
      // The last registration wins.
      onNeedPrivacyAuthorization: (listener: unknown) => {
        gate.setListener(typeof listener === 'function' ? (listener as PrivacyListener) : undefined)
      },
    },
    schema: {
      getPrivacySetting: { success: ['needAuthorization', 'privacyContractName'] },
    },
  }
}
