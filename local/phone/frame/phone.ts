import type { Card } from '../../world/types'
import type { InboxView, LiveEvent, PageConfig } from '../../shared/views'
import type { Api } from './api'
import type { Device } from './device'
import type { Screen } from './screen'

/** How the mini program is opened from WeChat. */
export interface OpenRequest {
  /** Page path with query and without leading slash; empty for the first page. */
  path: string
  scene: number
  chatType?: 1 | 3
  shareTicket?: string
  /** The chat it is opened in, for `wx.getGroupEnterInfo`. */
  chatId?: string
}

/** What views may do; `main.ts` puts it together. */
export interface Phone {
  readonly config: PageConfig
  readonly api: Api
  readonly screen: Screen
  readonly device: Device
  /** The latest inbox; views draw from it and are refreshed when it changes. */
  readonly inbox: InboxView
  reload(): Promise<void>
  onLive(listener: (event: LiveEvent) => void): () => void
  openChat(chatId: string): void
  openNotices(): void
  openMiniProgram(request: OpenRequest): void
  openCard(chatId: string, messageId: string, card: Card): Promise<void>
}
