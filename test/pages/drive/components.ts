import { answer, callWx, settle } from '../kit/drive'
import { runFixture } from '../kit/harness'

const fixture = await runFixture('test/pages/fixtures/components', { height: 900 })
const { page } = fixture

const open = async (name: string) => {
  await callWx(fixture, 'reLaunch', { url: `/pages/${name}/${name}` })
  await settle(fixture, 150)
  const frame = page.frames().at(-1)
  if (!frame) throw new Error('no page')
  return frame
}
const run = <T>(script: string): Promise<T> =>
  page.evaluate(
    `(async () => { const page = window.__miniprogram.pages().at(-1).instance; ${script} })()`,
  )
const notes = <T = unknown>(): Promise<T[]> => run('return page.notes.splice(0)')
const found: Record<string, unknown> = {}

// Forms: typing, choosing, submitting, resetting.
{
  const frame = await open('forms')
  await frame.locator('#text input').pressSequentially('axbcdefghijk')
  await frame.locator('#text input').press('Enter')
  found['typed'] = {
    value: await frame.locator('#text input').inputValue(),
    notes: await notes(),
  }
  await frame.locator('#upper input').pressSequentially('ab')
  found['upper'] = await run('return page.data.upper')
  await frame.locator('#digits input').pressSequentially('1a2b.3')
  found['digits'] = await frame.locator('#digits input').inputValue()
  const placeholder = frame.locator('#text .wx-placeholder')
  found['placeholder'] = await placeholder.evaluate((element) => ({
    hidden: element.hasAttribute('hidden'),
    color: getComputedStyle(element).color,
    weight: getComputedStyle(element).fontWeight,
  }))
  const height = () => frame.locator('#area').evaluate((element) => element.clientHeight)
  const before = await height()
  await frame.locator('#area textarea').fill('一\n二\n三\n四')
  found['grew'] = (await height()) > before
  await frame.locator('#area textarea').evaluate((element) => element.blur())
  await notes()
  await frame.locator('#label-b').click()
  await frame.locator('#label-y').click()
  await frame.locator('#switch').click()
  const slider = await frame.locator('#slider .wx-slider-track').boundingBox()
  if (slider) await page.mouse.click(slider.x + slider.width * 0.8, slider.y + 1)
  found['chosen'] = await notes()

  await frame.locator('#picker').click()
  await page.locator('.picker-sheet .row', { hasText: '丙' }).click()
  await settle(fixture, 300)
  await fixture.screenshot('.cache/pictures/picker.png')
  await page.locator('.picker-sheet .confirm').click()
  await frame.locator('#picker').click()
  await page.locator('.picker-sheet .cancel').click()
  await frame.locator('#date').click()
  found['date columns'] = await page
    .locator('.picker-sheet .column')
    .evaluateAll((columns) => columns.map((column) => column.querySelectorAll('.row').length))
  await page.locator('.picker-sheet .row', { hasText: '2027年' }).click()
  await settle(fixture, 300)
  found['date columns at the end'] = await page
    .locator('.picker-sheet .column')
    .evaluateAll((columns) => columns.map((column) => column.querySelectorAll('.row').length))
  await page.locator('.picker-sheet .confirm').click()
  await frame.locator('#time').click()
  await page.locator('.picker-sheet .confirm').click()
  await frame.locator('#region').click()
  await page.locator('.picker-sheet .confirm').click()
  await frame.locator('#multi').click()
  await page.locator('.picker-sheet .row', { hasText: '蔬菜' }).click()
  await settle(fixture, 300)
  found['multi columns'] = await page
    .locator('.picker-sheet .column')
    .evaluateAll((columns) =>
      columns.map((column) => [...column.querySelectorAll('.row')].map((row) => row.textContent)),
    )
  await page.locator('.picker-sheet .confirm').click()
  found['picked'] = await notes()

  await frame.locator('#submit').click()
  found['submitted'] = await notes()
  await frame.locator('#reset').click()
  await notes()
  await frame.locator('#submit').click()
  found['after reset'] = await notes()

  found['picker-view touch'] = await frame
    .locator('#view wx-picker-view-column')
    .first()
    .evaluate((column) => getComputedStyle(column).touchAction)
  const view = await frame.locator('#view').boundingBox()
  if (view) {
    const x = view.x + view.width / 2
    const y = view.y + view.height / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y - 30, { steps: 4 })
    await settle(fixture, 200)
    await page.mouse.move(x, y - 34)
    await page.mouse.up()
    await settle(fixture, 300)
  }
  found['picker-view'] = await notes()
}

// Events: bubbling, catching, capturing, marks, datasets, WXS, hover, animation, share.
{
  const frame = await open('events')
  const dragIt = async () => {
    const box = await frame.locator('#dragged').boundingBox()
    if (!box) return
    await page.mouse.move(box.x + 20, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, box.y + 10, { steps: 4 })
    await page.mouse.up()
  }
  const tap = async (selector: string) => {
    await frame.locator(selector).click({ force: true })
    return notes<Record<string, unknown>>()
  }
  found['tap inner'] = await tap('#inner')
  found['tap stopper'] = await tap('#stopper')
  found['tap disabled'] = await tap('#disabled')
  found['tap without handler'] = await tap('#missing')
  await run(`page.setData({ handler: 'noHandler' })`)
  await tap('#missing')
  found['tap slotted'] = await tap('#slotted')
  found['custom events'] = await run(`
    const wrap = page.selectComponent('#wrap')
    wrap.triggerEvent('custom', 'plain')
    return page.notes.splice(0).map(({ type, detail }) => [type, detail])
  `)
  const plain = await frame.locator('#plain').boundingBox()
  if (plain) {
    await page.mouse.move(plain.x + 10, plain.y + 5)
    await page.mouse.down()
    await settle(fixture, 450)
    await page.mouse.up()
  }
  found['long press'] = (await notes<{ type: string }>()).map(({ type }) => type)
  const hover = await frame.locator('#hover').boundingBox()
  if (hover) {
    await page.mouse.move(hover.x + 10, hover.y + 5)
    await page.mouse.down()
    await settle(fixture, 60)
    const color = () =>
      frame.locator('#hover').evaluate((el) => getComputedStyle(el).backgroundColor)
    const lit = await color()
    await page.mouse.up()
    await settle(fixture, 250)
    found['hover'] = [lit, await color()]
  }
  const width = () =>
    frame
      .locator('#dragged')
      .evaluate((element) => Math.round(parseFloat(getComputedStyle(element).width)))
  const firstWidth = await width()
  await run('page.setData({ still: true })')
  await dragIt()
  found['wxs still'] = await run('return page.moves')
  await run('page.setData({ still: false })')
  await dragIt()
  found['wxs'] = await frame.locator('#dragged').evaluate((element) => ({
    transform: getComputedStyle(element).transform,
    opacity: getComputedStyle(element).opacity,
  }))
  await run('page.setData({ width: 200 })')
  found['wxs change'] = [firstWidth, await width()]
  found['wxs change of a property'] = await run(`return page.selectComponent('#wrap').data.rooms`)
  found['wxs called'] = await run('return page.moves')
  await run('page.setData({ moved: true })')
  await settle(fixture, 250)
  found['transition'] = (await notes<{ type: string; detail: object }>()).map(
    ({ type, detail }) => ({ type, detail }),
  )
  await run('page.animate100()')
  await settle(fixture, 300)
  found['animated'] = await frame.locator('#animated').evaluate((element) => {
    const { transform, opacity } = getComputedStyle(element)
    return { transform, opacity }
  })
  found['animate'] = await run(`
    return new Promise((resolve) => page.animate('#moving', [{ opacity: 1 }, { opacity: 0.25, translateX: 10 }], 60, () => resolve('done')))
  `)
  await callWx(fixture, 'updateShareMenu', {
    isUpdatableMessage: true,
    activityId: 'activity-1',
    templateInfo: { parameterList: [{ name: 'member_count', value: '1' }], templateId: 'T' },
  })
  await frame.locator('#share').click()
  await settle(fixture, 100)
  found['shared'] = await page.evaluate('__phone.calls.filter(([name]) => name === "share")')
  await page.locator('.capsule button').first().click()
  found['menu card'] = await page.evaluate('__phone.menu.share()')
  await page.locator('.capsule button').nth(1).click()
  found['left'] = await page.evaluate('__phone.calls.at(-1)')
}

// Scrolling: scroll-view, swiper, movable, the page itself, pulling it down.
{
  const frame = await open('scroll')
  await frame.locator('#scroll').evaluate((element) => element.scrollTo(0, 300))
  await settle(fixture, 100)
  await frame.locator('#scroll').evaluate((element) => element.scrollTo(0, 99999))
  await settle(fixture, 100)
  await run(`page.setData({ into: 'row-10' })`)
  await settle(fixture, 100)
  const scrolled = await frame.locator('#scroll').evaluate((element) => {
    const row = element.querySelector('#row-10')?.getBoundingClientRect().top ?? 0
    return { atRow: Math.abs(row - element.getBoundingClientRect().top) < 2 }
  })
  await run('page.setData({ top: 0 })')
  await run('page.setData({ top: 1 })')
  await settle(fixture, 100)
  const types = (await notes<{ type: string; id: string }>()).map(({ type }) => type)
  found['scroll-view'] = {
    ...scrolled,
    lower: types.filter((type) => type === 'scrolltolower').length,
    upper: types.filter((type) => type === 'scrolltoupper').length,
    scrolls: types.includes('scroll'),
    top: await frame.locator('#scroll').evaluate((element) => element.scrollTop),
  }
  const drag = async (selector: string, dx: number, dy: number) => {
    const box = await frame.locator(selector).boundingBox()
    if (!box) return
    const x = box.x + box.width / 2
    const y = box.y + box.height / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + dx, y + dy, { steps: 6 })
    await page.mouse.up()
    await settle(fixture, 350)
  }
  await run('page.setData({ top: 0 })')
  await settle(fixture, 100)
  await notes()
  await drag('#scroll', 0, 130)
  found['refresher'] = (await notes<{ type: string }>()).map(({ type }) => type)
  await run('page.setData({ refreshing: false })')
  await settle(fixture, 300)
  found['refresher restored'] = (await notes<{ type: string }>()).map(({ type }) => type)
  await drag('#swiper', -150, 0)
  found['swiped'] = await notes()
  await run('page.setData({ current: 2 })')
  await settle(fixture, 250)
  found['swiper current'] = await notes()
  await drag('#movable', 60, 20)
  found['moved'] = await frame.locator('#movable').evaluate((element) => element.style.transform)
  await notes()
  await callWx(fixture, 'pageScrollTo', { selector: '#far', duration: 0 })
  await settle(fixture, 150)
  found['page scroll'] = {
    notes: await notes(),
    far: await frame.locator('#far').evaluate((el) => el.getBoundingClientRect().top < innerHeight),
    fixed: await frame
      .locator('.fixed')
      .evaluate((el) => Math.round(el.getBoundingClientRect().bottom) === innerHeight),
  }
  await callWx(fixture, 'pageScrollTo', { scrollTop: 0, duration: 0 })
  await settle(fixture, 100)
  await notes()
  await drag('#head', 0, 200)
  found['pulled'] = (await notes<{ type: string }>()).map(({ type }) => type)
  found['held'] = await page
    .locator('.page-frame')
    .last()
    .evaluate((el) => el.style.transform)
  await callWx(fixture, 'stopPullDownRefresh')
  await settle(fixture, 300)
  found['let go'] = await page
    .locator('.page-frame')
    .last()
    .evaluate((el) => el.style.transform)
}

// Media: images, rich text, canvas, conditional and portal parts.
{
  const frame = await open('media')
  await settle(fixture, 300)
  found['image loads'] = await notes()
  found['image sizes'] = await frame.evaluate(() =>
    ['fix', 'fill', 'fit'].map((id) => {
      const { width, height } =
        document.getElementById(id)?.getBoundingClientRect() ?? new DOMRect()
      return [Math.round(width), Math.round(height)]
    }),
  )
  found['rich text'] = await frame.locator('#rich').evaluate((element) => element.innerHTML)
  found['canvas'] = await run('return page.draw()')
  found['canvas text'] = await run(
    `const letters = ['群', '规', '罍']
    return [await page.write(false, '32px serif', letters), await page.write(true, 'bold 32px sans-serif', letters)]`,
  )
  found['old canvas'] = await run('return page.drawOld()')
  const corner = await frame.locator('#canvas').boundingBox()
  if (corner) await page.mouse.click(corner.x + 7, corner.y + 9)
  found['canvas touch'] = await notes()
  found['match-media'] = await frame.evaluate(() =>
    ['wide', 'narrow'].map((id) => (document.getElementById(id)?.offsetHeight ?? 0) > 0),
  )
  found['portal'] = await frame
    .locator('#portal')
    .evaluate((element) => Math.round(innerWidth - element.getBoundingClientRect().right))
}

// Style: isolation, theme, lengths, accessibility.
{
  const frame = await open('style')
  const look = () =>
    frame.evaluate(() => {
      const of = (id: string) => {
        const element = document.querySelector(`#${id} [class*=inner], #${id}.title`)
        if (!element) return null
        const { color, textIndent, fontSize } = getComputedStyle(element)
        return { color, textIndent, fontSize }
      }
      return Object.fromEntries(['page', 'isolated', 'applied', 'shared'].map((id) => [id, of(id)]))
    })
  found['style'] = await look()
  found['external class'] = await frame
    .locator('#isolated wx-text')
    .evaluate((element) => getComputedStyle(element).fontSize)
  found['host'] = await frame
    .locator('#isolated, #applied, #shared')
    .evaluateAll((hosts) => hosts.map((host) => getComputedStyle(host).paddingTop))
  found['by id'] = await frame.locator('#page').evaluate((el) => getComputedStyle(el).fontWeight)
  found['by data'] = await frame
    .locator('#data')
    .evaluate((el) => [getComputedStyle(el).fontWeight, el.hasAttribute('data-row')])
  found['lengths'] = await frame.evaluate(() => {
    const of = (id: string) => document.getElementById(id)?.getBoundingClientRect()
    return {
      rpx: of('rpx')?.width === innerWidth,
      inset: Math.round(of('rpx')?.height ?? 0),
      vh: of('vh')?.height === innerHeight,
      hidden: of('hidden')?.height,
    }
  })
  found['aria'] = await frame
    .locator('#aria')
    .evaluate((el) => ['aria-label', 'role', 'aria-checked'].map((name) => el.getAttribute(name)))
  await page.evaluate('__phone.device({ theme: "dark" })')
  await settle(fixture, 100)
  found['dark'] = await look()
  await page.evaluate('__phone.device({ theme: "light" })')
}

// Layout: custom navigation, page-meta, page-container, unknown tags.
{
  const frame = await open('layout')
  found['custom navigation'] = await page.evaluate(() => {
    const layer = [...document.querySelectorAll<HTMLElement>('.page-layer')].at(-1)
    const bar = layer?.querySelector<HTMLElement>('.navigation-bar')
    return [bar?.offsetHeight, layer?.querySelector('iframe')?.getBoundingClientRect().top]
  })
  found['meta'] = await frame.evaluate(() => ({
    rem: document.querySelector('.rem')?.getBoundingClientRect().width,
    inset: getComputedStyle(document.querySelector('.top') as Element).paddingTop,
  }))
  await run('page.setData({ frozen: true, show: true })')
  await settle(fixture, 500)
  found['frozen'] = await frame.evaluate(() => document.body.style.overflow)
  await frame.locator('.wx-page-container-overlay').click({ position: { x: 10, y: 10 } })
  await settle(fixture, 400)
  found['container'] = await notes()
  await run('page.setData({ show: true })')
  await settle(fixture, 500)
  await notes()
  const depth = () => page.evaluate('window.__miniprogram.globals.getCurrentPages().length')
  const back = await callWx(fixture, 'navigateBack')
  await settle(fixture, 400)
  found['back from the container'] = [back, await notes<{ type: string }>(), await depth()]
  found['unknown'] = await frame.locator('.wx-unknown-note').textContent()
}

const reports = (await fixture.reports()).filter(
  ({ level }) => level === 'warn' || level === 'error',
)
answer({ ...found, reports: reports.map(({ text }) => text) })
await fixture.close()
