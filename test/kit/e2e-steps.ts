import type Element from 'miniprogram-automator/out/Element'
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

/** Taps the button of a component on the page in front, e.g. of `entry-view`; `what` tells which of several. */
export async function tapIn(
  phone: E2ePhone,
  component: string,
  what = 'van-button',
): Promise<void> {
  const button = await (await phone.find(component)).$(what)
  if (!button) throw new Error(`${component} offers no ${what}`)
  await button.tap()
}

/** An `input` or a `textarea`. */
export type Field = Element & { input(text: string): Promise<void> }

/** Types into the first of our fields on the page, in order. */
export async function fill(phone: E2ePhone, values: readonly string[]): Promise<void> {
  await phone.find('field')
  const fields = await phone.findAll('field')
  for (const [index, value] of values.entries()) {
    const input = (await fields[index]?.$('input')) as Field | null | undefined
    if (!input) throw new Error(`field ${index} has no input`)
    await input.input(value)
  }
}

/** Publishes what the preview in front shows, and says yes when asked. */
export async function publish(phone: E2ePhone): Promise<void> {
  await phone.waitForPage('subpackages/rules/publish/publish')
  await phone.tapText('.dock van-button', '发布')
  await phone.tapText('.ask-acts .dock-main', '发布')
}

/** Answers the sheet that asks before something is done, with a reason where it wants one. */
export async function sayYes(phone: E2ePhone, reason?: string): Promise<void> {
  await phone.waitForData<boolean>('isDeedOpen', (isOpen) => isOpen)
  const sheet = await phone.find('deed-sheet')
  if (reason !== undefined) {
    const text = (await (await sheet.$('field'))?.$('textarea')) as Field | null | undefined
    if (!text) throw new Error('the sheet asks for no reason')
    await text.input(reason)
  }
  await tapIn(phone, 'deed-sheet', '.dock-main')
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
