import type { World } from '../../world/types'
import { CloudError } from '../errors'
import type { Invocation } from '../invocations'
import type { Visits } from '../visits'
import type { Activities } from './activities'
import type { ApiFamily, ApiReply } from './api'
import { openData } from './open-data'
import {
  decodeOpenDataRequest,
  decodeRequest,
  encodeOpenDataResponse,
  encodeResponse,
  type OpenapiPair,
} from './protobuf'
import { security } from './security'
import { subscribeMessage } from './subscribe-message'
import { updatableMessage } from './updatable-message'

export interface OpenapiOptions {
  world: World | undefined
  activities: Activities
  visits: Visits
  /** What a function's `config.json` permits it to call. */
  permissionsOf: (functionName: string) => readonly string[]
  now: () => number
  log: (line: string) => void
}

/** Error codes of WeChat's gateway (`ERR_CODE` in wx-server-sdk). */
const GATEWAY = {
  notFound: -604100,
  noPermission: -604101,
  illegalSource: -604104,
} as const

const FAMILIES: ApiFamily = { ...security, ...subscribeMessage, ...updatableMessage }

/** Names of the APIs that are answered. */
export const SUPPORTED_APIS: readonly string[] = Object.keys(FAMILIES)

/** Answers `cloud.openapi.*` and `cloud.getOpenData` as WeChat's gateway and servers would. */
export class OpenapiService {
  constructor(private readonly options: OpenapiOptions) {}

  /**
   * @param apiName name as the function called it
   * @param requestData protobuf `CommApiData`
   * @returns protobuf `CommOpenApiResp`
   */
  answer(apiName: string, requestData: Uint8Array, invocation: Invocation | undefined): Uint8Array {
    try {
      const request = decodeRequest(requestData)
      if (request.kind === 'svrkit') {
        return this.answerOpenData(request.apiName, request.data, invocation)
      }
      const { params, media } = parametersOf(request.pairs)
      const reply = this.run(apiName, params, media, invocation)
      return encodeResponse({
        respData: Buffer.from(JSON.stringify(reply)),
        contentType: 'application/json; encoding=utf-8',
      })
    } catch (error) {
      if (error instanceof GatewayRefusal) return encodeResponse({ errorCode: error.errCode })
      throw error
    }
  }

  /**
   * The same for `cloud.callOpenAPI`.
   * @throws CloudError when the gateway refuses the call
   */
  answerJson(
    apiName: string,
    params: Record<string, unknown>,
    invocation: Invocation | undefined,
  ): ApiReply {
    return this.run(apiName, params, new Map(), invocation)
  }

  private run(
    apiName: string,
    params: Record<string, unknown>,
    media: ReadonlyMap<string, OpenapiPair>,
    invocation: Invocation | undefined,
  ): ApiReply {
    const { world, activities, visits, now, log } = this.options
    if (!invocation) throw this.refusal(apiName, GATEWAY.illegalSource)
    const handler = Object.hasOwn(FAMILIES, apiName) ? FAMILIES[apiName] : undefined
    if (!world || !handler) throw this.refusal(apiName, GATEWAY.notFound)
    if (!this.options.permissionsOf(invocation.functionName).includes(apiName)) {
      throw this.refusal(apiName, GATEWAY.noPermission)
    }
    const reply = handler({ params, media, invocation }, { world, activities, visits, now })
    if (reply.errcode !== 0) log(`openapi ${apiName} failed: ${reply.errcode} ${reply.errmsg}`)
    return reply
  }

  private answerOpenData(
    apiName: string,
    data: Uint8Array,
    invocation: Invocation | undefined,
  ): Uint8Array {
    const { world, now } = this.options
    if (!invocation) throw this.refusal(apiName, GATEWAY.illegalSource)
    if (!world || apiName !== 'ApiGetOpenDataByCloudId') {
      throw this.refusal(apiName, GATEWAY.notFound)
    }
    const items = openData(decodeOpenDataRequest(data), invocation, world, now)
    return encodeResponse({ respData: encodeOpenDataResponse(items) })
  }

  private refusal(apiName: string, errCode: number): GatewayRefusal {
    this.options.log(`openapi ${apiName} refused: ${errCode}`)
    return new GatewayRefusal(errCode)
  }
}

/** A refusal of WeChat's gateway, before any API has seen the call. */
class GatewayRefusal extends CloudError {
  constructor(readonly errCode: number) {
    super(String(errCode), `system error: error code: ${errCode}`)
  }
}

/** @throws CloudError INVALID_PARAM for a parameter whose value is not JSON */
function parametersOf(pairs: OpenapiPair[]): {
  params: Record<string, unknown>
  media: Map<string, OpenapiPair>
} {
  const media = pairs.filter(({ contenttype }) => contenttype)
  const params = pairs.filter(({ contenttype }) => !contenttype)
  return {
    // Not by assignment: a parameter may be called __proto__.
    params: Object.fromEntries(params.map(({ key, value }) => [key, jsonOf(key, value)])),
    media: new Map(media.map((pair) => [pair.key, pair])),
  }
}

function jsonOf(key: string, value: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(value).toString()) as unknown
  } catch {
    throw new CloudError('INVALID_PARAM', `the parameter ${key.slice(0, 100)} is not JSON`)
  }
}
