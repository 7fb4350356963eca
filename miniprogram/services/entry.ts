/** How the mini program came to the front, as `App.onLaunch` and `App.onShow` report it. */
export interface EnterOptions {
  path: string
  query: Record<string, string | undefined>
  scene: number
  shareTicket?: string
}

/**
 * Scenes that come out of a group chat: card, card with ticket, group tool, group to-do, group notice. On the others
 * `wx.getGroupEnterInfo` would only fail.
 */
const GROUP_SCENES = [1008, 1044, 1158, 1160, 1185]

export const isFromGroup = ({ scene }: EnterOptions): boolean => GROUP_SCENES.includes(scene)

/** The same for two entries that show the same thing: coming back from the background is not a new entry. */
export const entrySignature = (enter: EnterOptions): string =>
  JSON.stringify([enter.path, enter.query, enter.scene, enter.shareTicket ?? ''])

/** The group that a card or a message names. */
export function groupOf(query: Record<string, string | undefined>): string | undefined {
  const groupId = query['g']
  return groupId && /^[A-Za-z0-9_-]{1,40}$/.test(groupId) ? groupId : undefined
}

/**
 * The opaque proof of the chat we were opened in. The server exchanges it, since a phone can forge the decrypted form.
 * Lives 5 minutes. Undefined outside of group chats and on clients that cannot tell.
 */
export function chatProof(enter: EnterOptions | undefined): Promise<string | undefined> {
  if (!enter || !isFromGroup(enter)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    // Declared with callbacks only; not every client returns a promise.
    wx.getGroupEnterInfo({
      success: (info) => resolve((info as { cloudID?: string }).cloudID),
      fail: () => resolve(undefined),
    })
  })
}
