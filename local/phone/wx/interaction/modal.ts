import { h } from '../../kit/dom'
import { asyncApi, openOverlay, WxFail, type WxContext } from '../support'

export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content?: string | null
}

const BUTTON_LENGTH = 4

function checkButton(name: string, text: string | undefined): void {
  if (text !== undefined && [...text].length > BUTTON_LENGTH) {
    throw new WxFail(`${name} length should not larger than ${BUTTON_LENGTH} Chinese characters`)
  }
}

/** Draws one modal and waits for its answer. */
export function openModal(context: WxContext, options: ModalOptions): Promise<ModalAnswer> {
  return new Promise((resolve) => {
    const { title = '', content = '', editable = false } = options
    const field = h('textarea', {
      attrs: {
        placeholder: options.placeholderText ?? '',
        'aria-label': options.placeholderText || title || '输入',
        'data-native': 'modal-input',
      },
    })
    field.value = editable ? content : ''
    const sheet = openOverlay(context, {
      kind: 'dialog',
      label: title || content || '提示',
      persistent: true,
      content: (close) => {
        const settle = (confirm: boolean) => () => {
          close()
          const text = editable && confirm ? field.value : null
          resolve({ confirm, cancel: !confirm, content: text })
        }
        const button = (kind: 'cancel' | 'confirm', text: string, color?: string): HTMLElement =>
          h('button', {
            class: kind,
            text,
            attrs: { 'data-native': `modal-${kind}` },
            style: color ? { color } : {},
            on: { click: settle(kind === 'confirm') },
          })
        return [
          title !== '' && h('h2', { text: title }),
          !editable &&
            content !== '' &&
            h('p', { class: title ? 'content' : 'content alone', text: content }),
          editable && field,
          h(
            'div',
            { class: 'buttons' },
            (options.showCancel ?? true) &&
              button('cancel', options.cancelText || '取消', options.cancelColor),
            button('confirm', options.confirmText || '确定', options.confirmColor),
          ),
        ]
      },
    })
    if (editable) field.focus()
    sheet.element.dataset['native'] = 'modal'
  })
}

export function modalApis(context: WxContext): Record<string, unknown> {
  // One modal at a time: a second call waits for the answer of the first.
  let before: Promise<unknown> = Promise.resolve()
  return {
    showModal: asyncApi<ModalOptions, ModalAnswer>(
      'showModal',
      (options) => {
        checkButton('cancelText', options.cancelText)
        checkButton('confirmText', options.confirmText)
        const answer = before.then(() => openModal(context, options))
        before = answer
        return answer
      },
      {
        rules: {
          title: 'String?',
          content: 'String?',
          showCancel: 'Boolean?',
          cancelText: 'String?',
          confirmText: 'String?',
          editable: 'Boolean?',
          placeholderText: 'String?',
        },
      },
    ),
  }
}
