import type { PictureKit } from './kit'

/** The cloud never answers, so a page stays as it is while it waits. */
export const hang = (kit: PictureKit): Promise<void> =>
  kit.mockWith('cloud.callFunction', 'function () { return new Promise(() => {}) }')

/** The network is gone for cloud calls. */
export const fail = (kit: PictureKit): Promise<void> =>
  kit.mock('cloud.callFunction', { errMsg: 'cloud.callFunction:fail network error', errCode: -1 })

/** The cloud answers, and code that knows an answer as `view` makes a rare state of it. */
const altered =
  (edit: string) =>
  (kit: PictureKit): Promise<void> =>
    kit.mockWith(
      'cloud.callFunction',
      `async function (options) {
        const reply = await this.origin(options)
        const { data } = reply.result
        const views = Array.isArray(data) ? data.map((one) => one.data) : [data]
        for (const view of views.filter(Boolean)) { ${edit} }
        return reply
      }`,
    )

export const restore = (kit: PictureKit): Promise<void> => kit.restore('cloud.callFunction')

/** One has left: the first who waits has the seat for another twenty hours. */
export const withHeldSeat = altered(`
  if (view.waiting && view.waiting.length > 0) {
    view.group.seats.taken = view.group.seats.cap - 1
    view.waiting[0].heldUntil = Date.now() + 20 * 60 * 60 * 1000
  }`)

/** Of those who have not confirmed, the first has looked and the last is on leave. */
export const withStandings = altered(`
  if (view.pending && view.pending.length > 0) {
    view.pending[0].state = 'seen'
    Object.assign(view.pending[view.pending.length - 1], { isAway: true, canRemind: false })
  }`)

/** So many have as many points as I that my place is told about so. */
export const withAboutPlace = altered(`
  if (view.mine) {
    const beyond = 2400 - view.mine.place
    view.total = 9860
    view.mine.isExact = false
    view.mine.place += beyond
    for (const row of view.mine.around) row.place += beyond
    for (const row of view.top) row.isMe = false
  }`)
