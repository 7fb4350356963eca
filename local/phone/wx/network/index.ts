import { asyncApi, listenerPair, type WxContext, type WxFamily } from '../support'

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.getNetworkType.html */
export function networkFamily({ host, events }: WxContext): WxFamily {
  host.onNetworkChange((networkType) => {
    events.emit('networkStatusChange', { isConnected: networkType !== 'none', networkType })
  })
  return {
    name: 'network',
    apis: {
      getNetworkType: asyncApi('getNetworkType', () => ({
        networkType: host.network(),
        hasSystemProxy: false,
        weakNet: false,
        signalStrength: 0,
      })),
      ...listenerPair(events, 'networkStatusChange', 'NetworkStatusChange'),
    },
    schema: {
      getNetworkType: { success: ['networkType', 'hasSystemProxy', 'weakNet', 'signalStrength'] },
      onNetworkStatusChange: { callback: ['isConnected', 'networkType'] },
    },
  }
}
