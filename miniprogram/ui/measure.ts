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
