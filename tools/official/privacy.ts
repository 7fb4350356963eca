import type { Sources } from './sources'
import { wxmlTags } from './wxml-tags'
import { apiUses } from './wx-api'

/**
 * What WeChat makes a mini program declare, by the functions and components that touch it.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html
 */
const KINDS: readonly {
  kind: string
  apis?: string
  openTypes?: string
  tags?: string
  input?: string
}[] = [
  {
    kind: '收集你的昵称、头像',
    openTypes: 'chooseAvatar userInfo',
    input: 'nickname',
    apis: 'getUserInfo getUserProfile',
  },
  {
    kind: '收集你的位置信息',
    apis: 'getLocation startLocationUpdate startLocationUpdateBackground getFuzzyLocation',
  },
  { kind: '收集你选择的位置信息', apis: 'choosePoi chooseLocation' },
  { kind: '收集你的地址', apis: 'chooseAddress' },
  { kind: '收集你的发票信息', apis: 'chooseInvoiceTitle chooseInvoice' },
  { kind: '收集你的微信运动步数', apis: 'getWeRunData' },
  { kind: '收集你的手机号', openTypes: 'getPhoneNumber getRealtimePhoneNumber' },
  { kind: '收集你的车牌号', apis: 'chooseLicensePlate' },
  { kind: '收集你选中的照片或视频信息', apis: 'chooseImage chooseMedia chooseVideo' },
  { kind: '收集你选中的文件', apis: 'chooseMessageFile' },
  {
    kind: '访问你的麦克风',
    apis: 'startRecord getRecorderManager joinVoIPChat',
    tags: 'live-pusher',
  },
  {
    kind: '访问你的摄像头',
    apis: 'createVKSession',
    tags: 'camera live-pusher voip-room',
  },
  { kind: '访问你的蓝牙', apis: 'openBluetoothAdapter createBLEPeripheralServer' },
  { kind: '使用你的相册（仅写入）权限', apis: 'saveImageToPhotosAlbum saveVideoToPhotosAlbum' },
  { kind: '使用你的通讯录（仅写入）权限', apis: 'addPhoneContact' },
  { kind: '使用你的日历（仅写入）权限', apis: 'addPhoneRepeatCalendar addPhoneCalendar' },
  { kind: '调用你的加速传感器', apis: 'startAccelerometer' },
  { kind: '调用你的磁场传感器', apis: 'startCompass' },
  { kind: '调用你的方向传感器', apis: 'startDeviceMotionListening' },
  { kind: '调用你的陀螺仪传感器', apis: 'startGyroscope' },
  { kind: '读取你的剪切板', apis: 'setClipboardData getClipboardData' },
]

export interface PrivacyUse {
  /** As the guide in WeChat's console calls it. */
  kind: string
  /** Function or component that touches it. */
  by: string
  file: string
}

const has = (list: string | undefined, name: string): boolean =>
  list !== undefined && list.split(' ').includes(name)

/** Every use of something that has to be declared in 用户隐私保护指引, by kind. */
export function privacyUses(sources: Sources): PrivacyUse[] {
  const uses: PrivacyUse[] = []
  const note = (file: string, by: string, isOne: (kind: (typeof KINDS)[number]) => boolean) => {
    for (const entry of KINDS.filter(isOne)) uses.push({ kind: entry.kind, by, file })
  }
  for (const { name, file } of apiUses(sources)) {
    note(file, `wx.${name}`, ({ apis }) => has(apis, name))
  }
  for (const file of sources.own.filter((path) => path.endsWith('.wxml'))) {
    for (const { name, attributes } of wxmlTags(sources.read(file))) {
      note(file, `<${name}>`, ({ tags }) => has(tags, name))
      for (const type of (attributes.get('open-type') ?? '').split('|')) {
        note(file, `<button open-type="${type}">`, ({ openTypes }) => has(openTypes, type))
      }
      const type = attributes.get('type') ?? ''
      if (name === 'input') note(file, `<input type="${type}">`, ({ input }) => has(input, type))
    }
  }
  const order = KINDS.map(({ kind }) => kind)
  return uses.sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.file.localeCompare(b.file),
  )
}

/** The part of docs/DEPLOYING.md that has to follow the source. */
export function privacyTable(uses: readonly PrivacyUse[]): string {
  const rows = new Map<string, string>()
  for (const { kind, by, file } of uses)
    rows.set(`${kind}|${by}|${file}`, `| ${kind} | \`${by}\` | \`${file}\` |`)
  return [
    '| 处理的信息 | function or component | used in |',
    '| --- | --- | --- |',
    ...rows.values(),
  ].join('\n')
}
