import type { Card } from '../world/types'

/** Why the mini program came to the front: what `App.onLaunch/onShow` and `wx.getEnterOptionsSync` report. */
export interface EnterOptions {
  /** Page path without leading slash. */
  path: string
  query: Record<string, string>
  /** Scene value, e.g. 1044 card with shareTicket in a group, 1107 subscription message, 1089 recent. */
  scene: number
  shareTicket?: string
  chatType?: 1 | 3
  referrerInfo: Record<string, never>
  apiCategory: 'default'
}

export interface DeviceInfo {
  /** CSS px of the whole screen. */
  screenWidth: number
  screenHeight: number
  statusBarHeight: number
  /** Home-indicator inset at the bottom. */
  safeAreaBottom: number
  pixelRatio: number
  theme: 'light' | 'dark'
  /** 16 is WeChat's standard. */
  fontSizeSetting: number
}

/** What the phone frame around a running mini program offers it. The frame and the mini program share one origin. */
export interface PhoneHost {
  readonly personId: string
  readonly appid: string
  /** Names the data set: what a browser stores under another one belongs to data that were reset. */
  readonly environmentId: string
  /** What WeChat calls the mini program in menus, dialogs and on cards. */
  readonly appName: string
  readonly device: DeviceInfo
  readonly enterOptions: EnterOptions
  /** A card was opened, or the app came back, while the mini program is alive. Returns the un-subscriber. */
  onShow(listener: (options: EnterOptions) => void): () => void
  onHide(listener: () => void): () => void
  onDeviceChange(listener: (device: DeviceInfo) => void): () => void
  /** POSTs JSON to the local server as this person; rejects with `{ errCode, errMsg }` when the server says so. */
  request(path: string, body: unknown): Promise<unknown>
  /** Simulated network, `none` makes every request fail as on a phone. */
  network(): 'wifi' | 'none'
  onNetworkChange(listener: (type: 'wifi' | 'none') => void): () => void
  /** The first page is drawn: the frame takes its loading screen away. */
  ready(): void
  /** The capsule's circle: back to the chat, the mini program is hidden, not destroyed. */
  leave(): void
  /** The capsule's dots: menu sheet; `share` is absent when the page defines no `onShareAppMessage`. */
  openMenu(actions: { share?: () => Promise<Card> }): void
  /** Lets the person pick a chat and posts the card there. Resolves false when cancelled. */
  share(card: Card): Promise<boolean>
  /** Per person and per environment, survives a restart of the mini program. */
  storage: {
    get(key: string): string | null
    set(key: string, value: string): void
    remove(key: string): void
    keys(): string[]
  }
  /** Console output, exceptions and `WxNotSupportedError`s; the terminal shows warnings and errors. */
  report(entry: { level: 'log' | 'info' | 'warn' | 'error'; text: string; stack?: string }): void
}

declare global {
  interface Window {
    /** Set by the phone frame on the mini program's window before its first script runs. */
    phoneHost: PhoneHost
  }
}
