import type { World } from '../../world/types'
import type { Invocation } from '../invocations'

/**
 * `cloud.getOpenData`: exchanges cloudIDs for the data behind them, each for itself: one that is forged, expired or
 * another person's has `errCode` and `errMsg` in place of `data`.
 */
export function openData(
  cloudIds: string[],
  invocation: Invocation,
  world: World,
  now: () => number,
): { cloudId: string; json: string }[] {
  return cloudIds.map((cloudId) => ({
    cloudId,
    json: JSON.stringify(exchange(cloudId, invocation.openid, world, now)),
  }))
}

/** One exchanged cloudID, also what a `wx.cloud.CloudID` of the client's data is replaced by. */
export function exchange(
  cloudID: string,
  openid: string | undefined,
  world: World,
  now: () => number,
): Record<string, unknown> {
  const resolved = world.resolveCloudId(cloudID, openid ?? '')
  if ('errCode' in resolved) {
    return { cloudID, errCode: resolved.errCode, errMsg: resolved.errMsg }
  }
  const watermark = { appid: world.appid, timestamp: Math.floor(now() / 1000) }
  return { cloudID, data: { ...resolved.data, watermark } }
}
