import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/basic', { packages: ['@vant/weapp'] })
const { page } = fixture
const found: Record<string, unknown> = {}
const colors = () =>
  page.evaluate(() => {
    const layer = document.querySelector('.page-layer.is-visible')
    const dom = layer?.querySelector('iframe')?.contentDocument
    const of = (element: Element | null | undefined) =>
      element && getComputedStyle(element).backgroundColor
    return {
      page: of(dom?.body),
      card: of(dom?.querySelector('.card')),
      navigation: of(layer?.querySelector('.navigation-bar')),
      tabBar: of(document.querySelector('.tab-bar')),
    }
  })
const marks = () =>
  page.locator('.tab-bar button').evaluateAll((tabs) =>
    tabs.map((tab) => {
      const mark = tab.querySelector('.mark')
      return mark ? (mark.classList.contains('dot') ? 'dot' : mark.textContent) : ''
    }),
  )

const home = page.frames()[1] ?? page.mainFrame()
found['text'] = await home.locator('.title').innerText()
found['button'] = await home
  .locator('#vant wx-button')
  .evaluate((button) => getComputedStyle(button).backgroundColor)
found['light'] = await colors()
await page.evaluate('__phone.device({ theme: "dark" })')
await settle(fixture, 100)
found['dark'] = await colors()
await page.evaluate('__phone.device({ theme: "light" })')

await callWx(fixture, 'setTabBarBadge', { index: 0, text: '12345' })
await callWx(fixture, 'showTabBarRedDot', { index: 1 })
found['marks'] = await marks()
await callWx(fixture, 'removeTabBarBadge', { index: 0 })
await callWx(fixture, 'hideTabBarRedDot', { index: 1 })
found['no marks'] = await marks()
await callWx(fixture, 'setTabBarItem', { index: 1, text: '我' })
found['renamed'] = await page.locator('.tab-bar button').nth(1).innerText()
found['no such tab'] = await callWx(fixture, 'setTabBarBadge', { index: 9, text: '1' })
const height = () =>
  page.evaluate(() => document.querySelector('.page-layer.is-visible iframe')?.clientHeight)
const before = await height()
await callWx(fixture, 'hideTabBar')
found['room of the tab bar'] = (Number(await height()) || 0) - (Number(before) || 0)
await callWx(fixture, 'showTabBar')

await home.locator('wx-van-cell').first().click()
await settle(fixture)
found['opened'] = await page.evaluate('window.__miniprogram.pages().at(-1).query')
found['not a tab'] = await callWx(fixture, 'showTabBar')
await callWx(fixture, 'navigateBack')
await settle(fixture)
found['queries'] = await page.evaluate(`new Promise((resolve) => {
  const { wx } = window.__miniprogram.globals
  wx.createSelectorQuery()
    .select('#tapper').fields({ dataset: true, size: true, computedStyle: ['backgroundColor'] })
    .selectAll('.item').boundingClientRect()
    .select('.none').boundingClientRect()
    .selectViewport().scrollOffset()
    .exec((results) => resolve([
      results[0].dataset, results[0].backgroundColor, results[0].width > 300,
      results[1].length, results[1][0].height > 0, results[2], results[3].scrollTop,
    ]))
})`)
found['observed'] = await page.evaluate(`new Promise((resolve) => {
  const { wx } = window.__miniprogram.globals
  wx.createIntersectionObserver().relativeToViewport().observe('#tapper', ({ id, intersectionRatio }) => resolve([id, intersectionRatio]))
})`)
found['can'] = await page.evaluate(
  `['button.open-type.share', 'button.open-type.contact', 'canvas.type.2d', 'navigateTo.object.events', 'createSelectorQuery'].map((name) => window.__miniprogram.globals.wx.canIUse(name))`,
)
found['reports'] = (await fixture.reports()).filter(({ level }) => level !== 'log')
answer(found)
await fixture.close()
