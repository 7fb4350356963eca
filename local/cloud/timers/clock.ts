/** Time as the cloud sees it; tests bring their own. */
export interface Clock {
  now: () => number
  /** Calls back at or after an instant. @returns a function that cancels it */
  at: (instant: number, callback: () => void) => () => void
}

/** Node's longest timer; later instants are reached in steps. */
const MAX_DELAY_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  at(instant, callback) {
    let timer: NodeJS.Timeout
    const wait = (): void => {
      const left = instant - Date.now()
      timer = setTimeout(
        left > MAX_DELAY_MS ? wait : callback,
        Math.min(Math.max(left, 0), MAX_DELAY_MS),
      )
      timer.unref()
    }
    wait()
    return () => clearTimeout(timer)
  },
}
