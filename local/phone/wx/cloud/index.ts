import { type WxNotSupportedError, type WxContext, type WxFamily } from '../support'
import { guarded } from '../support/guard'
import { callFunctionApi } from './call-function'
import { CloudID, type CloudState } from './state'
import { storageApis } from './files'

/**
 * `wx.cloud`: functions and storage. The client database and containers are not here: every collection of this
 * project is closed to clients, and asking for them throws.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/
 */
export function cloudFamily(context: WxContext): WxFamily {
  const state: CloudState = { isReady: false, config: {} }
  const apis = {
    /** Called again it does nothing, as documented. */
    init(options?: object) {
      if (state.isReady) return
      Object.assign(state.config, options)
      state.isReady = true
    },
    /**
     * Not documented, but libraries learn the environment from it: `init` of @cloudbase/wx-cloud-client-sdk throws
     * without `config.env` (its lib/wxCloudClientSDK.cjs.js), and with it the app.js that calls it.
     */
    config: state.config,
    CloudID: new Proxy(CloudID, {
      // Documented without `new`: `wx.cloud.CloudID(res.cloudID)`.
      apply: (target, _self, [id]: [string]) => new target(id),
    }),
    callFunction: callFunctionApi(context, state),
    ...storageApis(context, state),
  }
  return {
    name: 'cloud',
    apis: {
      cloud: guarded('wx.cloud', apis, (error: WxNotSupportedError) => {
        context.host.report({ level: 'error', text: error.message })
      }),
    },
    schema: {
      'cloud.callFunction': { object: ['name', 'data'], success: ['result', 'requestID'] },
      'cloud.uploadFile': { object: ['cloudPath', 'filePath'], success: ['fileID', 'statusCode'] },
      'cloud.downloadFile': { object: ['fileID'], success: ['tempFilePath', 'statusCode'] },
      'cloud.getTempFileURL': { object: ['fileList'], success: ['fileList'] },
      'cloud.deleteFile': { object: ['fileList'], success: ['fileList'] },
    },
  }
}
