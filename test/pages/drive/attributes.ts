import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/attributes')
const { page } = fixture
const found: Record<string, unknown> = {}
const open = async (name: string) => {
  await callWx(fixture, 'reLaunch', { url: `/pages/${name}/${name}` })
  await settle(fixture)
  const frame = page.frames().at(-1)
  if (!frame) throw new Error('no page')
  return frame
}
const run = <T>(script: string): Promise<T> =>
  page.evaluate(
    `(async () => { const page = window.__miniprogram.pages().at(-1).instance; ${script} })()`,
  )
const notes = <T = { type: string; detail: unknown }>(): Promise<T[]> =>
  run('return page.notes.splice(0)')

{
  const frame = await open('texts')
  const textOf = (id: string) => frame.locator(`#${id}`).evaluate((element) => element.textContent)
  const ids = ['plain', 'decoded', 'spaced', 'half', 'both', 'outer', 'nested', 'rich']
  found['texts'] = Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, await textOf(id)] as const)),
  )
  await run(`page.setData({ raw: 'x&lt;y' })`)
  found['changed text'] = [await textOf('plain'), await textOf('decoded')]
  await notes()
  await frame.locator('#area textarea').fill('一\n二\n三')
  await settle(fixture)
  found['lines'] = await notes()

  const poster = await frame.locator('#poster').boundingBox()
  const download = page.waitForEvent('download')
  if (poster) {
    await page.mouse.move(poster.x + 20, poster.y + 20)
    await page.mouse.down()
    await settle(fixture, 450)
    await page.mouse.up()
  }
  found['picture menu'] = await page.locator('.sheet .menu-item').allInnerTexts()
  await page.locator('.sheet .menu-item').first().click()
  found['saved'] = (await download).suggestedFilename()
  await notes()
}

{
  const frame = await open('views')
  const scrollTop = () => frame.locator('#scroll').evaluate((element) => element.scrollTop)
  const context = (call: string) =>
    run(`
      const [{ node }] = await new Promise((done) =>
        page.createSelectorQuery().select('#scroll').node().exec(done))
      return ${call}`)
  await context('node.scrollTo({ top: 120 })')
  await settle(fixture, 100)
  const byTop = await scrollTop()
  await context(`node.scrollIntoView('#row-4')`)
  await settle(fixture, 100)
  const intoView = await scrollTop()
  await context('void (node.scrollEnabled = false)')
  const overflow = () => frame.locator('#scroll').evaluate((el) => getComputedStyle(el).overflowY)
  const locked = await overflow()
  await context('void (node.scrollEnabled = true)')
  found['scroll context'] = { byTop, intoView, locked, free: await overflow() }

  const left = () =>
    frame
      .locator('.slide')
      .evaluateAll((slides) => slides.map((one) => Math.round(one.getBoundingClientRect().left)))
  const places: Record<string, number[]> = { inset: await left() }
  await run('page.setData({ snap: true })')
  places['first'] = await left()
  await run('page.setData({ current: 1 })')
  await settle(fixture, 60)
  places['middle'] = await left()
  await run('page.setData({ current: 2 })')
  await settle(fixture, 60)
  places['last'] = await left()
  found['edges'] = places

  const turn = async () => {
    const wheel = await frame.locator('#wheel').boundingBox()
    if (!wheel) throw new Error('no wheel')
    await notes()
    await page.mouse.move(wheel.x + 50, wheel.y + 100)
    await page.mouse.down()
    await page.mouse.move(wheel.x + 50, wheel.y + 70, { steps: 4 })
    await settle(fixture, 150)
    await page.mouse.up()
    const atOnce = (await notes()).map(({ type }) => type)
    await settle(fixture)
    return { atOnce, later: (await notes()).map(({ type }) => type) }
  }
  found['after the movement'] = await turn()
  await run('page.setData({ immediate: true, value: [0] })')
  found['immediately'] = await turn()

  found['canvas'] = await run(`
    const [{ node }] = await new Promise((done) =>
      page.createSelectorQuery().select('#canvas').node().exec(done))
    const other = node.createImage() && document.createElement('canvas')
    other.getContext('2d').drawImage(node, 0, 0)
    return [node.addEventListener, node.nodeName, node.style, typeof node.getContext].map(String)`)

  found['never called'] = (await fixture.reports())
    .map(({ text }) => text)
    .filter((text) => text.includes('onShareTimeline'))
  await frame.locator('#failing wx-view').click({ timeout: 5000 })
  found['caught'] = await run(`return page.selectComponent('#failing').caught`)
  // The report of the handler that failed may still be on its way.
  const warnings = async () => (await fixture.reports()).filter(({ level }) => level === 'warn')
  const before = (await warnings()).length
  await run('page.setData({ lacking: true })')
  await run('page.setData({ lacking: false })')
  await run('page.setData({ lacking: true })')
  found['said'] = (await warnings()).slice(before).map(({ level, text }) => [level, text])
}

const turned: number[] = []
for (const name of ['texts', 'still']) {
  const frame = await open(name)
  if (name === 'texts') await frame.evaluate(() => (document.body.style.height = '3000px'))
  await page.mouse.move(180, 500)
  await page.mouse.wheel(0, 300)
  await settle(fixture)
  turned.push(await frame.evaluate(() => window.scrollY))
}
found['scrolled'] = turned
await open('views')

for (const name of ['broken', 'chained']) {
  const answered = await callWx(fixture, 'navigateTo', { url: `/pages/${name}/${name}` })
  found[name] = [(answered as { errMsg: string }).errMsg, (await fixture.reports()).at(-1)?.text]
}
found['still there'] = await run(`return [page.route, page.shown, page.hidden]`)

const reports = (await fixture.reports()).filter(({ level }) => level === 'error')
answer({ ...found, errors: reports.map(({ text }) => text) })
await fixture.close()
