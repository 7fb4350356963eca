import { asyncApi, listenerPair, type WxContext, type WxFamily } from '../support'
import {
  appBaseInfo,
  authorizeSetting,
  capsuleRect,
  deviceInfo,
  systemInfo,
  systemSetting,
  windowInfo,
} from './info'

const WINDOW = [
  'pixelRatio',
  'screenWidth',
  'screenHeight',
  'windowWidth',
  'windowHeight',
  'statusBarHeight',
  'screenTop',
  'safeArea',
]
const BASE = [
  'SDKVersion',
  'enableDebug',
  'host',
  'language',
  'version',
  'theme',
  'fontSizeSetting',
]
const DEVICE = ['brand', 'model', 'system', 'platform', 'benchmarkLevel', 'memorySize', 'cpuType']

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getSystemInfoSync.html and its neighbours. */
export function systemFamily(context: WxContext): WxFamily {
  return {
    name: 'system',
    apis: {
      getSystemInfoSync: () => systemInfo(context),
      getSystemInfo: asyncApi('getSystemInfo', () => systemInfo(context)),
      getSystemInfoAsync: asyncApi('getSystemInfoAsync', () => systemInfo(context)),
      getWindowInfo: () => windowInfo(context),
      getDeviceInfo: deviceInfo,
      getAppBaseInfo: () => appBaseInfo(context),
      getSystemSetting: () => systemSetting(context),
      getAppAuthorizeSetting: authorizeSetting,
      getMenuButtonBoundingClientRect: () => capsuleRect(context),
      ...listenerPair(context.events, 'themeChange', 'ThemeChange'),
      ...listenerPair(context.events, 'windowResize', 'WindowResize'),
    },
    schema: {
      getSystemInfoSync: { return: [...WINDOW, ...BASE, ...DEVICE] },
      getSystemInfo: { success: [...WINDOW, ...BASE, ...DEVICE] },
      getSystemInfoAsync: { success: [...WINDOW, ...BASE, ...DEVICE] },
      getWindowInfo: { return: WINDOW },
      getDeviceInfo: { return: DEVICE },
      getAppBaseInfo: { return: [...BASE, 'fontSizeScaleFactor'] },
      getMenuButtonBoundingClientRect: {
        return: ['left', 'top', 'right', 'bottom', 'width', 'height'],
      },
      onThemeChange: { callback: ['theme'] },
      onWindowResize: { callback: ['size'] },
    },
  }
}
