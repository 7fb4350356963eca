import type Element from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'
import { startE2e, type E2e } from './e2e'
import type { E2ePhone } from './e2e-phone'

/** One stage with the automator's fixture for a whole test file; use it inside tests only. */
export interface AutomatorFixture {
  readonly e2e: E2e
  /** The phone that the tests drive. */
  readonly phone: E2ePhone
  /** Its client, unmodified as npm has it. */
  readonly program: MiniProgram
  /** A fresh home page, without the three seconds that the client waits after routes. */
  home(): Promise<Page>
}

/** Starts the stage before a file's tests and closes it after them; the phones have to stay quiet in all of them. */
export function automatorFixture(): AutomatorFixture {
  let e2e: E2e | undefined
  const started = (): E2e => {
    if (!e2e) throw new Error('The stage has not started')
    return e2e
  }
  beforeAll(async () => {
    e2e = await startE2e({ project: 'test/pages/fixtures/automator' })
  })
  afterAll(async () => {
    try {
      await e2e?.expectQuiet()
    } finally {
      await e2e?.close()
    }
  })
  return {
    get e2e() {
      return started()
    },
    get phone() {
      return started().member
    },
    get program() {
      return started().member.program
    },
    async home() {
      const { member } = started()
      await member.program.callWxMethod('reLaunch', { url: '/pages/home/home' })
      return await member.waitForPage('home/home')
    },
  }
}

/** The one element a test is about; the client answers null for none. */
export async function one(page: Page, selector: string): Promise<Element> {
  const element = await page.$(selector)
  if (!element) throw new Error(`No ${selector}`)
  return element
}
