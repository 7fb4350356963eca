import { mkdirSync } from 'node:fs'
import { answer, callWx } from '../kit/drive'
import { runFixture } from '../kit/harness'
import { GALLERY, writeGallery } from '../kit/vant-gallery'

/** What went wrong on one page of the gallery; empty when all is well. */
const problems: Record<string, string[]> = {}
/** A picture of each component after its interaction, for a person to look through. */
const PICTURES = '.cache/gallery'
mkdirSync(PICTURES, { recursive: true })
const fixture = await runFixture(writeGallery(), { packages: ['@vant/weapp'] })
const { page } = fixture
const notes = () =>
  page.evaluate(`window.__miniprogram.pages().at(-1).instance.notes`) as Promise<string[]>
let reported = 0

for (const { name, tap, shows, notes: expected } of GALLERY) {
  const found: string[] = []
  await callWx(fixture, 'reLaunch', { url: `/pages/${name}/${name}` })
  const frame = page.frames().at(-1)
  if (!frame) throw new Error('no page')
  try {
    if (tap) await frame.locator(tap).first().click({ timeout: 3000 })
    if (shows) {
      await frame.locator(`text=${shows}`).first().waitFor({ state: 'visible', timeout: 3000 })
    }
    if (expected) {
      const until = Date.now() + 3000
      while (!(await notes()).some((note) => note.startsWith(expected)) && Date.now() < until) {
        await page.waitForTimeout(30)
      }
      const made = await notes()
      if (!made.some((note) => note.startsWith(expected))) {
        found.push(`no "${expected}" in ${JSON.stringify(made)}`)
      }
    }
  } catch (error) {
    found.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  await fixture.screenshot(`${PICTURES}/${name}.png`)
  const reports = await fixture.reports()
  for (const { level, text } of reports.slice(reported)) {
    if (level === 'warn' || level === 'error') found.push(`${level}: ${text}`)
  }
  reported = reports.length
  if (found.length > 0) problems[name] = found
}
answer({ problems, warnings: fixture.project.warnings, count: GALLERY.length })
await fixture.close()
