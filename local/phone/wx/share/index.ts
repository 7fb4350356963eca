import {
  asyncApi,
  WxFail,
  WxNotSupportedError,
  type ShareSettings,
  type WxContext,
  type WxFamily,
} from '../support'

interface Sealed {
  encryptedData: string
  iv: string
  cloudID: string
}

interface UpdateOptions extends ShareSettings {
  useForChatTool?: boolean
  toDoActivityId?: string
}

/** Chat tools, group to-dos and private messages, which only WeChat's servers can vouch for. */
const REFUSED = [
  'useForChatTool',
  'toDoActivityId',
  'chooseType',
  'participant',
  'isPrivateMessage',
] as const

/** What `fail` says when the mini program was not opened from a group. */
const NOT_FROM_GROUP = 'current scene is not support'

/**
 * Share menus and group entry. The card itself is made by the runtime, which asks the page's `onShareAppMessage`.
 * https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.getGroupEnterInfo.html
 */
export function shareFamily(context: WxContext): WxFamily {
  const { host, shareSettings } = context
  const patch = (change: ShareSettings): void => {
    const page = context.currentPage()
    if (!page) throw new WxFail('no page')
    shareSettings.set(page.id, { ...shareSettings.get(page.id), ...change })
  }
  const seal = async (path: string, body: object): Promise<Sealed> => {
    try {
      return (await host.request(path, body)) as Sealed
    } catch (error) {
      const { errCode, errMsg } = error as { errCode?: number; errMsg?: string }
      throw errCode === -601003 ? new WxFail(errMsg ?? 'network error') : new WxFail(NOT_FROM_GROUP)
    }
  }
  return {
    name: 'share',
    apis: {
      showShareMenu: asyncApi<{ withShareTicket?: boolean; menus?: string[] }>(
        'showShareMenu',
        ({ withShareTicket }) =>
          patch({ hidden: false, ...(withShareTicket === undefined ? {} : { withShareTicket }) }),
        {
          rules: { withShareTicket: 'Boolean?', menus: 'Array?' },
          refuse: ({ menus }) => {
            if (Array.isArray(menus) && menus.includes('shareTimeline')) {
              throw new WxNotSupportedError("wx.showShareMenu({ menus: ['shareTimeline'] })")
            }
          },
        },
      ),
      hideShareMenu: asyncApi('hideShareMenu', () => patch({ hidden: true })),
      updateShareMenu: asyncApi<UpdateOptions>(
        'updateShareMenu',
        ({ withShareTicket, isUpdatableMessage, activityId, templateInfo }) =>
          patch({
            ...(withShareTicket === undefined ? {} : { withShareTicket }),
            ...(isUpdatableMessage === undefined ? {} : { isUpdatableMessage }),
            ...(activityId === undefined ? {} : { activityId }),
            ...(templateInfo === undefined ? {} : { templateInfo }),
          }),
        {
          rules: {
            withShareTicket: 'Boolean?',
            isUpdatableMessage: 'Boolean?',
            activityId: 'String?',
            templateInfo: 'Object?',
          },
          refuse: (options) => {
            const name = REFUSED.find((one) => Boolean(Reflect.get(options, one)))
            if (name) throw new WxNotSupportedError(`wx.updateShareMenu({ ${name} })`)
          },
        },
      ),
      getGroupEnterInfo: asyncApi<{ allowSingleChat?: boolean; needGroupOpenID?: boolean }, Sealed>(
        'getGroupEnterInfo',
        ({ allowSingleChat = false, needGroupOpenID = false }) =>
          seal('/api/groupEnterInfo', { allowSingleChat, needGroupOpenID }),
        { promise: false },
      ),
      getShareInfo: asyncApi<{ shareTicket: string; timeout?: number }, Sealed>(
        'getShareInfo',
        ({ shareTicket }) => seal('/api/shareInfo', { shareTicket }),
        { rules: { shareTicket: 'String', timeout: 'Number?' }, promise: false },
      ),
    },
    schema: {
      showShareMenu: { object: { withShareTicket: [], menus: ['shareAppMessage'] } },
      updateShareMenu: {
        object: ['withShareTicket', 'isUpdatableMessage', 'activityId', 'templateInfo'],
      },
      getGroupEnterInfo: {
        object: ['allowSingleChat', 'needGroupOpenID'],
        success: ['encryptedData', 'iv', 'cloudID'],
      },
      getShareInfo: {
        object: ['shareTicket', 'timeout'],
        success: ['encryptedData', 'iv', 'cloudID'],
      },
    },
  }
}
