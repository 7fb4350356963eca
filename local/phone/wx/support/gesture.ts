import { WxFail } from './errors'

/** How long after a tap a call still counts as made by it: enough for a dialog's answer, too short for a delay. */
const TAP_LIFETIME_MS = 1000

let lastTapAt = Number.NEGATIVE_INFINITY

/** Called by whoever hands a tap of the person to the mini program: component events, dialogs, action sheets. */
export function noteTap(): void {
  lastTapAt = performance.now()
}

export function isInTap(): boolean {
  return performance.now() - lastTapAt <= TAP_LIFETIME_MS
}

/** A tap opens one dialog of WeChat's own: the next has to be asked for by another tap. */
export function spendTap(): void {
  lastTapAt = Number.NEGATIVE_INFINITY
}

/** Refuses an API that WeChat only allows in the handler of a tap. */
export function requireTap(): void {
  if (!isInTap()) throw new WxFail('can only be invoked by user TAP gesture.')
}
