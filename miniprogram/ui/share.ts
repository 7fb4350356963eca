import type { Card, CardFace } from './cards'

/** Lets the page be shared with a ticket, by which the receiving chat proves itself. */
export function allowShare(): void {
  void wx.showShareMenu({ withShareTicket: true, menus: ['shareAppMessage'] })
}

interface Sharer {
  selectComponent(selector: string): unknown
}

/**
 * What `onShareAppMessage` answers: the card with a picture drawn by the page's `<card-picture id="card-picture">`. WeChat
 * waits three seconds for it; without one it takes the top of the page.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html#onShareAppMessage-Object-object
 */
export function shareCard(page: Sharer, { title, path, face }: Card) {
  const plain = { title, path }
  const painter = page.selectComponent('#card-picture') as {
    draw(face: CardFace): Promise<string>
  } | null
  if (!painter) return plain
  const promise = painter.draw(face).then(
    (imageUrl) => ({ ...plain, imageUrl }),
    () => plain,
  )
  return { ...plain, promise }
}
