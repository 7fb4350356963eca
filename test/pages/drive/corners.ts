import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/corners')
const { page } = fixture
const found: Record<string, unknown> = {}
const run = <T>(script: string): Promise<T> =>
  page.evaluate(
    `(async () => {
      const page = window.__miniprogram.pages().at(-1).instance
      const { wx } = window.__miniprogram.globals
      const dom = document.querySelector('.page-layer.is-visible iframe').contentDocument
      ${script}
    })()`,
  )
const text = (selector: string): Promise<string> =>
  run(`return dom.querySelector('${selector}').innerText.replace(/\\s+/g, ' ').trim()`)
const nativeButtons = (): Promise<string[]> =>
  page
    .locator('.page-layer.is-visible .navigation-bar [data-native]')
    .evaluateAll((found) => found.map((one) => (one as HTMLElement).dataset['native'] ?? ''))

found['first page'] = await run(`return window.__miniprogram.pages().at(-1).path`)

// Conditions, slots with names, generics, data that is not drawn.
const counts: string[] = []
for (const count of [0, 1, 7]) {
  await run(`page.setData({ count: ${count} })`)
  counts.push(await text('.count'))
}
found['counts'] = counts
found['default parts'] = await text('#default')
found['given parts'] = await text('#given')
found['facts'] = await run(`return page.selectComponent('#default').facts()`)
found['page id'] = await run(`return page.getPageId()`)
await run(`page.selectComponent('#default').twice()`)
found['after twice'] = await text('#default')

// An animation is cleared, a media query and an intersection are watched.
found['animated'] = await run(`
  page.animate('#box', [{ opacity: 1 }, { opacity: 0 }], 10)
  await new Promise((done) => setTimeout(done, 60))
  const during = getComputedStyle(dom.querySelector('#box')).opacity
  await new Promise((done) => page.clearAnimation('#box', done))
  return [during, getComputedStyle(dom.querySelector('#box')).opacity]`)
found['media'] = await run(`
  const heard = []
  const all = [wx.createMediaQueryObserver(), page.createMediaQueryObserver()]
  await Promise.all(all.map((one, at) => new Promise((done) => {
    one.observe(at === 0 ? { minWidth: 300 } : { orientation: 'landscape' }, ({ matches }) => {
      heard[at] = matches
      done()
    })
  })))
  for (const one of all) one.disconnect()
  return heard`)
found['intersection'] = await run(`
  const result = await new Promise((done) => {
    const observer = page.createIntersectionObserver()
    observer.relativeTo('#box').observe('#inside', (seen) => {
      observer.disconnect()
      done(seen)
    })
  })
  return { ratio: result.intersectionRatio, height: result.relativeRect.height }`)

// Pixels go on the old canvas and come back.
await callWx(fixture, 'canvasPutImageData', { canvasId: 'old', x: 0, y: 0, width: 1, height: 1 })
found['pixels'] = await run(`
  const data = new Uint8ClampedArray([7, 193, 96, 255])
  await wx.canvasPutImageData({ canvasId: 'old', data, x: 2, y: 3, width: 1, height: 1 })
  const read = await wx.canvasGetImageData({ canvasId: 'old', x: 2, y: 3, width: 1, height: 1 })
  return [...read.data]`)

// The keyboard goes away, and there is none to go afterwards.
found['keyboard'] = await run(`
  const field = dom.querySelector('#field input')
  field.focus()
  const before = dom.activeElement === field
  await wx.hideKeyboard()
  const again = await wx.hideKeyboard().catch(({ errMsg }) => errMsg)
  return [before, dom.activeElement === field, again]`)

found['next tick'] = await run(`
  const order = []
  await new Promise((done) => { wx.nextTick(() => done(order.push('tick'))); order.push('now') })
  return order`)

// What WeChat draws around the page.
const spinners = () => page.locator('.page-layer.is-visible .navigation-bar .spinner').count()
await callWx(fixture, 'showNavigationBarLoading')
const loading = await spinners()
await callWx(fixture, 'hideNavigationBarLoading')
found['navigation loading'] = [loading, await spinners()]
await callWx(fixture, 'setTabBarStyle', { backgroundColor: '#112233', selectedColor: '#ff0000' })
found['tab bar'] = await page.evaluate(() => {
  const bar = document.querySelector<HTMLElement>('.tab-bar')
  const selected = bar?.querySelector<HTMLElement>('[aria-selected="true"]')
  return [bar?.style.backgroundColor, selected?.style.color]
})
await callWx(fixture, 'startPullDownRefresh')
await settle(fixture)
found['refreshed'] = await run(
  `return [page.refreshed, document.querySelector('.page-layer.is-visible .pull-down').style.color]`,
)
await callWx(fixture, 'stopPullDownRefresh')
found['capsule listeners'] = await run(`
  const never = () => { throw new Error('never') }
  wx.onMenuButtonBoundingClientRectWeightChange(never)
  wx.offMenuButtonBoundingClientRectWeightChange(never)
  return true`)

// The way home from a page that is the first of its stack.
await callWx(fixture, 'reLaunch', { url: '/pages/sub/inner/inner' })
await settle(fixture)
const withHome = await nativeButtons()
await callWx(fixture, 'hideHomeButton')
found['home'] = [withHome, await nativeButtons()]
await callWx(fixture, 'reLaunch', { url: '/pages/sub/plain/plain' })
await settle(fixture)
found['no home'] = await nativeButtons()

const bad = (await fixture.reports()).filter(({ level }) => level === 'warn' || level === 'error')
answer({ ...found, reports: bad.map((entry) => entry.text) })
await fixture.close()
