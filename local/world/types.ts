/**
 * The small WeChat outside the mini program: people, chats, messages, service notices, subscription credits and the
 * opaque cloudIDs by which a mini program proves where it was opened. `local/phone` shows it, `local/cloud` asks it.
 * Openids live here and in the cloud only; a phone never sees one.
 */

/** A WeChat user. `personId` is what phones and URLs use; `openid` is what a cloud function gets. */
export interface Person {
  personId: string
  openid: string
  nickname: string
  /** What the person switcher says about them, e.g. `华东客户维护群 · 管理员`. */
  note?: string
}

/** 1 one-to-one, 3 ordinary group (values of the launch option `chatType`). */
export type ChatType = 1 | 3

export interface Chat {
  chatId: string
  type: ChatType
  name: string
  /** Per mini program and stable; only for groups. */
  opengid: string
  personIds: string[]
}

/** A mini-program card as `onShareAppMessage` makes it. */
export interface Card {
  title: string
  /** Page path with query and without leading slash, e.g. `pages/rules/rules?from=card`. */
  path: string
  imageUrl?: string
  withShareTicket: boolean
  /** Only of a dynamic card (动态消息). */
  status?: CardStatus | undefined
}

/** What a dynamic card says below its title; functions change it after the card was sent. */
export interface CardStatus {
  activityId: string
  templateId: string
  /** 0 people join, 1 started or complete, 2 over. */
  state: 0 | 1 | 2
  /** `member_count` and `room_limit` in state 0, `path` in state 1. */
  parameters: Record<string, string>
  /** Epoch ms of the last change. */
  at: number
}

export type MessageBody =
  | { kind: 'text'; text: string; mention?: string[] }
  | { kind: 'card'; card: Card }
  /** A grey line of the system, e.g. `陈一诺 加入了群聊`. */
  | { kind: 'system'; text: string }

export interface Message {
  messageId: string
  chatId: string
  /** Null for system lines. */
  personId: string | null
  body: MessageBody
  /** Epoch ms. */
  at: number
}

/** One row of 服务通知: a subscription message that reached a person. */
export interface ServiceNotice {
  noticeId: string
  personId: string
  templateId: string
  /** Field names as declared by the template, e.g. `{ thing1: { value: '…' } }`. */
  data: Record<string, { value: string }>
  /** Page path to open on tap, may be empty. */
  page: string
  at: number
}

/** What decrypting a cloudID yields; `null` fields are left out by the platform. */
export interface GroupEnterData {
  /** Only for groups. */
  opengid?: string
  open_single_roomid?: string
  /** Only with `needGroupOpenID`. */
  group_openid?: string
  chat_type: ChatType
}

/** What decrypting the data of `wx.getShareInfo` yields: the same group, in another spelling. */
export interface ShareData {
  openGId: string
}

/** What a cloudID stands for. */
export type OpenDataKind = 'enter' | 'enter-with-openid' | 'share'

export type SubscribeDecision = 'accept' | 'reject' | 'ban' | 'filter'

export type WorldEvent =
  | { kind: 'message'; message: Message }
  | { kind: 'notice'; notice: ServiceNotice }
  | { kind: 'chats' }

/** Everything that `local/cloud` and `local/phone` need of the small WeChat. All state survives a restart. */
export interface World {
  readonly appid: string
  people(): Person[]
  person(personId: string): Person | undefined
  personByOpenid(openid: string): Person | undefined
  addPerson(person: { personId?: string; openid?: string; nickname: string; note?: string }): Person
  chats(personId?: string): Chat[]
  chat(chatId: string): Chat | undefined
  addChat(chat: {
    chatId?: string
    opengid?: string
    type?: ChatType
    name: string
    personIds: string[]
  }): Chat
  addToChat(chatId: string, personId: string): void
  messages(chatId: string, limit?: number): Message[]
  post(chatId: string, personId: string | null, body: MessageBody, at?: number): Message
  /**
   * Changes every card that was sent with an activity.
   * @returns how many
   */
  updateCards(
    activityId: string,
    state: CardStatus['state'],
    parameters: Record<string, string>,
  ): number
  notices(personId: string): ServiceNotice[]
  /** A cloudID for this person and chat: lives 5 minutes, only for that person. */
  mintCloudId(personId: string, chatId: string, kind?: OpenDataKind): string
  /**
   * Exchanges a cloudID as `getOpenData` does.
   * @returns the data, or the platform's error code: -601005 invalid, -601006 expired, -601007 not the caller's.
   */
  resolveCloudId(
    cloudId: string,
    openid: string,
  ): { data: GroupEnterData | ShareData } | { errCode: number; errMsg: string }
  /** Records answers to `requestSubscribeMessage`: one accept is one send. */
  recordSubscription(personId: string, decisions: Record<string, SubscribeDecision>): void
  credits(personId: string, templateId: string): number
  /**
   * Sends a subscription message, spending one credit.
   * @returns errCode 0, 40003 bad openid, 43101 no credit, 47003 bad data.
   */
  sendSubscribeMessage(message: {
    openid: string
    templateId: string
    page: string
    data: Record<string, { value: string }>
  }): { errCode: number; errMsg: string }
  onEvent(listener: (event: WorldEvent) => void): () => void
  /** Removes everything. */
  reset(): void
  close(): Promise<void>
}
