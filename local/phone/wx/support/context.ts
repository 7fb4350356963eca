import type { PhoneHost } from '../../host'
import type { AppEvents } from './events'
import type { FileStore } from './files'

/** What families may know of the page in front; `local/phone/runtime` provides it. */
export interface CurrentPage {
  /** Without leading slash. */
  route: string
  options: Record<string, string>
  title: string
  /** Distinguishes two instances of one route. */
  id: string | number
}

/** Facts of the mini program that `wx` reports. */
export interface AppFacts {
  /** Nickname of the mini program, shown in dialogs and on cards. */
  name: string
  version: string
  /** `app.json` has `darkmode: true`: only then is the theme reported and changed. */
  darkmode: boolean
  /** Prefix under which package files are served, e.g. `/mp/`. */
  packageRoot: string
}

/** Everything a family gets. One per run of the mini program. */
export interface WxContext {
  readonly host: PhoneHost
  readonly app: AppFacts
  readonly events: AppEvents
  readonly files: FileStore
  /** Element above the pages into which dialogs, toasts and sheets are drawn. */
  readonly overlay: () => HTMLElement
  readonly currentPage: () => CurrentPage | undefined
  /** The area of the page in front, in px: below the navigation bar and above the tab bar. */
  readonly windowSize: () => { width: number; height: number; top: number }
  /** Pages that ask before they are left (`wx.enableAlertBeforeUnload`): page id → message. */
  readonly alertsBeforeUnload: Map<string | number, string>
  /** Stands before every API that handles personal data. */
  readonly privacy: {
    /** @throws WxFail errno 104 when the person has not agreed to the privacy guide. */
    require(api: string): Promise<void>
    /** A button of `open-type="agreePrivacyAuthorization"` was pressed, the one with this id. */
    agree(buttonId?: string): Promise<void>
  }
  /** Settings of `wx.showShareMenu` and `wx.updateShareMenu`: page id → settings. */
  readonly shareSettings: Map<string | number, ShareSettings>
}

export interface ShareSettings {
  /** `wx.hideShareMenu` took the item away. */
  hidden?: boolean
  withShareTicket?: boolean
  isUpdatableMessage?: boolean
  activityId?: string
  templateInfo?: { parameterList: { name: string; value: string }[]; templateId?: string }
}
