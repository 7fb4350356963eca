import { join } from 'node:path'
import type { FrameLocator } from 'playwright-core'
import type { Stage } from '../../local/automator/stage'

const VIEW = { width: 1300, height: 900 }
const PATIENCE_MS = 20_000
/** A page slides in and its fonts settle. */
const SETTLE_MS = 1500

/** Taps the newest card of the chat that a phone of the wall starts in, and waits for the mini program's words. */
async function openCard(phone: FrameLocator, words: string): Promise<void> {
  await phone.locator('[data-native="card"]').last().click({ timeout: PATIENCE_MS })
  const page = phone.frameLocator('iframe').frameLocator('iframe:visible')
  await page.getByText(words).first().waitFor({ timeout: PATIENCE_MS })
}

/**
 * The wall as `npm start` shows it: the member's chat with its card, the rules that the card opens for the admin, and the
 * manager's board.
 */
export async function takeWall(
  stage: Stage,
  people: Readonly<Record<string, string>>,
  outDir: string,
): Promise<string> {
  const page = await stage.browser.newPage({ viewport: VIEW })
  const holders = ['member', 'admin', 'manager'].map((role) => people[role])
  await page.goto(`${stage.serverUrl}/?people=${holders.join(',')}`)
  const phones = page.locator('main.phones iframe')
  await phones.nth(2).waitFor({ timeout: PATIENCE_MS })
  const phone = (at: number) => page.frameLocator('main.phones iframe').nth(at)
  await phone(0).locator('[data-native="card"]').last().waitFor({ timeout: PATIENCE_MS })
  await openCard(phone(1), '群规 v')
  await openCard(phone(2), '群规 v')
  const manager = phone(2).frameLocator('iframe')
  await manager.getByText('榜单').last().click()
  const board = manager.frameLocator('iframe:visible')
  await board.getByText('各群').click({ timeout: PATIENCE_MS })
  await board.getByText('人均').first().waitFor({ timeout: PATIENCE_MS })
  const file = join(outDir, 'wall.png')
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: file })
  await page.close()
  return file
}
