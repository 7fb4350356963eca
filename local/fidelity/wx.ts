import { each, partial, remark, type Judgements } from './types'

const FILES = 'files of this computer stand for those of the phone'
const NO_CAMERA = "`sourceType: ['camera']` alone throws"
const ONE_SCOPE =
  'only `scope.userLocation` and `scope.writePhotosAlbum` exist; asking for another throws'
const FIXED = 'the figures of one simulated phone; `platform` is `devtools`'
const NO_KEYBOARD = 'there is no soft keyboard, so its height never changes'
const WAVE = 'only where the browser can vibrate'
const TERMINAL = 'goes to the terminal; nothing is kept or uploaded, filters do nothing'
const NETWORKS = '`wifi` or `none`, set on the wall'

/** `wx.*`. */
export const WX: Judgements = {
  authorize: partial(ONE_SCOPE),
  canIUse: partial(
    'answers what is here; a parameter that no family declares is answered with false',
  ),
  canvasToTempFilePath: remark('of both kinds of canvas'),
  checkSession: partial('the session never ends'),
  chooseImage: partial(`${FILES}; ${NO_CAMERA}; \`sizeType\` compresses nothing`),
  chooseMedia: partial(
    `${FILES}; ${NO_CAMERA}; \`sizeType\`, \`maxDuration\`, \`camera\` do nothing`,
  ),
  chooseMessageFile: partial(FILES),
  cloud: partial('functions and files; see below'),
  compressImage: partial('the result is always a JPEG'),
  createCanvasContext: partial('the old interface: no patterns, no `getActions`'),
  createIntersectionObserver: partial(
    'of several references the last one counts; `nativeMode` does nothing',
  ),
  createOffscreenCanvas: partial("`type: 'webgl'` throws; no `compInst`"),
  exitMiniProgram: partial('goes back to the chat; the mini program stays in the background'),
  getAccountInfoSync: remark('`envVersion` is always `develop`'),
  getAppBaseInfo: partial('language zh_CN and base library 3.12.0, always'),
  getClipboardData: partial(
    'what the mini program wrote; the computer’s own where the browser allows it',
  ),
  getImageInfo: partial('`orientation` is always `up`'),
  getLocation: partial('always the same place in Guangzhou'),
  getLogManager: partial(TERMINAL),
  getRealtimeLogManager: partial(TERMINAL),
  reportAnalytics: partial(TERMINAL),
  reportEvent: partial(TERMINAL),
  getNetworkType: partial(NETWORKS),
  getPerformance: partial('one entry, of the launch: how fast a phone is cannot be learnt here'),
  getPrivacySetting: partial(
    'there is no guide in a console: an undeclared API (errno 112) is not noticed',
  ),
  getSetting: partial(ONE_SCOPE),
  getUpdateManager: partial('there is never a newer version'),
  hideShareMenu: partial('`menus` does nothing: there is one menu'),
  login: partial('a code that looks right; there is no server of WeChat to exchange it'),
  makePhoneCall: partial('asks as a phone would, calls nobody'),
  navigateTo: partial('`routeType` and `routeConfig` do nothing'),
  onNetworkStatusChange: partial(NETWORKS),
  offNetworkStatusChange: partial(NETWORKS),
  onKeyboardHeightChange: partial(NO_KEYBOARD),
  offKeyboardHeightChange: partial(NO_KEYBOARD),
  openDocument: partial('shows PDF and text; other files are offered as a download'),
  openLocation: partial('name, address and coordinates, without a map'),
  openPrivacyContract: partial('a text of ours in place of the one in the console'),
  openSetting: partial(ONE_SCOPE),
  previewImage: partial('no pinching, no menu by a long press'),
  reportPerformance: partial('does nothing'),
  requestSubscribeMessage: partial(
    'never answers `ban`, `filter` or `acceptWithAudio`; three templates at most',
  ),
  saveImageToPhotosAlbum: partial('into the downloads of the browser'),
  scanCode: partial('what a code says is typed; `onlyFromCamera` does nothing, bar codes throw'),
  setKeepScreenOn: partial('does nothing'),
  setNavigationBarColor: partial('`animation` does nothing'),
  setStorage: partial('`encrypt: true` throws'),
  getStorage: partial('`encrypt: true` throws'),
  showShareMenu: partial("`menus: ['shareTimeline']` throws"),
  showTabBar: partial('`animation` does nothing'),
  hideTabBar: partial('`animation` does nothing'),
  updateShareMenu: partial(
    'chat tools, group to-dos and private messages throw; of a dynamic card nobody is reminded',
  ),
  ...each('getDeviceInfo getSystemInfo getSystemInfoAsync getSystemInfoSync', partial(FIXED)),
  ...each(
    'getAppAuthorizeSetting getSystemSetting',
    partial('fixed answers of one simulated phone'),
  ),
  ...each(
    'getGroupEnterInfo getShareInfo',
    partial('the `cloudID` is real; `encryptedData` and `iv` are there for their shape only'),
  ),
  ...each('vibrateLong vibrateShort', partial(WAVE)),
}

/** What `wx` APIs return, and `this` of pages and components: a judgement holds for all that an object has. */
export const OBJECTS: Judgements = {
  CanvasContext: remark('recorded, and drawn by the browser when `draw` is called'),
  FileSystemManager: remark(
    'user files survive in the browser, temporary ones end with the run; no 200 MB limit; the sync calls cannot read files of the package',
  ),
  LogManager: partial(TERMINAL),
  NodesRef: remark('`node` gives a canvas, or the context of an enhanced scroll-view'),
  Performance: partial('the launch only'),
  RealtimeLogManager: partial(TERMINAL),
  UpdateManager: partial('never has an update'),
  'wx.cloud': remark(
    'there is one environment, whatever `init` and `config.env` name; files move in one step',
  ),
}
