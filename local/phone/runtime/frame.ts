/** A hidden browser tab gives no frames; then time passes anyway. */
const FRAME_FALLBACK_MS = 60

/** Resolves after the next drawn frame. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    let done = false
    const finish = (): void => {
      if (done) return
      done = true
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(finish, FRAME_FALLBACK_MS)
    requestAnimationFrame(finish)
  })
}
