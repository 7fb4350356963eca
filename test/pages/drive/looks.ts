import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/looks')
const { page } = fixture
const found: Record<string, unknown> = {}

const frame = page.frames().at(-1)
if (!frame) throw new Error('no page')
const look = (id: string) =>
  frame.locator(`#${id}`).evaluate((button) => {
    const { color, backgroundColor } = getComputedStyle(button)
    return { color, backgroundColor, type: button.getAttribute('type') }
  })
for (const id of ['plain', 'own', 'typed', 'bound', 'primary']) found[id] = await look(id)
found['width'] = await frame.locator('#own').evaluate((button) => button.clientWidth)

// Pressed, for longer than a button waits before it lights up.
const pressed = async (id: string) => {
  const button = frame.locator(`#${id}`)
  await button.hover()
  await page.mouse.down()
  await frame.locator(`#${id}.button-hover`).waitFor()
  const { backgroundColor } = await look(id)
  await page.mouse.up()
  return backgroundColor
}
found['pressed'] = { plain: await pressed('plain'), own: await pressed('own') }

await callWx(fixture, 'navigateTo', { url: '/pages/second/second' })
await settle(fixture)
const middle = (selector: string) =>
  page.locator(`.page-layer.is-visible .navigation-bar ${selector}`).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return (top + bottom) / 2
  })
found['heights'] = [await middle('.back svg'), await middle('.title')]

const place = { latitude: 23.12, longitude: 113.26, name: '总部', address: '某路 1 号' }
found['opened'] = await callWx(fixture, 'openLocation', place)
const sheet = page.locator('.sheet:not([inert])')
found['place'] = (await sheet.innerText()).split(/\s*\n\s*/)
await sheet.locator('[data-native="location-close"]').click()

const bad = (await fixture.reports()).filter(({ level }) => level === 'warn' || level === 'error')
answer({ ...found, reports: bad.map((entry) => entry.text) })
await fixture.close()
