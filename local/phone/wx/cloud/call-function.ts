import { asyncApi, typeOf, WxFail, type WxContext } from '../support'
import { CloudID, cloudFailure, requireInit, type CloudState } from './state'

interface CallFunctionOptions {
  name: string
  data?: Record<string, unknown>
  /** Which environment; here is one, so it does not matter. */
  config?: { env?: string }
  /** Asks for a long-running call; there is no shorter limit here than the function's own. */
  slow?: boolean
}

interface CallFunctionResult {
  result: unknown
  requestID: string
}

type ServerReply =
  | ({ ok: true } & CallFunctionResult)
  | { ok: false; errCode: number; errMsg: string; requestID: string }

/** Most cloudIDs one call may carry. */
const CLOUD_IDS = 5

/** Takes the CloudIDs out of the top level; deeper ones travel as they are and are not exchanged. */
function splitCloudIds(data: Record<string, unknown>): {
  plain: Record<string, unknown>
  cloudIds: Record<string, string>
} {
  const plain: Record<string, unknown> = {}
  const cloudIds: Record<string, string> = {}
  for (const [field, value] of Object.entries(data)) {
    if (value instanceof CloudID) cloudIds[field] = value.cloudID
    else plain[field] = value
  }
  if (Object.keys(cloudIds).length > CLOUD_IDS) {
    throw new WxFail(`at most ${CLOUD_IDS} CloudID fields are allowed in one call`, {
      errCode: -601002,
    })
  }
  return { plain, cloudIds }
}

export function callFunctionApi(context: WxContext, state: CloudState): unknown {
  return asyncApi<CallFunctionOptions, CallFunctionResult>(
    'callFunction',
    async ({ name, data = {} }) => {
      requireInit(state)
      if (typeof name !== 'string' || name === '') {
        throw new WxFail(`parameter.name should be String instead of ${typeOf(name)}`, {
          errCode: -601002,
        })
      }
      const { plain, cloudIds } = splitCloudIds(data)
      let reply: ServerReply
      try {
        const body = { name, data: plain, cloudIds }
        reply = (await context.host.request('/api/callFunction', body)) as ServerReply
      } catch (error) {
        throw cloudFailure(error)
      }
      if (!reply.ok) {
        const { errCode, errMsg, requestID } = reply
        throw new WxFail(errMsg, { errCode, requestID })
      }
      const { result, requestID } = reply
      return { result, requestID }
    },
    { label: 'cloud.callFunction' },
  )
}
