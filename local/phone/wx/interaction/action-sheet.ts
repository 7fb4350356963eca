import { h } from '../../kit/dom'
import { asyncApi, openOverlay, WxFail, type WxContext } from '../support'

export interface ActionSheetOptions {
  itemList: string[]
  alertText?: string
  itemColor?: string
}

const MOST_ITEMS = 6

/**
 * Draws a sheet of choices.
 * @throws WxFail `cancel` when the person turns away
 */
export function openActionSheet(
  context: WxContext,
  options: ActionSheetOptions,
): Promise<{ tapIndex: number }> {
  return new Promise((resolve, reject) => {
    const onCancel = (): void => reject(new WxFail('cancel'))
    openOverlay(context, {
      kind: 'bottom',
      label: options.alertText ?? '选择',
      onCancel,
      content: (close) => [
        options.alertText !== undefined && h('p', { class: 'menu-title', text: options.alertText }),
        h(
          'ul',
          {},
          ...options.itemList.map((text, tapIndex) =>
            h(
              'li',
              {},
              h('button', {
                class: 'menu-item',
                text,
                attrs: { 'data-native': 'action-sheet-item', 'data-index': tapIndex },
                style: options.itemColor ? { color: options.itemColor } : {},
                on: {
                  click: () => {
                    close()
                    resolve({ tapIndex })
                  },
                },
              }),
            ),
          ),
        ),
        h('button', {
          class: 'menu-cancel',
          text: '取消',
          attrs: { 'data-native': 'action-sheet-cancel' },
          on: {
            click: () => {
              close()
              onCancel()
            },
          },
        }),
      ],
    })
  })
}

export function actionSheetApis(context: WxContext): Record<string, unknown> {
  return {
    showActionSheet: asyncApi<ActionSheetOptions, { tapIndex: number }>(
      'showActionSheet',
      (options) => {
        if (options.itemList.length === 0) {
          throw new WxFail('parameter error: parameter.itemList should have at least 1 item')
        }
        if (options.itemList.length > MOST_ITEMS) {
          throw new WxFail(`parameter error: itemList should not be large than ${MOST_ITEMS}`)
        }
        return openActionSheet(context, options)
      },
      { rules: { itemList: 'Array', alertText: 'String?', itemColor: 'String?' } },
    ),
  }
}
