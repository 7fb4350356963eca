import { createHmac, randomBytes } from 'node:crypto'
import type { Routes } from '../context'
import { HttpError, text } from '../http'
import { MESSAGES_SHOWN, ownChat } from './chats'

/** Share tickets are worth something only while this server runs, as WeChat's are only for one life of the app. */
const secret = randomBytes(32)

/** An opaque ticket of a card opened in a group; says nothing to the mini program. */
function ticketFor(chatId: string): string {
  const signature = createHmac('sha256', secret).update(chatId).digest('base64url').slice(0, 22)
  return `${Buffer.from(chatId).toString('base64url')}.${signature}`
}

function chatOfTicket(ticket: string): string {
  const chatId = Buffer.from(ticket.split('.')[0] ?? '', 'base64url').toString()
  if (ticket !== ticketFor(chatId)) throw new HttpError(400, 'invalid shareTicket')
  return chatId
}

/** `encryptedData` and `iv` are there for their shape: without a session key nobody can read them, here or there. */
function sealed(cloudID: string): object {
  const encryptedData = createHmac('sha256', secret).update(cloudID).digest('base64')
  return { cloudID, encryptedData, iv: randomBytes(16).toString('base64') }
}

export const entryRoutes: Routes = {
  /** The person tapped a card: how the mini program is entered (scene values of WeChat's scene list). */
  openCard(call) {
    const chat = ownChat(call, text(call.body, 'chatId'))
    const messageId = text(call.body, 'messageId')
    const message = call.context.world
      .messages(chat.chatId, MESSAGES_SHOWN)
      .find((one) => one.messageId === messageId)
    if (message?.body.kind !== 'card') throw new HttpError(404, 'no such card')
    call.context.state.markUsed(call.person.personId, call.context.now())
    if (chat.type === 1) return { scene: 1007, chatType: 1 }
    return message.body.card.withShareTicket
      ? { scene: 1044, chatType: 3, shareTicket: ticketFor(chat.chatId) }
      : { scene: 1008, chatType: 3 }
  },
  used(call) {
    call.context.state.markUsed(call.person.personId, call.context.now())
    return {}
  },
  /** `wx.getGroupEnterInfo`: the phone frame names the chat it entered from, the person has to be in it. */
  groupEnterInfo(call) {
    const chat = ownChat(call, text(call.body, 'chatId'))
    if (chat.type === 1 && call.body['allowSingleChat'] !== true) {
      throw new HttpError(400, 'not in a group chat')
    }
    const kind = call.body['needGroupOpenID'] === true ? 'enter-with-openid' : 'enter'
    return sealed(call.context.world.mintCloudId(call.person.personId, chat.chatId, kind))
  },
  shareInfo(call) {
    const chat = ownChat(call, chatOfTicket(text(call.body, 'shareTicket')))
    return sealed(call.context.world.mintCloudId(call.person.personId, chat.chatId, 'share'))
  },
}
