import { asyncApi, WxFail, type WxContext, type WxFamily } from '../support'
import { actionSheetApis } from './action-sheet'
import { modalApis } from './modal'
import { toastApis } from './toast'

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html and its neighbours. */
export function interactionFamily(context: WxContext): WxFamily {
  const pageId = (): string | number => {
    const page = context.currentPage()
    if (!page) throw new WxFail('no page')
    return page.id
  }
  return {
    name: 'interaction',
    apis: {
      ...toastApis(context),
      ...modalApis(context),
      ...actionSheetApis(context),
      enableAlertBeforeUnload: asyncApi<{ message: string }>(
        'enableAlertBeforeUnload',
        ({ message }) => void context.alertsBeforeUnload.set(pageId(), message),
        { rules: { message: 'String' } },
      ),
      disableAlertBeforeUnload: asyncApi('disableAlertBeforeUnload', () => {
        context.alertsBeforeUnload.delete(pageId())
      }),
    },
    schema: {
      showToast: {
        object: {
          title: [],
          icon: ['success', 'error', 'loading', 'none'],
          image: [],
          duration: [],
          mask: [],
        },
      },
      hideToast: { object: ['noConflict'] },
      showLoading: { object: ['title', 'mask'] },
      hideLoading: { object: ['noConflict'] },
      showModal: {
        object: [
          'title',
          'content',
          'showCancel',
          'cancelText',
          'cancelColor',
          'confirmText',
          'confirmColor',
          'editable',
          'placeholderText',
        ],
        success: ['confirm', 'cancel', 'content'],
      },
      showActionSheet: { object: ['itemList', 'alertText', 'itemColor'], success: ['tapIndex'] },
      enableAlertBeforeUnload: { object: ['message'] },
    },
  }
}
