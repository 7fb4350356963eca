import type { Frame } from 'playwright-core'

/** Native buttons that turn a question down, the mildest first; a modal without a way out is confirmed. */
const WAYS_OUT = [
  'modal-cancel',
  'action-sheet-cancel',
  'privacy-refuse',
  'authorize-deny',
  'subscribe-cancel',
  'contract-close',
  'location-close',
  'document-close',
  'setting-done',
  'modal-confirm',
]
/** A mini program that asks again after every answer is left alone. */
const MOST = 8
/** The sheet slides out. */
const CLOSING_MS = 250
const TAP_TIMEOUT_MS = 2000

/**
 * Turns down what WeChat draws over the pages and waits for the person, for nobody is there to answer.
 * @returns what each was called
 */
export async function dismissModals(frame: Frame): Promise<string[]> {
  const dismissed: string[] = []
  while (dismissed.length < MOST) {
    const sheet = frame.locator('.sheet.open').last()
    if ((await sheet.count()) === 0) break
    const label = await sheet.locator('.panel').getAttribute('aria-label')
    const button = await wayOutOf(frame)
    if (!button) break
    await frame.locator(button).last().tap({ timeout: TAP_TIMEOUT_MS })
    dismissed.push(label ?? '')
    await frame.waitForTimeout(CLOSING_MS)
  }
  return dismissed
}

async function wayOutOf(frame: Frame): Promise<string | undefined> {
  for (const name of WAYS_OUT) {
    const selector = `.sheet.open [data-native="${name}"]`
    if ((await frame.locator(selector).count()) > 0) return selector
  }
  return undefined
}
