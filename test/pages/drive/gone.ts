import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/components', { height: 900 })
const { page } = fixture
const thrown: string[] = []
page.on('pageerror', (error) => thrown.push(error.message))
await callWx(fixture, 'reLaunch', { url: '/pages/gone/gone' })
await settle(fixture)

/** Longer than any frame, timer and picture that the page's components wait for. */
const SETTLE_MS = 500

/** Everything comes, `between` passes, everything goes; then what the page still heard. */
async function comeAndGo(between: string): Promise<string[]> {
  await page.evaluate(`(async () => {
    const page = window.__miniprogram.pages().at(-1).instance
    page.setData({ n: 0 })
    page.setData({ on: true })
    ${between}
    page.setData({ on: false })
    page.notes.splice(0)
  })()`)
  await settle(fixture, SETTLE_MS)
  return page.evaluate(`window.__miniprogram.pages().at(-1).instance.notes.splice(0)`)
}

const change = 'page.setData({ n: 1 }); page.setData({ rows: ["四"] });'
const wait = (ms: number) => `await new Promise((done) => setTimeout(done, ${ms}));`
const frame = 'await new Promise((done) => requestAnimationFrame(done));'
const ways: Record<string, string> = {
  'in one frame': '',
  'changed in the same frame': change,
  'after a microtask': 'await null;',
  'after a frame': frame,
  'changed after a frame': frame + change,
  'in the middle of their movements': wait(60) + change + wait(30),
  'changed back at rest': wait(300) + change + 'page.setData({ n: 0 });',
}
const heard: Record<string, string[]> = {}
for (const [way, between] of Object.entries(ways)) heard[way] = await comeAndGo(between)

// A page that is left takes all of them along.
await page.evaluate(`(async () => {
  const { wx } = window.__miniprogram.globals
  window.__miniprogram.pages().at(-1).instance.setData({ on: true, n: 1 })
  await wx.reLaunch({ url: '/pages/scroll/scroll' })
})()`)
await settle(fixture, SETTLE_MS)

const bad = (await fixture.reports()).filter(({ level }) => level === 'warn' || level === 'error')
answer({ heard, thrown, reports: bad.map(({ text }) => text) })
await fixture.close()
