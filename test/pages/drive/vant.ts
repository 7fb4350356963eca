import { mkdirSync } from 'node:fs'
import type { Frame } from 'playwright-core'
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

const picture = (name: string): Promise<void> => fixture.screenshot(`${PICTURES}/${name}.png`)

async function drag(frame: Frame, [selector, x, y]: readonly [string, number, number]) {
  const box = await frame.locator(selector).first().boundingBox()
  if (!box) throw new Error(`no ${selector} to drag`)
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + x, from.y + y, { steps: 8 })
  await page.mouse.up()
}

/** Until nothing moves any more, but for what goes on for ever: a picture of half a movement shows nothing. */
const rest = (frame: Frame): Promise<void> =>
  frame.evaluate(async () => {
    const frames = (count: number): Promise<void> =>
      new Promise((done) => {
        const next = (left: number): void =>
          left === 0 ? done() : void requestAnimationFrame(() => next(left - 1))
        next(count)
      })
    const moving = (): Animation[] =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    // A transition starts some frames after the data that cause it.
    await frames(6)
    while (moving().length > 0) {
      await Promise.all(moving().map(({ finished }) => finished.catch(() => undefined)))
      await frames(3)
    }
  })

for (const { name, tap, types, drag: dragged, scroll, shows, notes: expected } of GALLERY) {
  const found: string[] = []
  await callWx(fixture, 'reLaunch', { url: `/pages/${name}/${name}` })
  const frame = page.frames().at(-1)
  if (!frame) throw new Error('no page')
  try {
    const taps = tap === undefined ? [] : [tap].flat()
    for (const [at, selector] of taps.entries()) {
      // What opens is drawn while it is open; the last of several taps often closes it.
      if (at > 0 && at === taps.length - 1) await picture(name)
      await frame.locator(selector).first().click({ timeout: 3000 })
      await rest(frame)
    }
    if (types) await frame.locator('wx-input input').first().pressSequentially(types)
    if (dragged) await drag(frame, dragged)
    if (scroll) await frame.evaluate((top) => scrollTo(0, top), scroll)
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
  await rest(frame)
  if (tap === undefined || [tap].flat().length < 2) await picture(name)
  const reports = await fixture.reports()
  for (const { level, text } of reports.slice(reported)) {
    if (level === 'warn' || level === 'error') found.push(`${level}: ${text}`)
  }
  reported = reports.length
  if (found.length > 0) problems[name] = found
}
answer({ problems, warnings: fixture.project.warnings, count: GALLERY.length })
await fixture.close()
