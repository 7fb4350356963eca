export interface Rect {
  top: number
  height: number
}

type Measurable = Pick<WechatMiniprogram.Page.InstanceMethods<object>, 'createSelectorQuery'>

/** Where the elements of a page are now, in px from the top of the screen. */
export function rectsOf(page: Measurable, selector: string): Promise<Rect[]> {
  return new Promise((resolve) => {
    page
      .createSelectorQuery()
      .selectAll(selector)
      .boundingClientRect((rects) => {
        const list = rects as unknown as Rect[]
        resolve(list.map(({ top, height }) => ({ top, height })))
      })
      .exec()
  })
}

/** To the beginning of what has just replaced the content of this page. */
export async function scrollToTop(): Promise<void> {
  await wx.pageScrollTo({ scrollTop: 0, duration: 0 })
}
