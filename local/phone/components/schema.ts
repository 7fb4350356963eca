import type { ComponentSchema, WxFamily } from '../wx/support'
import { builtIns } from '.'
import { OPEN_TYPE_NAMES } from './support/open-type'

/** Attribute values that programs ask for: `wx.canIUse('button.open-type.share')`. */
const VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  button: {
    'open-type': OPEN_TYPE_NAMES,
    'form-type': ['submit', 'reset'],
    size: ['default', 'mini'],
  },
  canvas: { type: ['2d'] },
  input: { type: ['text', 'number', 'idcard', 'digit', 'safe-password', 'nickname'] },
  navigator: {
    'open-type': ['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack', 'exit'],
  },
  'open-data': { type: ['userNickName', 'userAvatarUrl', 'groupName'] },
  picker: { mode: ['selector', 'multiSelector', 'time', 'date', 'region'] },
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function schemaOf(tag: string, properties: readonly string[]): ComponentSchema {
  return Object.fromEntries(
    properties.map((name) => [kebab(name), VALUES[tag]?.[kebab(name)] ?? []]),
  )
}

/** What `wx.canIUse` knows of the built-in components. */
export function componentsFamily(): WxFamily {
  return {
    name: 'components',
    apis: {},
    components: Object.fromEntries(
      builtIns
        .filter(({ tag }) => tag !== 'unknown')
        .map(({ tag, properties, without = [] }) => [
          tag,
          schemaOf(
            tag,
            Object.keys(properties).filter((name) => !without.includes(kebab(name))),
          ),
        ]),
    ),
  }
}
