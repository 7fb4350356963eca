import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtIns } from '../../../local/phone/components'
import { lackOf } from '../../../local/phone/components/lack'

/** Properties that nobody has to read, and why. */
const NOTHING_TO_DO: Readonly<Record<string, readonly string[]>> = {
  'there is no soft keyboard': [
    'cursorSpacing',
    'adjustPosition',
    'holdKeyboard',
    'alwaysEmbed',
    'showConfirmBar',
    'randomNumber',
    'safePasswordCertPath',
    'safePasswordLength',
    'safePasswordTimeStamp',
    'safePasswordNonce',
    'safePasswordSalt',
    'safePasswordCustomHash',
  ],
  'it is so with and without': [
    'fixed',
    'disableDefaultPadding',
    'webp',
    'forceHttps',
    'enablePassive',
    'reportSubmitTimeout',
    'bounces',
    'fastDeceleration',
    'damping',
    'friction',
    'skipHiddenItemLayout',
    'defaultAvatar',
  ],
  'its name is put together when it is read': [
    'minWidth',
    'maxWidth',
    'minHeight',
    'maxHeight',
    'maskClass',
    'maskStyle',
    'indicatorClass',
    'indicatorStyle',
    'backgroundTextStyle',
  ],
  'only on a map, which is not here': ['markerId', 'slot'],
  'only what throws when it is tapped reads it': [
    'lang',
    'sessionFrom',
    'sendMessageTitle',
    'sendMessagePath',
    'sendMessageImg',
    'showMessageCard',
    'appParameter',
    'businessId',
    'phoneNumberNoQuotaToast',
    'appId',
    'path',
    'extraData',
    'version',
    'shortLink',
  ],
}

const sources = ['local/phone/components', 'local/phone/wx/canvas', 'local/phone/runtime']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const isRead = (name: string): boolean =>
  new RegExp(`['"\`]${name}['"\`]|\\{[^{}]*\\b${name}\\b[^{}]*\\} = this\\.data`).test(sources)

test('every property that a component declares is read by it, or said to do nothing', () => {
  const idle = new Set(Object.values(NOTHING_TO_DO).flat())
  const silent = builtIns.flatMap(({ tag, properties, without = [] }) =>
    Object.keys(properties)
      .filter((name) => !isRead(name) && !idle.has(name) && !without.includes(kebab(name)))
      .map((name) => `${tag} ${name}`),
  )
  expect(silent).toEqual([])
})

test('what is said to do nothing is found by its name in WXML and in scripts', () => {
  expect(lackOf('wx:movable-view', 'out-of-bounds')).toContain('<movable-view out-of-bounds>')
  expect(lackOf('wx:movable-view', 'outOfBounds')).toContain('<movable-view out-of-bounds>')
  expect(lackOf('wx:movable-view', 'bind:scale')).toContain('never comes')
  expect(lackOf('wx:movable-view', 'direction')).toBeUndefined()
  expect(lackOf('wx:view', 'bind:tap')).toBeUndefined()
})
