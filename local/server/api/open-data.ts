import type { Routes } from '../context'
import { HttpError, text } from '../http'

/** What `open-data` and the nickname keyboard show: facts about the caller and the groups they are in. */
export const openDataRoutes: Routes = {
  openData({ context, person, body }) {
    const type = text(body, 'type')
    if (type === 'userNickName' || type === 'userAvatarUrl') {
      return { personId: person.personId, nickname: person.nickname }
    }
    if (type !== 'groupName') throw new HttpError(400, `open-data of this type: ${type}`)
    const chat = context.world
      .chats(person.personId)
      .find((one) => one.type === 3 && one.opengid === text(body, 'openGid'))
    // Shown only to members, as in WeChat.
    return { groupName: chat?.name ?? '' }
  },
}
