import type { E2e } from './e2e'
import type { E2ePhone } from './e2e-phone'

const PATIENCE_MS = 5000
const POLL_MS = 100

/** Taps what WeChat itself shows, by its mark, e.g. `privacy-agree`; it comes up a moment after its cause. */
export async function answerWeChat(e2e: E2e, phone: E2ePhone, mark: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await e2e.wechat.tapNative(phone.personId, mark)
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}

/** Taps the button of a component on the page in front, e.g. of `entry-view`. */
export async function tapIn(phone: E2ePhone, component: string): Promise<void> {
  const button = await (await phone.find(component)).$('van-button')
  if (!button) throw new Error(`${component} offers no button`)
  await button.tap()
}

const canConfirm = (bar: { canConfirm: boolean } | null) => bar?.canConfirm === true

/** Reads the rules to the end, as a finger does by flicking; the button then lets itself be tapped. */
export async function readToTheEnd(phone: E2ePhone): Promise<void> {
  await phone.waitForPage('pages/rules/rules')
  await phone.find('.bar')
  await phone.program.pageScrollTo(100_000)
  await phone.waitForData('bar', canConfirm)
}

/** Joins under a name, on the page for it; the first field of a name asks WeChat's consent to privacy. */
export async function joinAs(e2e: E2e, phone: E2ePhone, name: string): Promise<void> {
  await tapIn(phone, 'entry-view')
  await phone.waitForPage('subpackages/group/join/join')
  await phone.tap('input')
  await answerWeChat(e2e, phone, 'privacy-agree')
  await phone.type('input', name)
  await phone.tap('form van-button')
}
