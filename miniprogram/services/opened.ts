import { tell } from './cloud'

/** Who goes back at once has not looked, ms. */
const A_LOOK = 1500

const told = new Set<string>()

/**
 * Lets the cloud know that something expected of me was opened and looked at, once a start of the mini program.
 * @returns how to call it off, for a page that is left before.
 */
export function tellOpened(askId: string): () => void {
  if (told.has(askId)) return () => undefined
  const timer = setTimeout(() => {
    told.add(askId)
    tell('asks.seen', { askId })
  }, A_LOOK)
  return () => clearTimeout(timer)
}
