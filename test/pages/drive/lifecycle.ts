import { answer, callWx, settle, takeLog } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/lifecycle')
const { page } = fixture
const steps: Record<string, string[]> = {}
const step = async (name: string, act: () => Promise<unknown>): Promise<void> => {
  await act()
  await settle(fixture)
  steps[name] = await takeLog(fixture)
}
const go = (api: string, url: string) => () => callWx(fixture, api, { url })
const onPage = (run: string) => () =>
  page.evaluate(`(() => { const page = window.__miniprogram.pages().at(-1).instance; ${run} })()`)

await step('launch', async () => undefined)
await step('tap the other tab', () => page.locator('.tab-bar button').nth(1).click())
await step('back to the first tab', go('switchTab', '/pages/a/a'))
await step('same tab again', go('switchTab', '/pages/a/a'))
await step('open c', go('navigateTo', '../c/c?x=%E4%BD%A0&y'))
await step('hide the app', () => page.evaluate('__phone.hide()'))
await step('show the app', () => page.evaluate('__phone.show({ scene: 1089, path: "" })'))
await step('change a property', onPage(`page.setData({ size: 2 })`))
await step('set data with callbacks', onPage(`page.setTwice()`))
await step('turn the phone', () => page.evaluate('__phone.device({ screenWidth: 400 })'))
await page.evaluate('__phone.device({ screenWidth: 375 })')
await settle(fixture)
await takeLog(fixture)
await step(
  'change data by path',
  onPage(`page.selectComponent('#parent').setData({ a: 2, 'b.d[1]': 9 })`),
)
await step('trigger an event', onPage(`page.selectComponent('#parent').tell()`))
await step('remove the slotted child', onPage(`page.setData({ withSlotted: false })`))
await step(
  'throw',
  onPage(`try { page.fail() } catch (error) { setTimeout(() => { throw error }) }`),
)
await step('reject', () => page.evaluate(`void Promise.reject('no')`))
await step('open d over c', go('navigateTo', '/pages/d/d?label=%E7%94%B2%20b&count=41'))
await step('from c to tab a', go('switchTab', '/pages/a/a'))
await step('c again', go('navigateTo', '/pages/c/c'))
await step('redirect to d', go('redirectTo', '/pages/d/d'))
await step('back', () => callWx(fixture, 'navigateBack'))
await step('relations', go('navigateTo', '/pages/e/e'))
await step('relations reorder', onPage(`page.setData({ names: ['y', 'x'] })`))
await step('relations change', onPage(`page.setData({ names: ['y', 'z'] })`))
const names = await page.evaluate(
  `window.__miniprogram.pages().at(-1).instance.selectComponent('#list').names()`,
)
await step('relaunch', go('reLaunch', '/pages/c/c'))
await step('a card is opened', () =>
  page.evaluate(
    '__phone.hide(); __phone.show({ scene: 1044, path: "pages/d/d", query: { label: "card" } })',
  ),
)
await step('theme', () => page.evaluate('__phone.device({ theme: "dark" })'))

const failures = {
  navigateToTab: await callWx(fixture, 'navigateTo', { url: '/pages/a/a' }),
  notThere: await callWx(fixture, 'navigateTo', { url: '/pages/none/none?x=1' }),
  switchToPage: await callWx(fixture, 'switchTab', { url: '/pages/c/c' }),
  backAtFirst: await callWx(fixture, 'navigateBack'),
  noUrl: await callWx(fixture, 'navigateTo'),
}
for (let count = 1; count < 10; count++) await callWx(fixture, 'navigateTo', { url: '/pages/c/c' })
const full = await callWx(fixture, 'navigateTo', { url: '/pages/c/c' })
await step('back by three', () => callWx(fixture, 'navigateBack', { delta: 3 }))
const stack = await page.evaluate(
  `window.__miniprogram.globals.getCurrentPages().map((p) => p.route)`,
)

const instance = await page.evaluate(`(() => {
  const page = window.__miniprogram.pages().at(-1).instance
  const parent = page.selectComponent('#parent')
  const child = parent.selectComponent('#inner')
  page.setData({ 'nested.list[2].deep': 'y', 'nested.more.a': 1 })
  return {
    custom: page.custom,
    data: page.data.nested,
    route: page.route,
    options: page.options,
    is: parent.is,
    id: parent.id,
    childData: child && { own: child.data.own, shared: child.data.shared, extra: child.data.extra },
    which: child && child.which(),
    fromBehavior: child && child.fromBehavior(),
    owner: child && child.selectOwnerComponent() === parent,
  }
})()`)
const reports = (await fixture.reports()).filter(
  ({ level }) => level === 'warn' || level === 'error',
)
answer({ steps, names, failures, full, stack, instance, reports: reports.map(({ text }) => text) })
await fixture.close()
