import type { WxContext } from '../support'

/** Version of the base library whose behaviour this phone follows (miniprogram-api-typings 5.2.3). */
export const SDK_VERSION = '3.12.0'
const WECHAT_VERSION = '8.0.60'

/** Height of the navigation bar under the status bar. */
export const NAVIGATION_BAR_HEIGHT = 44

const CAPSULE = { width: 87, height: 32, right: 7, top: 6 }

export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

/** Where the capsule is drawn: 7 px from the right, centred in the navigation bar. */
export function capsuleRect({ host }: WxContext): Rect {
  const { screenWidth, statusBarHeight } = host.device
  const right = screenWidth - CAPSULE.right
  const top = statusBarHeight + CAPSULE.top
  const { width, height } = CAPSULE
  return { left: right - width, top, right, bottom: top + height, width, height }
}

export function windowInfo(context: WxContext): object {
  const { device } = context.host
  const { screenWidth, screenHeight, statusBarHeight, safeAreaBottom, pixelRatio } = device
  const page = context.windowSize()
  const bottom = screenHeight - safeAreaBottom
  return {
    pixelRatio,
    screenWidth,
    screenHeight,
    windowWidth: page.width,
    windowHeight: page.height,
    statusBarHeight,
    screenTop: page.top,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: statusBarHeight,
      bottom,
      width: screenWidth,
      height: bottom - statusBarHeight,
    },
  }
}

/** A mini program is told it runs in the developer tools: there, too, it is not on a phone. */
export const deviceInfo = (): object => ({
  abi: '',
  deviceAbi: '',
  benchmarkLevel: 50,
  brand: 'devtools',
  model: 'iPhone 12/13 mini',
  system: 'iOS 16.0.0',
  platform: 'devtools',
  cpuType: 'unknown',
  memorySize: '4096',
})

export function appBaseInfo({ host, app }: WxContext): object {
  const { theme, fontSizeSetting } = host.device
  return {
    SDKVersion: SDK_VERSION,
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
    language: 'zh_CN',
    version: WECHAT_VERSION,
    fontSizeSetting,
    fontSizeScaleFactor: fontSizeSetting / 16,
    ...(app.darkmode ? { theme } : {}),
  }
}

export const systemSetting = ({ host }: WxContext): object => ({
  bluetoothEnabled: false,
  locationEnabled: false,
  wifiEnabled: host.network() === 'wifi',
  deviceOrientation: host.device.screenWidth > host.device.screenHeight ? 'landscape' : 'portrait',
})

export const authorizeSetting = (): object => ({
  albumAuthorized: 'authorized',
  bluetoothAuthorized: 'not determined',
  cameraAuthorized: 'not determined',
  locationAuthorized: 'not determined',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'not determined',
  notificationAlertAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  notificationBadgeAuthorized: 'authorized',
  notificationSoundAuthorized: 'authorized',
  phoneCalendarAuthorized: 'not determined',
})

/** The deprecated all-in-one, whose authorisations are booleans. */
export function systemInfo(context: WxContext): object {
  return {
    ...windowInfo(context),
    ...deviceInfo(),
    ...appBaseInfo(context),
    ...systemSetting(context),
    albumAuthorized: true,
    cameraAuthorized: false,
    locationAuthorized: false,
    locationReducedAccuracy: false,
    microphoneAuthorized: false,
    notificationAuthorized: true,
    notificationAlertAuthorized: true,
    notificationBadgeAuthorized: true,
    notificationSoundAuthorized: true,
    phoneCalendarAuthorized: false,
  }
}
