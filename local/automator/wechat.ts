import type { Card, Chat, Message, ServiceNotice, World } from '../world/types'
import { AutomatorError } from './errors'
import type { Automator } from './index'
import type { Phone, Problem } from './phone'

/** A card in a chat, newest last. */
export interface PostedCard {
  messageId: string
  personId: string | null
  card: Card
}

/**
 * What people do in WeChat around the mini program, with a real finger on their phone, and what they find in their
 * chats. The automation protocol knows none of it.
 */
export class WeChat {
  readonly #world: World
  readonly #automator: Automator

  constructor(world: World, automator: Automator) {
    this.#world = world
    this.#automator = automator
  }

  /** Posts into a group chat as a person: a text, or a card of the mini program. */
  post(personId: string, chatName: string, body: string | Card): Message {
    const chat = this.#chat(chatName)
    const message =
      typeof body === 'string' ? { kind: 'text', text: body } : { kind: 'card', card: body }
    return this.#world.post(chat.chatId, personId, message as Message['body'])
  }

  /** Cards in a chat, oldest first. */
  cards(chatName: string): PostedCard[] {
    const cards: PostedCard[] = []
    for (const { messageId, personId, body } of this.#messages(chatName)) {
      if (body.kind === 'card') cards.push({ messageId, personId, card: body.card })
    }
    return cards
  }

  /** Texts and system lines in a chat, oldest first. */
  texts(chatName: string): string[] {
    return this.#messages(chatName).flatMap(({ body }) => ('text' in body ? [body.text] : []))
  }

  /** Subscription messages that reached a person. */
  notices(personId: string): ServiceNotice[] {
    return this.#world.notices(personId)
  }

  /**
   * Opens the chat and taps a card, the newest one whose title contains the given words.
   * @returns once the mini program has been opened by it
   */
  async openCard(personId: string, chatName: string, title = ''): Promise<void> {
    await this.openCardOn(await this.#automator.phone(personId), chatName, title)
  }

  /** {@link openCard} on a phone that no client drives. */
  async openCardOn(phone: Phone, chatName: string, title = ''): Promise<void> {
    const card = this.cards(chatName)
      .filter((posted) => posted.card.title.includes(title))
      .at(-1)
    if (!card) throw new AutomatorError(`No card “${title}” in the chat ${chatName}`)
    await this.#showChats(phone)
    await tap(phone, `[data-native="chat"][data-chat-id="${this.#chat(chatName).chatId}"]`)
    await tap(phone, `[data-message-id="${card.messageId}"] [data-native="card"]`)
    await this.#waitUntilInFront(phone)
  }

  /** Opens 服务通知 and taps the newest notice. */
  async openNotice(personId: string): Promise<void> {
    const notice = this.notices(personId).reduce<ServiceNotice | undefined>(
      (newest, one) => (!newest || one.at >= newest.at ? one : newest),
      undefined,
    )
    if (!notice) throw new AutomatorError(`${personId} has no service notice`)
    const phone = await this.#automator.phone(personId)
    await this.#showChats(phone)
    await tap(phone, '[data-native="notices"]')
    await tap(phone, `[data-notice-id="${notice.noticeId}"]`)
    await this.#waitUntilInFront(phone)
  }

  /** The capsule's circle: back to WeChat, the mini program stays alive behind. */
  async leave(personId: string): Promise<void> {
    await this.#leave(await this.#automator.phone(personId))
  }

  /** Ends the mini program, so that the next card is a cold start. */
  async quit(personId: string): Promise<void> {
    await (await this.#automator.phone(personId)).quitMiniProgram()
  }

  /** `none` makes every request of this phone fail. */
  async setNetwork(personId: string, type: 'wifi' | 'none'): Promise<void> {
    const phone = await this.#automator.phone(personId)
    await phone.page.evaluate((network) => {
      ;(globalThis as unknown as WithPhoneFrame).phoneFrame.set({ network })
    }, type)
  }

  /** Taps what WeChat itself shows, by its `data-native` mark, e.g. `modal-confirm`. */
  async tapNative(personId: string, name: string): Promise<void> {
    await (await this.#automator.phone(personId)).tapNative([name])
  }

  /** What a person's phone printed as warning or error since the last call, also by uncaught exceptions. */
  async takeProblems(personId: string): Promise<Problem[]> {
    return (await this.#automator.phone(personId)).problems.splice(0)
  }

  async #leave(phone: Phone): Promise<void> {
    await phone.page.evaluate(() => (globalThis as unknown as WithPhoneFrame).phoneFrame.leave())
  }

  /** Back to the list of chats from wherever the person is. */
  async #showChats(phone: Phone): Promise<void> {
    await this.#leave(phone)
    const back = phone.page.locator('[data-native="back"]').filter({ visible: true })
    for (let views = 0; views < MAX_VIEWS && (await back.count()) > 0; views += 1) {
      await back.last().tap({ timeout: TAP_TIMEOUT_MS })
      await phone.page.waitForTimeout(SLIDE_MS)
    }
  }

  async #waitUntilInFront(phone: Phone): Promise<void> {
    await phone.waitForMiniProgram()
    await phone.agent('Agent.settled', {})
  }

  #chat(name: string): Chat {
    const chat = this.#world.chats().find((one) => one.name === name)
    if (!chat) throw new AutomatorError(`There is no chat named ${name}`)
    return chat
  }

  #messages(chatName: string): Message[] {
    return this.#world.messages(this.#chat(chatName).chatId)
  }
}

interface WithPhoneFrame {
  phoneFrame: { set(settings: { network: 'wifi' | 'none' }): void; leave(): void }
}

const TAP_TIMEOUT_MS = 5000
/** WeChat's views slide away in this time. */
const SLIDE_MS = 350
const MAX_VIEWS = 6

async function tap(phone: Phone, selector: string): Promise<void> {
  const row = phone.page.locator(selector).filter({ visible: true }).last()
  try {
    await row.tap({ timeout: TAP_TIMEOUT_MS })
  } catch {
    throw new AutomatorError(`The phone of ${phone.personId} shows no ${selector} to tap`)
  }
}
