import protobuf from 'protobufjs'
import { CloudError } from '../errors'

/**
 * The messages of `wx.openApi`, with the field numbers of wx-server-sdk's own `src/protobuf/openapi.js`. Only what
 * the local cloud answers is declared; unknown fields are skipped by the decoder.
 */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message SvrkitApiData { string apiName = 1; bytes reqData = 2; }
  message CommApiData {
    int32 apiType = 1; OpenApiData openapiData = 2; SvrkitApiData svrkitData = 4; string appid = 6;
  }
  message CommOpenApiResp {
    bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; int32 svrkitErrorCode = 6;
  }
  message ApiGetOpenDataByCloudIdReq { repeated string cloudidList = 2; string appid = 3; }
  message OpDataItem { string cloudId = 1; string json = 2; }
  message ApiGetOpenDataByCloudIdResp { repeated OpDataItem dataList = 1; }
`)

const CommApiData = root.lookupType('CommApiData')
const CommOpenApiResp = root.lookupType('CommOpenApiResp')
const OpenDataRequest = root.lookupType('ApiGetOpenDataByCloudIdReq')
const OpenDataResponse = root.lookupType('ApiGetOpenDataByCloudIdResp')

/** A parameter of an openapi call: JSON text, or the bytes of a media file. */
export interface OpenapiPair {
  key: string
  value: Uint8Array
  contenttype: string
  filename: string
}

export type OpenapiRequest =
  { kind: 'openapi'; pairs: OpenapiPair[] } | { kind: 'svrkit'; apiName: string; data: Uint8Array }

interface DecodedRequest {
  apiType: number
  openapiData?: { pairs?: OpenapiPair[] }
  svrkitData?: { apiName: string; reqData: Uint8Array }
}

const SVRKIT_API = 2

/** @throws CloudError INVALID_PARAM for bytes that are not the message */
function decode(type: protobuf.Type, bytes: Uint8Array): unknown {
  try {
    return type.decode(bytes)
  } catch {
    throw new CloudError('INVALID_PARAM', `requestData is not a protobuf ${type.name}`)
  }
}

/** @throws CloudError INVALID_PARAM for bytes that are not `CommApiData` */
export function decodeRequest(bytes: Uint8Array): OpenapiRequest {
  const message = decode(CommApiData, bytes) as DecodedRequest
  if (message.apiType === SVRKIT_API) {
    const { apiName = '', reqData = new Uint8Array() } = message.svrkitData ?? {}
    return { kind: 'svrkit', apiName, data: reqData }
  }
  return { kind: 'openapi', pairs: message.openapiData?.pairs ?? [] }
}

export interface OpenapiResponse {
  respData?: Uint8Array
  contentType?: string
  /** An error of WeChat's gateway, e.g. -604101; 0 when the API itself answered. */
  errorCode?: number
}

export function encodeResponse(response: OpenapiResponse): Uint8Array {
  return CommOpenApiResp.encode({ httpCode: 200, svrkitErrorCode: 0, ...response }).finish()
}

/** @throws CloudError INVALID_PARAM for bytes that are not `ApiGetOpenDataByCloudIdReq` */
export function decodeOpenDataRequest(bytes: Uint8Array): string[] {
  const message = decode(OpenDataRequest, bytes) as { cloudidList?: string[] }
  return [...(message.cloudidList ?? [])]
}

export function encodeOpenDataResponse(dataList: { cloudId: string; json: string }[]): Uint8Array {
  return OpenDataResponse.encode({ dataList }).finish()
}
