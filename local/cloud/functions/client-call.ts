import type { World } from '../../world/types'
import { exchange } from '../openapi/open-data'
import type { ClientCall, FunctionReply } from '../types'
import type { Visits } from '../visits'
import type { FunctionHost } from './host'
import { clientReply, failures } from './replies'

export interface ClientCallDependencies {
  functions: FunctionHost
  world: World | undefined
  appid: string
  visits: Visits
  now: () => number
}

/** More CloudIDs in one call are left as they are. */
const MAX_CLOUD_IDS = 5

/** The mini program's channel refuses larger results. */
const MAX_RESULT_BYTES = 1024 * 1024

/**
 * `wx.cloud.callFunction` once it has left the phone: adds what the platform adds to the event and bounds the answer.
 * `userInfo` always is the platform's, whatever the client sent under that name.
 */
export async function callFromClient(
  call: ClientCall,
  { functions, world, appid, visits, now }: ClientCallDependencies,
): Promise<FunctionReply> {
  const { openid, source } = call.caller
  if (openid !== undefined) visits.record(openid)
  const event = {
    ...plainObject(call.data),
    ...exchangeAll(call, world, now),
    userInfo: { appId: appid, ...(openid !== undefined && { openId: openid }) },
  }
  const outcome = await functions.call({
    name: call.name,
    event: JSON.stringify(event),
    source,
    chain: source,
    ...(openid !== undefined && { openid }),
  })
  if (!outcome.ok) return clientReply(outcome.failure, outcome.requestId)
  if (outcome.json !== undefined && Buffer.byteLength(outcome.json) > MAX_RESULT_BYTES) {
    return clientReply(failures.resultTooLarge(), outcome.requestId)
  }
  return { ok: true, result: parseResult(outcome.json), requestID: outcome.requestId }
}

/** A function without a result answers `null`, as JSON has no `undefined`. */
export function parseResult(json: string | undefined): unknown {
  return json === undefined ? null : (JSON.parse(json) as unknown)
}

function plainObject(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

/** The fields that the client sent as `wx.cloud.CloudID(…)`, each replaced by its data or its error. */
function exchangeAll(
  call: ClientCall,
  world: World | undefined,
  now: () => number,
): Record<string, unknown> {
  const cloudIds = Object.entries(call.cloudIds ?? {}).slice(0, MAX_CLOUD_IDS)
  if (!world) return Object.fromEntries(cloudIds)
  return Object.fromEntries(
    cloudIds.map(([field, cloudId]) => [field, exchange(cloudId, call.caller.openid, world, now)]),
  )
}
