import { automatorFixture, one } from '../../kit/automator-fixture'

/** Globals of the mini program, for functions that are sent there as text. */
declare function getApp(): { globalData: { launches: number } }

// The unmodified client: opening the mini program, its page stack, and pages.
jest.setTimeout(60_000)

const fixture = automatorFixture()

describe('opening from a card', () => {
  test('a tapped card opens its page on that phone only', async () => {
    await fixture.e2e.wechat.openCard(fixture.phone.personId, '测试群', 'detail/detail')
    expect((await fixture.phone.waitForPage('detail/detail')).path).toBe('pages/detail/detail')
    expect((await fixture.e2e.admin.page()).path).toBe('pages/home/home')
  })

  test('after leaving, a second card opens another page in the same mini program', async () => {
    await fixture.home()
    await fixture.e2e.wechat.leave(fixture.phone.personId)
    await fixture.e2e.wechat.openCard(fixture.phone.personId, '测试群', 'home/home')
    await fixture.phone.waitForPage('home/home')
    expect(await fixture.program.evaluate(() => getApp().globalData.launches)).toBe(1)
  })

  test('quitting ends it: the next start launches again with pages of new ids', async () => {
    const before = await fixture.home()
    await fixture.e2e.wechat.quit(fixture.phone.personId)
    await expect(before.data()).rejects.toThrow(/closed/)
    expect((await fixture.phone.waitForPage('home/home')).path).toBe('pages/home/home')
  })
})

describe('pages', () => {
  test('pageStack and currentPage name path and query', async () => {
    await fixture.home()
    await fixture.program.callWxMethod('navigateTo', { url: '/pages/detail/detail?from=home' })
    const page = await fixture.phone.waitForPage('detail/detail')
    expect(page.query).toEqual({ from: 'home' })
    expect((await fixture.program.pageStack()).map(({ path }) => path)).toEqual([
      'pages/home/home',
      'pages/detail/detail',
    ])
  })

  test('navigateTo, redirectTo, navigateBack, switchTab and reLaunch end on the page asked for', async () => {
    await fixture.home()
    expect((await fixture.program.navigateTo('/pages/detail/detail?from=1'))?.query).toEqual({
      from: '1',
    })
    expect((await fixture.program.redirectTo('/pages/detail/detail?from=2'))?.query).toEqual({
      from: '2',
    })
    expect((await fixture.program.navigateBack())?.path).toBe('pages/home/home')
    expect((await fixture.program.switchTab('/pages/more/more'))?.path).toBe('pages/more/more')
    expect((await fixture.program.reLaunch('/pages/home/home'))?.path).toBe('pages/home/home')
  })

  test('an unknown page rejects with the errMsg of wx.navigateTo', async () => {
    await expect(
      fixture.program.callWxMethod('navigateTo', { url: '/pages/none/none' }),
    ).rejects.toThrow(/navigateTo:fail/)
  })

  test('data is read whole and by path, and set', async () => {
    const page = await fixture.home()
    expect(await page.data('rows[1].name')).toBe('第二行')
    expect(await page.data('rows[7].name')).toBeUndefined()
    await page.setData({ who: '小程序', 'rows[0].name': '改过的' })
    expect(await (await one(page, '.title')).text()).toBe('你好，小程序')
    expect(((await page.data()) as { rows: object[] }).rows[0]).toEqual({ id: 'a', name: '改过的' })
  })

  test('callMethod passes arguments, returns results and awaits promises', async () => {
    const page = await fixture.home()
    expect(await page.callMethod('greet', '大家', '！')).toBe('你好，大家！')
    expect(await page.data('who')).toBe('大家')
    expect(await page.callMethod('slowly', 3)).toEqual({ value: 3 })
    await expect(page.callMethod('fails')).rejects.toThrow('方法出错了')
    await expect(page.callMethod('nothing')).rejects.toThrow('Method nothing does not exist')
  })

  test('size, scrollTop and pageScrollTo speak of the page itself', async () => {
    await fixture.home()
    await fixture.program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    const page = await fixture.phone.waitForPage('detail/detail')
    const { width, height } = (await page.size()) as unknown as { width: number; height: number }
    expect(width).toBe(375)
    expect(height).toBeGreaterThan(2000)
    await fixture.program.pageScrollTo(300)
    expect(await page.scrollTop()).toBe(300)
  })

  test('waitFor waits for time, selector and function', async () => {
    const page = await fixture.home()
    await page.waitFor(1)
    await page.waitFor('.title')
    await page.waitFor(async () => (await page.$$('.row')).length === 2)
  })
})
