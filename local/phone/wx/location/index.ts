import type { AppConfig } from '../../../compiler/manifest'
import { h } from '../../kit/dom'
import { requireScope } from '../open-api/authorize'
import { asyncApi, openOverlay, WxFail, type WxContext, type WxFamily } from '../support'

/** Where this phone is: Guangzhou, in the coordinates of GPS and in those of Chinese maps. */
const PLACES = {
  wgs84: { latitude: 23.1291, longitude: 113.2644 },
  gcj02: { latitude: 23.126423, longitude: 113.26973 },
}
const ACCURACY_M = 65
const SCOPE = 'scope.userLocation'

interface Place {
  latitude: number
  longitude: number
  name?: string
  address?: string
  scale?: number
}

const stringsIn = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** What app.json says a person's place is needed for. */
function purposeIn({ permission }: AppConfig): string | undefined {
  const all = permission as Record<string, { desc?: string } | undefined> | undefined
  return all?.[SCOPE]?.desc
}

/**
 * Both declarations of app.json have to be there:
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#requiredPrivateInfos, #permission
 */
function requireDeclarations(context: WxContext, app: AppConfig, api: string): void {
  const isDeclared = stringsIn(app['requiredPrivateInfos']).includes(api)
  if (isDeclared && purposeIn(app)) return
  const reason = isDeclared
    ? 'require permission desc'
    : 'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json'
  // Said aloud, for a mini program without a `fail` would not learn it.
  context.host.report({ level: 'error', text: `${api}:fail ${reason}` })
  throw new WxFail(reason)
}

/** There is no map: the person sees what a map would be told. */
function showPlace(context: WxContext, { latitude, longitude, name, address }: Place): void {
  const title = name ?? '位置'
  openOverlay(context, {
    kind: 'full',
    label: title,
    content: (close) => [
      h(
        'div',
        { class: 'reader-bar' },
        h('strong', { text: title }),
        h('button', {
          text: '关闭',
          attrs: { 'data-native': 'location-close' },
          on: { click: close },
        }),
      ),
      h('div', {
        class: 'reader text',
        text: [address, `纬度 ${latitude}，经度 ${longitude}`, '这里没有地图。']
          .filter(Boolean)
          .join('\n\n'),
      }),
    ],
  })
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/location/wx.getLocation.html, wx.openLocation.html */
export function locationFamily(context: WxContext, app: AppConfig): WxFamily {
  return {
    name: 'location',
    apis: {
      getLocation: asyncApi<{ type?: string }, object>('getLocation', async ({ type }) => {
        requireDeclarations(context, app, 'getLocation')
        await context.privacy.require('getLocation')
        await requireScope(context, SCOPE, purposeIn(app))
        return {
          ...(type === 'gcj02' ? PLACES.gcj02 : PLACES.wgs84),
          speed: -1,
          accuracy: ACCURACY_M,
          altitude: 0,
          verticalAccuracy: ACCURACY_M,
          horizontalAccuracy: ACCURACY_M,
        }
      }),
      openLocation: asyncApi<Place>('openLocation', (place) => showPlace(context, place), {
        rules: { latitude: 'Number', longitude: 'Number' },
      }),
    },
    schema: {
      getLocation: {
        object: { type: ['wgs84', 'gcj02'] },
        success: [
          'latitude',
          'longitude',
          'speed',
          'accuracy',
          'altitude',
          'verticalAccuracy',
          'horizontalAccuracy',
        ],
      },
      openLocation: { object: ['latitude', 'longitude', 'scale', 'name', 'address'] },
    },
  }
}
