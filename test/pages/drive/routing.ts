import { answer, callWx, settle, takeLog } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/routing')
const { page } = fixture
const run = <T>(script: string): Promise<T> =>
  page.evaluate(
    `(async () => { const { wx, getApp } = window.__miniprogram.globals; const page = window.__miniprogram.pages().at(-1).instance; const log = getApp().globalData.log; ${script} })()`,
  )
const found: Record<string, unknown> = {}
const frame = () => page.frames().at(-1) ?? page.mainFrame()

// A tab bar of its own making: one per page, outside the page's lifetimes.
const chosen = () =>
  frame()
    .locator('wx-custom-tab-bar > wx-view > wx-view')
    .evaluateAll((tabs) => tabs.map((tab) => getComputedStyle(tab).color))
found['tab bar at home'] = await chosen()
await frame().locator('wx-custom-tab-bar > wx-view > wx-view').nth(1).click()
await settle(fixture)
found['tab bar at other'] = { colors: await chosen(), log: await takeLog(fixture) }
found['tab bar place'] = await frame()
  .locator('wx-custom-tab-bar > wx-view')
  .evaluate((bar) => [
    Math.round(bar.getBoundingClientRect().bottom) === innerHeight,
    getComputedStyle(bar).paddingBottom,
  ])

// Two pages talk.
found['channel'] = await run(`
  const result = await wx.navigateTo({
    url: '../target/target?a=1',
    events: { toOpener: (data) => log.push('opener heard ' + JSON.stringify(data)) },
  })
  result.eventChannel.emit('toOpened', { from: 'opener' })
  return { errMsg: result.errMsg, log: log.splice(0) }
`)
found['title'] = await run(`
  await wx.setNavigationBarTitle({ title: '新标题' })
  await wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#102030' })
  return 0
`)
found['bar'] = await page
  .locator('.page-layer.is-visible .navigation-bar')
  .last()
  .evaluate((bar) => [
    bar.querySelector('.title')?.textContent,
    getComputedStyle(bar).backgroundColor,
  ])

// Leaving is asked for.
await callWx(fixture, 'enableAlertBeforeUnload', { message: '还没保存' })
await page.locator('.back').last().click()
await settle(fixture)
found['asked'] = await page.locator('.wx-overlay').innerText()
await page.locator('.wx-overlay button', { hasText: '取消' }).click()
await settle(fixture)
found['stayed'] = await run('return page.route')
await page.locator('.back').last().click()
await settle(fixture)
await page.locator('.wx-overlay button', { hasText: '确定' }).click()
await settle(fixture)
found['left'] = await run('return page.route')
await takeLog(fixture)

// Routes are announced and may be led elsewhere.
await run(`
  for (const name of ['BeforeAppRoute', 'AppRoute', 'AppRouteDone', 'BeforePageLoad', 'AfterPageLoad', 'BeforePageUnload', 'AfterPageUnload']) {
    wx['on' + name]((event) => log.push([name, event.openType, event.path, event.page ? 'page' : ''].join(' ').trim()))
  }
`)
await callWx(fixture, 'navigateTo', { url: '/pages/target/target' })
await callWx(fixture, 'redirectTo', { url: '/pages/sub/deep/deep' })
await settle(fixture)
found['announced'] = (await takeLog(fixture)).filter((line) => !line.startsWith('target'))
await run(`
  const rewrite = ({ path }) => {
    if (path === 'pages/sub/deep/deep') void wx.rewriteRoute({ url: '/pages/target/target?led=1', preserveQuery: true })
  }
  wx.onBeforeAppRoute(rewrite)
  await wx.redirectTo({ url: '/pages/sub/deep/deep?kept=2' })
  wx.offBeforeAppRoute(rewrite)
`)
found['rewritten'] = (await takeLog(fixture)).filter((line) => line.startsWith('target'))
found['rewrite too late'] = await callWx(fixture, 'rewriteRoute', { url: '/pages/home/home' })
await callWx(fixture, 'navigateTo', { url: '/pages/sub/deep/deep' })
await run('page.relative()')
await settle(fixture)
found['relative'] = (await takeLog(fixture)).filter((line) => line.startsWith('target'))
found['reports'] = (await fixture.reports())
  .filter(({ level }) => level === 'warn' || level === 'error')
  .map(({ text }) => text)
await fixture.close()

// A card that leads nowhere.
const lost = await runFixture('test/pages/fixtures/routing', {
  path: 'pages/none/none',
  scene: 1044,
})
await settle(lost)
found['not found'] = await takeLog(lost)
await lost.close()

// A real finger.
const touch = await runFixture('test/pages/fixtures/components', {
  hasTouch: true,
  path: 'pages/events/events',
})
const inner = await (touch.page.frames().at(-1) ?? touch.page.mainFrame())
  .locator('#inner')
  .boundingBox()
if (inner) await touch.page.touchscreen.tap(inner.x + 5, inner.y + 5)
await settle(touch)
const notes = () =>
  touch.page.evaluate(
    `window.__miniprogram.pages().at(-1).instance.notes.splice(0).map(({ type }) => type)`,
  )
found['finger tap'] = await notes()
const session = await touch.page.context().newCDPSession(touch.page)
await callWx(touch, 'reLaunch', { url: '/pages/scroll/scroll' })
await settle(touch)
const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
  session.send('Input.dispatchTouchEvent', {
    type,
    touchPoints: type === 'touchEnd' ? [] : [{ x: 100, y }],
  })
await finger('touchStart', 600)
for (let y = 580; y >= 300; y -= 20) await finger('touchMove', y)
await finger('touchEnd', 300)
await settle(touch, 500)
found['finger scroll'] = await touch.page.evaluate(
  `window.__miniprogram.pages().at(-1).scroller.scrollTop > 100`,
)
await touch.close()
answer(found)
