import { asyncApi, WxFail, WxNotSupportedError, type WxContext, type WxFamily } from '../support'
import { openActionSheet } from '../interaction/action-sheet'
import { openModal } from '../interaction/modal'

/** Vibrates where the browser can; it complains about pages nobody has touched yet, so those do not try. */
function vibrate(ms: number): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(ms)
}

/** Nobody is called from a computer: the person sees what a phone would ask, and may turn away. */
async function callNumber(context: WxContext, phoneNumber: string): Promise<void> {
  await openActionSheet(context, { itemList: [`呼叫 ${phoneNumber}`] })
}

/** There is no camera: what a code says is typed. */
async function scan(context: WxContext): Promise<object> {
  const { confirm, content } = await openModal(context, {
    title: '扫一扫',
    editable: true,
    placeholderText: '输入二维码里的内容',
    confirmText: '识别',
  })
  if (!confirm || !content) throw new WxFail('cancel')
  const bytes = new TextEncoder().encode(content)
  return {
    result: content,
    scanType: 'QR_CODE',
    charSet: 'utf-8',
    path: '',
    rawData: btoa(String.fromCharCode(...bytes)),
  }
}

export function deviceFamily(context: WxContext): WxFamily {
  return {
    name: 'device',
    apis: {
      vibrateShort: asyncApi<{ type?: string }>('vibrateShort', () => vibrate(15), {
        rules: { type: { oneOf: ['heavy', 'medium', 'light'], optional: true } },
      }),
      vibrateLong: asyncApi('vibrateLong', () => vibrate(400)),
      makePhoneCall: asyncApi<{ phoneNumber: string }>(
        'makePhoneCall',
        ({ phoneNumber }) => callNumber(context, phoneNumber),
        { rules: { phoneNumber: 'String' } },
      ),
      // A computer showing this phone decides itself when to sleep.
      setKeepScreenOn: asyncApi<{ keepScreenOn: boolean }>('setKeepScreenOn', () => undefined, {
        rules: { keepScreenOn: 'Boolean' },
      }),
      scanCode: asyncApi<{ onlyFromCamera?: boolean; scanType?: string[] }>(
        'scanCode',
        () => scan(context),
        {
          refuse: ({ scanType }) => {
            if (Array.isArray(scanType) && !scanType.includes('qrCode')) {
              throw new WxNotSupportedError(
                `wx.scanCode({ scanType: ['${scanType.join("', '")}'] })`,
              )
            }
          },
        },
      ),
    },
    schema: {
      vibrateShort: { object: { type: ['heavy', 'medium', 'light'] } },
      makePhoneCall: { object: ['phoneNumber'] },
      setKeepScreenOn: { object: ['keepScreenOn'] },
      scanCode: {
        object: { onlyFromCamera: [], scanType: ['qrCode'] },
        success: ['result', 'scanType', 'charSet', 'path', 'rawData'],
      },
    },
  }
}
