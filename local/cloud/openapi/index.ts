import type { World } from '../../world/types'
import type { Invocation } from '../invocations'
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
  /** What a function's `config.json` permits it to call. */
  permissionsOf: (functionName: string) => readonly string[]
  now: () => number
  log: (line: string) => void
}

/** Error codes of WeChat's gateway (`ERR_CODE` in wx-server-sdk). */
const GATEWAY = {
  notFound: -604100,
  noPermission: -604101,
  systemError: -604103,
  illegalSource: -604104,
} as const

const FAMILIES: ApiFamily = { ...security, ...subscribeMessage, ...updatableMessage }

/** Answers `cloud.openapi.*` and `cloud.getOpenData` as WeChat's gateway and servers would. */
export class OpenapiService {
  constructor(private readonly options: OpenapiOptions) {}

  /**
   * @param apiName name as the function called it
   * @param requestData protobuf `CommApiData`
   * @returns protobuf `CommOpenApiResp`
   */
  async answer(
    apiName: string,
    requestData: Uint8Array,
    invocation: Invocation | undefined,
  ): Promise<Uint8Array> {
    if (!invocation) return this.refuse(apiName, GATEWAY.illegalSource)
    const { world, activities, now } = this.options
    const request = decodeRequest(requestData)
    if (request.kind === 'svrkit') {
      if (!world || request.apiName !== 'ApiGetOpenDataByCloudId') {
        return this.refuse(apiName, GATEWAY.notFound)
      }
      const items = openData(
        decodeOpenDataRequest(request.data),
        invocation,
        world,
        this.options.now,
      )
      return encodeResponse({ respData: encodeOpenDataResponse(items) })
    }
    const handler = Object.hasOwn(FAMILIES, apiName) ? FAMILIES[apiName] : undefined
    if (!world || !handler) return this.refuse(apiName, GATEWAY.notFound)
    if (!this.options.permissionsOf(invocation.functionName).includes(apiName)) {
      return this.refuse(apiName, GATEWAY.noPermission)
    }
    const { params, media } = parametersOf(request.pairs)
    const reply = handler({ params, media, invocation }, { world, activities, now })
    if (reply.errcode !== 0) this.logFailure(apiName, reply)
    return encodeResponse({
      respData: Buffer.from(JSON.stringify(reply)),
      contentType: 'application/json; encoding=utf-8',
    })
  }

  private refuse(apiName: string, errorCode: number): Uint8Array {
    this.options.log(`openapi ${apiName} refused: ${errorCode}`)
    return encodeResponse({ errorCode })
  }

  private logFailure(apiName: string, reply: ApiReply): void {
    this.options.log(`openapi ${apiName} failed: ${reply.errcode} ${reply.errmsg}`)
  }
}

function parametersOf(pairs: OpenapiPair[]): {
  params: Record<string, unknown>
  media: Map<string, OpenapiPair>
} {
  const params: Record<string, unknown> = {}
  const media = new Map<string, OpenapiPair>()
  for (const pair of pairs) {
    if (pair.contenttype) media.set(pair.key, pair)
    else params[pair.key] = JSON.parse(Buffer.from(pair.value).toString()) as unknown
  }
  return { params, media }
}
