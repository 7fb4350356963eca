import type Element from 'miniprogram-automator/out/Element'
import { automatorFixture, one } from '../../kit/automator-fixture'

// The unmodified client: finding and reading elements, and custom components.
jest.setTimeout(60_000)

const fixture = automatorFixture()

describe('finding elements', () => {
  test('by tag, class, id, attribute and structure', async () => {
    const page = await fixture.home()
    expect((await one(page, 'button.add')).tagName).toBe('button')
    expect(await (await one(page, '#home > .title')).text()).toBe('你好，世界')
    expect(await (await one(page, '.row:last-child .row-name')).text()).toBe('第二行')
    expect(await (await one(page, '[data-row-id="b"]')).text()).toContain('第二行')
    expect(await page.$$('.row')).toHaveLength(2)
    expect(await page.$('.nothing')).toBeNull()
    expect(await page.$$('.nothing')).toEqual([])
  })

  test('the same element is the same object, as long as it lives', async () => {
    const page = await fixture.home()
    expect(await page.$('.title')).toBe(await page.$('#home .title'))
  })

  test('inside a custom component only through it or >>>', async () => {
    const page = await fixture.home()
    const card = await one(page, '#card')
    expect(await page.$('.card-title')).toBeNull()
    expect(await (await card.$('.card-title'))?.text()).toBe('计数卡')
    expect(await (await card.$('.slotted'))?.text()).toBe('插槽内容')
    expect(await (await one(page, '#card >>> .card-value')).text()).toBe('3')
    expect(await (await one(page, '.home >>> .deep')).text()).toBe('深处')
    expect(await card.$$('.card-body text')).toHaveLength(2)
  })

  test('by xpath, through components as a person sees them', async () => {
    const page = await fixture.home()
    expect(await (await page.xpath('/page/view/view[1]'))?.text()).toBe('你好，世界')
    expect(await page.getElementsByXpath('//text[@class="row-name"]')).toHaveLength(2)
    expect(await (await page.getElementByXpath('//text[contains(., "第二")]'))?.text()).toBe(
      '第二行',
    )
    expect(await (await page.xpath('//counter-card//text[@class="card-value"]'))?.text()).toBe('3')
    expect(await page.xpath('//nothing')).toBeNull()
    const inSlot = await page.getElementsByXpath('//button[@class="card-more"]/text')
    expect(await Promise.all((inSlot as Element[]).map((text) => text.text()))).toEqual([
      '插槽内容',
      '块里的内容',
    ])
  })

  test('an element that has left the page says so', async () => {
    const page = await fixture.home()
    const row = await one(page, '.row')
    await page.setData({ rows: [] })
    await expect(row.text()).rejects.toThrow('left the page')
  })
})

describe('reading an element', () => {
  test('text, attribute, property, value and style', async () => {
    const page = await fixture.home()
    const root = await one(page, '#home')
    expect(await root.attribute('class')).toBe('home')
    expect(await root.attribute('data-kind')).toBe('fixture')
    expect(await root.attribute('nothing')).toBeNull()
    const title = await one(page, '.title')
    expect(await title.style('color')).toBe('rgb(7, 122, 62)')
    expect(await title.style('fontSize')).toBe('20px')
    const name = await one(page, '.name')
    expect(await name.attribute('placeholder')).toBe('名字')
    expect(await name.property('placeholder')).toBe('名字')
    expect(await name.value()).toBe('旧名字')
    expect(await (await one(page, '.level')).property('max')).toBe(100)
    await expect(name.property('nothing')).rejects.toThrow('input.nothing not exists')
  })

  test('wxml and outerWxml show what was written', async () => {
    const page = await fixture.home()
    const rows = await one(page, '.rows')
    expect(await rows.wxml()).toBe(
      '<view class="row" data-row-id="a"><text class="row-name">第一行</text></view>' +
        '<view class="row" data-row-id="b"><text class="row-name">第二行</text></view>',
    )
    expect(await (await one(page, '.count')).outerWxml()).toBe('<text class="count">0</text>')
    expect(await (await one(page, '#card')).outerWxml()).toContain(
      '<text class="card-value">3</text>',
    )
    expect(await (await one(page, 'page')).wxml()).toContain('你好，世界')
  })

  test('size and offset are those on the page', async () => {
    const page = await fixture.home()
    await page.setData({ who: '很长'.repeat(40) })
    const strip = await one(page, '.strip')
    expect(await strip.size()).toEqual({ width: 200, height: 80 })
    const before = (await strip.offset()) as { left: number; top: number }
    await fixture.program.pageScrollTo(30)
    const after = (await strip.offset()) as { left: number; top: number }
    expect(after).toEqual(before)
    expect(before.left).toBe(0)
  })
})

describe('custom components', () => {
  type Custom = Element & {
    data(path?: string): Promise<unknown>
    setData(data: object): Promise<void>
    callMethod(name: string, ...args: unknown[]): Promise<unknown>
  }

  test('give and take data and run methods', async () => {
    const page = await fixture.home()
    const card = (await one(page, '#card')) as Custom
    expect(await card.data('value')).toBe(3)
    expect(await card.callMethod('add', 5)).toBe(8)
    expect(await card.data('history[1].by')).toBe(5)
    expect(await page.data('cardValue')).toBe(8)
    await card.setData({ value: 100 })
    expect(await (await card.$('.card-value'))?.text()).toBe('100')
    expect(await card.property('start')).toBe(3)
  })
})
