import type Element from 'miniprogram-automator/out/Element'
import { automatorFixture, one } from '../../kit/automator-fixture'

// The unmodified client: fingers, and the built-in controls.
jest.setTimeout(60_000)

const fixture = automatorFixture()

const withInput = (element: Element): { input(text: string): Promise<void> } =>
  element as unknown as { input(text: string): Promise<void> }

describe('a finger', () => {
  test('taps a button, a row of a list, and a button inside a component', async () => {
    const page = await fixture.home()
    const add = await one(page, '.add')
    await add.tap()
    await add.tap()
    expect(await page.data('count')).toBe(2)
    await (await one(page, '.row:nth-child(2)')).tap()
    expect(await page.data('tappedRow')).toBe('b')
    await (await one(page, '#card >>> .card-add')).tap()
    expect(await page.data('cardValue')).toBe(4)
  })

  test('scrolls to what is below the fold before tapping it', async () => {
    await fixture.home()
    await fixture.program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    const page = await fixture.phone.waitForPage('detail/detail')
    await (await one(page, '.end')).tap()
    expect(await page.data('isEndTapped')).toBe(true)
  })

  test('scrolls inside a scroll-view too', async () => {
    const page = await fixture.home()
    await (await one(page, '.strip-end')).tap()
    expect(await page.data('count')).toBe(1)
  })

  test('means the button when it taps the words on it', async () => {
    const page = await fixture.home()
    await fixture.phone.tapWords('插槽内容')
    expect(await page.data('cardValue')).toBe(4)
  })

  test('does not reach what has no size or lies beneath something', async () => {
    const page = await fixture.home()
    await expect((await one(page, '.flat')).tap()).rejects.toThrow(
      'Cannot touch <view.flat>: it has no size on the screen',
    )
    const beneath = await one(page, '.beneath')
    await page.setData({ isCovered: true })
    await expect(beneath.tap()).rejects.toThrow(/<view\.beneath>: it is covered by .*遮罩/)
    await (await one(page, '.cover')).tap()
    await beneath.tap()
    expect(await page.data('count')).toBe(1)
  })

  test('long-presses without tapping', async () => {
    const page = await fixture.home()
    await (await one(page, '.pad')).longpress()
    const events = (await page.data('padEvents')) as { type: string }[]
    expect(events.map(({ type }) => type)).toEqual(['touchstart', 'longpress', 'touchend'])
  })

  test('swipes by touchstart, touchmove and touchend', async () => {
    const page = await fixture.home()
    const pad = await one(page, '.pad')
    const { top } = (await pad.offset()) as { top: number }
    const at = (x: number) => ({ identifier: 0, pageX: x, pageY: top + 10 })
    await pad.touchstart({ touches: [at(40)], changeTouches: [at(40)] })
    await pad.touchmove({ touches: [at(120)], changeTouches: [at(120)] })
    await pad.touchend({})
    const events = (await page.data('padEvents')) as { type: string; x: number }[]
    expect(events[0]).toEqual({ type: 'touchstart', x: 40 })
    expect(events).toContainEqual({ type: 'touchmove', x: 120 })
    expect(events.map(({ type }) => type)).not.toContain('tap')
  })

  test('trigger and dispatchEvent raise events without a finger', async () => {
    const page = await fixture.home()
    await (await one(page, '#card')).trigger('changed', { value: 42 })
    expect(await page.data('cardValue')).toBe(42)
    await (
      await one(page, '.pad')
    ).dispatchEvent({
      eventName: 'touchmove',
      touches: [{ identifier: 0, pageX: 9, pageY: 9, clientX: 9, clientY: 9 }],
      changedTouches: [{ identifier: 0, pageX: 9, pageY: 9, clientX: 9, clientY: 9 }],
    } as never)
    expect(await page.data('padEvents')).toEqual([{ type: 'touchmove', x: 9 }])
  })
})

describe('controls', () => {
  test('input and textarea take typed text, also none', async () => {
    const page = await fixture.home()
    const name = withInput(await one(page, '.name'))
    await name.input('新名字')
    expect(await page.data('name')).toBe('新名字')
    await name.input('')
    expect(await page.data('name')).toBe('')
    await withInput(await one(page, '.note')).input('两行\n备注')
    expect(await page.data('note')).toBe('两行\n备注')
  })

  test('a field is typed into when it has come into sight, and never unseen', async () => {
    const page = await fixture.home()
    await page.setData({ isLate: true })
    const late = withInput(await one(page, '.late'))
    await expect(late.input('没人看见')).rejects.toThrow('is not shown')
    const typing = late.input('看见了')
    await page.setData({ isLate: false })
    await typing
    expect(await page.data('name')).toBe('看见了')
  })

  test('switch and slider change as by a finger', async () => {
    const page = await fixture.home()
    await (await one(page, '.flag')).tap()
    expect(await page.data('flag')).toBe(true)
    await ((await one(page, '.level')) as Element & { slideTo(v: number): Promise<void> }).slideTo(
      70,
    )
    expect(await page.data('level')).toBe(70)
  })

  test('scroll-view scrolls and tells its sizes', async () => {
    const page = await fixture.home()
    const strip = (await one(page, '.strip')) as Element & {
      scrollTo(x: number, y: number): Promise<void>
      scrollWidth(): Promise<number>
      scrollHeight(): Promise<number>
    }
    await strip.scrollTo(50, 120)
    expect(await strip.property('scrollTop')).toBe(120)
    expect(await strip.property('scrollLeft')).toBe(50)
    expect(await strip.scrollWidth()).toBe(600)
    expect(await strip.scrollHeight()).toBeGreaterThan(400)
    expect(await fixture.phone.waitForData<number>('stripTop', (top) => top === 120)).toBe(120)
  })

  test('swiper goes to a slide as by a finger', async () => {
    const page = await fixture.home()
    const slides = (await one(page, '.slides')) as Element & { swipeTo(i: number): Promise<void> }
    await slides.swipeTo(2)
    expect(await fixture.phone.waitForData<number>('slide', (slide) => slide === 2)).toBe(2)
    expect(await page.data('slideSource')).toBe('touch')
  })

  test('movable-view is moved and tells where it is', async () => {
    const page = await fixture.home()
    const block = (await one(page, '.block')) as Element & {
      moveTo(x: number, y: number): Promise<void>
    }
    await block.moveTo(100, 15)
    expect(await block.property('x')).toBe(100)
    expect(await block.property('y')).toBe(15)
    expect(await page.data('movedX')).toBe(100)
  })

  test('a function of another component is refused', async () => {
    const page = await fixture.home()
    const title = (await one(page, '.title')) as unknown as {
      callFunction(name: string): Promise<unknown>
    }
    await expect(title.callFunction('swiper.swipeTo')).rejects.toThrow('is not for <view>')
  })
})
