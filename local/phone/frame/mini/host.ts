import type { EnterOptions, DeviceInfo, PhoneHost } from '../../host'
import type { Card } from '../../../world/types'
import { NETWORK_FAILURE } from '../api'
import type { Phone } from '../phone'
import { Emitter } from './emitter'
import { openMiniMenu } from './menu'
import { shareCard } from './share'

/** What the container does for a running mini program. */
export interface HostActions {
  leave(): void
  restart(): void
  ready(): void
  /** The chat the mini program was entered from. */
  chatId(): string | undefined
}

/** One run of the mini program: the host it sees, and what the frame tells it. */
export interface Run {
  host: PhoneHost
  show: Emitter<EnterOptions>
  hide: Emitter<void>
  dispose(): void
}

function storageFor(prefix: string): PhoneHost['storage'] {
  return {
    get: (key) => localStorage.getItem(prefix + key),
    set: (key, value) => localStorage.setItem(prefix + key, value),
    remove: (key) => localStorage.removeItem(prefix + key),
    keys: () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  }
}

/** Storage of environments that were reset is of no use to anybody. */
export function dropOldStorage(environmentId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('wx/') && !key.startsWith(`wx/${environmentId}/`)) {
      localStorage.removeItem(key)
    }
  }
}

/** Calls that mean the chat the mini program was entered from; it has no say in which. */
const CHAT_CALLS = new Set(['/api/groupEnterInfo'])

export function createRun(phone: Phone, enterOptions: EnterOptions, actions: HostActions): Run {
  const { api, config, device } = phone
  const show = new Emitter<EnterOptions>()
  const hide = new Emitter<void>()
  const deviceChange = new Emitter<DeviceInfo>()
  const networkChange = new Emitter<'wifi' | 'none'>()
  let network = device.settings.network
  const stopListening = device.onChange(() => {
    deviceChange.emit(device.info)
    if (device.settings.network === network) return
    network = device.settings.network
    networkChange.emit(network)
  })

  const request = async (path: string, body: unknown): Promise<unknown> => {
    if (device.settings.network === 'none') throw { ...NETWORK_FAILURE }
    if (!CHAT_CALLS.has(path)) return api.post(path, body)
    const chatId = actions.chatId()
    if (!chatId) throw { errCode: -1, errMsg: 'not entered from a chat' }
    return api.post(path, { ...(body as object), chatId })
  }
  const share = (card: Card): Promise<boolean> => shareCard(phone, card)
  const host: PhoneHost = {
    personId: api.personId,
    appid: config.appid,
    environmentId: config.environmentId,
    appName: config.appName,
    get device() {
      return device.info
    },
    enterOptions,
    onShow: show.on,
    onHide: hide.on,
    onDeviceChange: deviceChange.on,
    request,
    network: () => device.settings.network,
    onNetworkChange: networkChange.on,
    ready: actions.ready,
    leave: actions.leave,
    openMenu: ({ share: makeCard }) => {
      openMiniMenu(phone, {
        restart: actions.restart,
        ...(makeCard ? { share: async () => void share(await makeCard()) } : {}),
      })
    },
    share,
    storage: storageFor(`wx/${config.environmentId}/${config.appid}/${api.personId}/`),
    report: (entry) => {
      if (entry.level === 'warn' || entry.level === 'error') {
        api.post('report', entry).catch(() => undefined)
      }
    },
  }
  return { host, show, hide, dispose: stopListening }
}
