import type Element from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'
import { WebSocket } from 'ws'
import { startE2e, type E2e } from '../kit/e2e'
import type { E2ePhone } from '../kit/e2e-phone'

/** Globals of the mini program, for functions that are sent there as text. */
declare const wx: {
  getSystemInfo(): Promise<{ windowWidth: number }>
  showModal(options: { title: string; success: (result: unknown) => void }): void
}
declare function getApp(): { globalData: { launches: number } }
declare function getCurrentPages(): [{ onAdd: () => void }]

// The unmodified client of WeChat DevTools against the local WeChat, method by method.
jest.setTimeout(60_000)

let e2e: E2e
let phone: E2ePhone
let program: MiniProgram

beforeAll(async () => {
  e2e = await startE2e({ project: 'test/pages/fixtures/automator' })
  phone = e2e.member
  program = phone.program
})

afterAll(async () => {
  await e2e?.close()
})

/** Back to a fresh home page without the client's three-second wait. */
async function home(): Promise<Page> {
  await program.callWxMethod('reLaunch', { url: '/pages/home/home' })
  return await phone.waitForPage('home/home')
}

/** The one element a test is about; the client answers null for none. */
async function one(page: Page, selector: string): Promise<Element> {
  const element = await page.$(selector)
  if (!element) throw new Error(`No ${selector}`)
  return element
}

const withInput = (element: Element): { input(text: string): Promise<void> } =>
  element as unknown as { input(text: string): Promise<void> }

describe('opening from a card', () => {
  test('a tapped card opens its page on that phone only', async () => {
    await e2e.wechat.openCard(phone.personId, '测试群', 'detail/detail')
    expect((await phone.waitForPage('detail/detail')).path).toBe('pages/detail/detail')
    expect((await e2e.admin.page()).path).toBe('pages/home/home')
  })

  test('after leaving, a second card opens another page in the same mini program', async () => {
    await home()
    await e2e.wechat.leave(phone.personId)
    await e2e.wechat.openCard(phone.personId, '测试群', 'home/home')
    await phone.waitForPage('home/home')
    expect(await program.evaluate(() => getApp().globalData.launches)).toBe(1)
  })

  test('quitting ends it: the next start launches again with pages of new ids', async () => {
    const before = await home()
    await e2e.wechat.quit(phone.personId)
    await expect(before.data()).rejects.toThrow(/closed/)
    expect((await phone.waitForPage('home/home')).path).toBe('pages/home/home')
  })
})

describe('pages', () => {
  test('pageStack and currentPage name path and query', async () => {
    await home()
    await program.callWxMethod('navigateTo', { url: '/pages/detail/detail?from=home' })
    const page = await phone.waitForPage('detail/detail')
    expect(page.query).toEqual({ from: 'home' })
    expect((await program.pageStack()).map(({ path }) => path)).toEqual([
      'pages/home/home',
      'pages/detail/detail',
    ])
  })

  test('navigateTo, redirectTo, navigateBack, switchTab and reLaunch end on the page asked for', async () => {
    await home()
    expect((await program.navigateTo('/pages/detail/detail?from=1'))?.query).toEqual({ from: '1' })
    expect((await program.redirectTo('/pages/detail/detail?from=2'))?.query).toEqual({ from: '2' })
    expect((await program.navigateBack())?.path).toBe('pages/home/home')
    expect((await program.switchTab('/pages/more/more'))?.path).toBe('pages/more/more')
    expect((await program.reLaunch('/pages/home/home'))?.path).toBe('pages/home/home')
  })

  test('an unknown page rejects with the errMsg of wx.navigateTo', async () => {
    await expect(program.callWxMethod('navigateTo', { url: '/pages/none/none' })).rejects.toThrow(
      /navigateTo:fail/,
    )
  })

  test('data is read whole and by path, and set', async () => {
    const page = await home()
    expect(await page.data('rows[1].name')).toBe('第二行')
    expect(await page.data('rows[7].name')).toBeUndefined()
    await page.setData({ who: '小程序', 'rows[0].name': '改过的' })
    expect(await (await one(page, '.title')).text()).toBe('你好，小程序')
    expect(((await page.data()) as { rows: object[] }).rows[0]).toEqual({ id: 'a', name: '改过的' })
  })

  test('callMethod passes arguments, returns results and awaits promises', async () => {
    const page = await home()
    expect(await page.callMethod('greet', '大家', '！')).toBe('你好，大家！')
    expect(await page.data('who')).toBe('大家')
    expect(await page.callMethod('slowly', 3)).toEqual({ value: 3 })
    await expect(page.callMethod('fails')).rejects.toThrow('方法出错了')
    await expect(page.callMethod('nothing')).rejects.toThrow('Method nothing does not exist')
  })

  test('size, scrollTop and pageScrollTo speak of the page itself', async () => {
    await home()
    await program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    const page = await phone.waitForPage('detail/detail')
    const { width, height } = (await page.size()) as unknown as { width: number; height: number }
    expect(width).toBe(375)
    expect(height).toBeGreaterThan(2000)
    await program.pageScrollTo(300)
    expect(await page.scrollTop()).toBe(300)
  })

  test('waitFor waits for time, selector and function', async () => {
    const page = await home()
    await page.waitFor(1)
    await page.waitFor('.title')
    await page.waitFor(async () => (await page.$$('.row')).length === 2)
  })
})

describe('finding elements', () => {
  test('by tag, class, id, attribute and structure', async () => {
    const page = await home()
    expect((await one(page, 'button.add')).tagName).toBe('button')
    expect(await (await one(page, '#home > .title')).text()).toBe('你好，世界')
    expect(await (await one(page, '.row:last-child .row-name')).text()).toBe('第二行')
    expect(await (await one(page, '[data-row-id="b"]')).text()).toContain('第二行')
    expect(await page.$$('.row')).toHaveLength(2)
    expect(await page.$('.nothing')).toBeNull()
    expect(await page.$$('.nothing')).toEqual([])
  })

  test('the same element is the same object, as long as it lives', async () => {
    const page = await home()
    expect(await page.$('.title')).toBe(await page.$('#home .title'))
  })

  test('inside a custom component only through it or >>>', async () => {
    const page = await home()
    const card = await one(page, '#card')
    expect(await page.$('.card-title')).toBeNull()
    expect(await (await card.$('.card-title'))?.text()).toBe('计数卡')
    expect(await (await card.$('.slotted'))?.text()).toBe('插槽内容')
    expect(await (await one(page, '#card >>> .card-value')).text()).toBe('3')
    expect(await (await one(page, '.home >>> .deep')).text()).toBe('深处')
    expect(await card.$$('.card-body text')).toHaveLength(2)
  })

  test('by xpath, through components as a person sees them', async () => {
    const page = await home()
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
    const page = await home()
    const row = await one(page, '.row')
    await page.setData({ rows: [] })
    await expect(row.text()).rejects.toThrow('left the page')
  })
})

describe('reading an element', () => {
  test('text, attribute, property, value and style', async () => {
    const page = await home()
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
    const page = await home()
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
    const page = await home()
    await page.setData({ who: '很长'.repeat(40) })
    const strip = await one(page, '.strip')
    expect(await strip.size()).toEqual({ width: 200, height: 80 })
    const before = (await strip.offset()) as { left: number; top: number }
    await program.pageScrollTo(30)
    const after = (await strip.offset()) as { left: number; top: number }
    expect(after).toEqual(before)
    expect(before.left).toBe(0)
  })
})

describe('a finger', () => {
  test('taps a button, a row of a list, and a button inside a component', async () => {
    const page = await home()
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
    await home()
    await program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    const page = await phone.waitForPage('detail/detail')
    await (await one(page, '.end')).tap()
    expect(await page.data('isEndTapped')).toBe(true)
  })

  test('scrolls inside a scroll-view too', async () => {
    const page = await home()
    await (await one(page, '.strip-end')).tap()
    expect(await page.data('count')).toBe(1)
  })

  test('means the button when it taps the words on it', async () => {
    const page = await home()
    await phone.tapWords('插槽内容')
    expect(await page.data('cardValue')).toBe(4)
  })

  test('does not reach what has no size or lies beneath something', async () => {
    const page = await home()
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
    const page = await home()
    await (await one(page, '.pad')).longpress()
    const events = (await page.data('padEvents')) as { type: string }[]
    expect(events.map(({ type }) => type)).toEqual(['touchstart', 'longpress', 'touchend'])
  })

  test('swipes by touchstart, touchmove and touchend', async () => {
    const page = await home()
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
    const page = await home()
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
    const page = await home()
    const name = withInput(await one(page, '.name'))
    await name.input('新名字')
    expect(await page.data('name')).toBe('新名字')
    await name.input('')
    expect(await page.data('name')).toBe('')
    await withInput(await one(page, '.note')).input('两行\n备注')
    expect(await page.data('note')).toBe('两行\n备注')
  })

  test('switch and slider change as by a finger', async () => {
    const page = await home()
    await (await one(page, '.flag')).tap()
    expect(await page.data('flag')).toBe(true)
    await ((await one(page, '.level')) as Element & { slideTo(v: number): Promise<void> }).slideTo(
      70,
    )
    expect(await page.data('level')).toBe(70)
  })

  test('scroll-view scrolls and tells its sizes', async () => {
    const page = await home()
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
    expect(await phone.waitForData<number>('stripTop', (top) => top === 120)).toBe(120)
  })

  test('swiper goes to a slide as by a finger', async () => {
    const page = await home()
    const slides = (await one(page, '.slides')) as Element & { swipeTo(i: number): Promise<void> }
    await slides.swipeTo(2)
    expect(await phone.waitForData<number>('slide', (slide) => slide === 2)).toBe(2)
    expect(await page.data('slideSource')).toBe('touch')
  })

  test('movable-view is moved and tells where it is', async () => {
    const page = await home()
    const block = (await one(page, '.block')) as Element & {
      moveTo(x: number, y: number): Promise<void>
    }
    await block.moveTo(100, 15)
    expect(await block.property('x')).toBe(100)
    expect(await block.property('y')).toBe(15)
    expect(await page.data('movedX')).toBe(100)
  })

  test('a function of another component is refused', async () => {
    const page = await home()
    const title = (await one(page, '.title')) as unknown as {
      callFunction(name: string): Promise<unknown>
    }
    await expect(title.callFunction('swiper.swipeTo')).rejects.toThrow('is not for <view>')
  })
})

describe('custom components', () => {
  type Custom = Element & {
    data(path?: string): Promise<unknown>
    setData(data: object): Promise<void>
    callMethod(name: string, ...args: unknown[]): Promise<unknown>
  }

  test('give and take data and run methods', async () => {
    const page = await home()
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

describe('wx', () => {
  afterEach(async () => {
    for (const method of ['getStorageSync', 'showModal', 'getSystemInfo']) {
      await program.restoreWxMethod(method)
    }
  })

  test('callWxMethod calls synchronous and asynchronous methods', async () => {
    await home()
    await program.callWxMethod('setStorage', { key: 'k', data: { a: 1 } })
    expect(await program.callWxMethod('getStorageSync', 'k')).toEqual({ a: 1 })
    expect(await program.callWxMethod('getStorage', { key: 'k' })).toMatchObject({ data: { a: 1 } })
    await expect(program.callWxMethod('getStorage', { key: 'none' })).rejects.toThrow(
      /getStorage:fail/,
    )
    await expect(program.callWxMethod('nothing')).rejects.toThrow('wx.nothing')
    expect(await program.systemInfo()).toMatchObject({ windowWidth: 375 })
  })

  test('mockWxMethod answers in place of the platform until restored', async () => {
    await home()
    await program.callWxMethod('setStorageSync', 'k', 'real')
    await program.mockWxMethod('getStorageSync', 'mocked')
    expect(await program.callWxMethod('getStorageSync', 'k')).toBe('mocked')
    await program.restoreWxMethod('getStorageSync')
    expect(await program.callWxMethod('getStorageSync', 'k')).toBe('real')
  })

  test('a mocked dialog answers promise and callback alike', async () => {
    await home()
    await program.mockWxMethod('showModal', { confirm: true, cancel: false })
    expect(await program.callWxMethod('showModal', { title: '?' })).toMatchObject({ confirm: true })
    const byCallback = await program.evaluate(
      () => new Promise((resolve) => wx.showModal({ title: '?', success: resolve })),
    )
    expect(byCallback).toEqual({ errMsg: 'showModal:ok', confirm: true, cancel: false })
    await program.mockWxMethod('showModal', { errMsg: 'showModal:fail 不行' })
    await expect(program.callWxMethod('showModal', { title: '?' })).rejects.toThrow(
      'showModal:fail',
    )
  })

  test('a mock function gets the call, extra arguments and the origin', async () => {
    await home()
    await program.mockWxMethod(
      'getStorageSync',
      function (key: string, fallback: string) {
        return key === 'name' ? 'redhood' : fallback
      },
      'unknown',
    )
    expect(await program.callWxMethod('getStorageSync', 'name')).toBe('redhood')
    expect(await program.callWxMethod('getStorageSync', 'else')).toBe('unknown')
    await program.mockWxMethod(
      'getSystemInfo',
      `function (options, platform) {
        return new Promise((resolve) => {
          this.origin({ success: (info) => resolve(Object.assign({}, info, { platform })) })
        })
      }`,
      'test',
    )
    expect(await program.callWxMethod('getSystemInfo', {})).toMatchObject({
      platform: 'test',
      windowWidth: 375,
    })
  })

  test('plugins are refused by name', async () => {
    await expect(program.callPluginWxMethod('wxplugin', 'login')).rejects.toThrow('wxplugin')
    await expect(program.mockPluginWxMethod('wxplugin', 'login', {})).rejects.toThrow('wxplugin')
    await expect(program.restorePluginWxMethod('wxplugin', 'login')).rejects.toThrow('wxplugin')
  })
})

describe('code and events', () => {
  test('evaluate runs a function or its text with arguments', async () => {
    await home()
    expect(await program.evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3)
    expect(await program.evaluate('() => getCurrentPages().length')).toBe(1)
    expect(await program.evaluate(async () => (await wx.getSystemInfo()).windowWidth)).toBe(375)
    expect(await program.evaluate(() => undefined)).toBeUndefined()
    await expect(
      program.evaluate(() => {
        throw new TypeError('坏了')
      }),
    ).rejects.toThrow('坏了')
    await expect(program.evaluate('not a function(')).rejects.toThrow('not valid JavaScript')
  })

  test('exposeFunction lets the mini program call the test', async () => {
    await home()
    const heard = new Promise((resolve) => {
      void program
        .exposeFunction('tellTest', (...args: unknown[]) => resolve(args))
        .then(() =>
          program.evaluate(() => {
            const { tellTest } = globalThis as unknown as { tellTest: (...args: unknown[]) => void }
            tellTest('一', { two: 2 })
          }),
        )
    })
    expect(await heard).toEqual(['一', { two: 2 }])
    await expect(program.exposeFunction('tellTest', () => undefined)).rejects.toThrow('already')
  })

  test('console output and uncaught exceptions arrive as events', async () => {
    await home()
    const watcher = await e2e.connect(phone.personId)
    try {
      const logged = new Promise((resolve) => watcher.on('console', resolve))
      const thrown = new Promise<{ message: string; stack: string }>((resolve) =>
        watcher.on('exception', resolve),
      )
      await watcher.evaluate(() => 1)
      await watcher.evaluate(() => console.log('看', { a: [1] }))
      expect(await logged).toEqual({ type: 'log', args: ['看', { a: [1] }] })
      await watcher.evaluate(() => {
        setTimeout(() => {
          throw new RangeError('晚一点的错')
        })
      })
      expect(await thrown).toMatchObject({ message: '晚一点的错' })
      await expect(e2e.expectQuiet()).rejects.toThrow('晚一点的错')
    } finally {
      watcher.disconnect()
      phone.takeExceptions()
    }
  })

  test('an exception in a handler is reported too', async () => {
    await home()
    await program.evaluate(() => {
      getCurrentPages()[0].onAdd = () => {
        throw new Error('处理出错')
      }
    })
    await phone.tap('.add')
    expect(phone.takeExceptions()).toEqual(['处理出错'])
    await expect(e2e.expectQuiet()).rejects.toThrow('处理出错')
  })

  test('screenshot returns a PNG', async () => {
    await home()
    const png = Buffer.from(String(await program.screenshot()), 'base64')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(750)
  })
})

describe('tool', () => {
  test('checkVersion, testAccounts and tickets', async () => {
    await program.checkVersion()
    const accounts = (await program.testAccounts()) as { nickName: string; openid: string }[]
    expect(accounts.map(({ nickName }) => nickName)).toEqual(['陈一诺', '周敏', '吴越'])
    const { ticket } = (await program.getTicket()) as { ticket: string }
    await program.refreshTicket()
    expect(((await program.getTicket()) as { ticket: string }).ticket).not.toBe(ticket)
    await program.setTicket('given')
    expect(await program.getTicket()).toMatchObject({ ticket: 'given' })
  })

  test('native answers dialogs, goes back, home and to tabs', async () => {
    await home()
    const native = program.native()
    for (const [answer, confirm] of [
      ['confirmModal', true],
      ['cancelModal', false],
    ] as const) {
      const asked = program.callWxMethod('showModal', { title: '问', content: '好吗' })
      await native[answer]()
      expect(await asked).toMatchObject({ confirm })
    }
    await program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    await phone.waitForPage('detail/detail')
    await native.navigateLeft()
    await phone.waitForPage('home/home')
    await native.switchTab({ url: '/pages/more/more' })
    await phone.waitForPage('more/more')
    await program.callWxMethod('reLaunch', { url: '/pages/detail/detail' })
    await phone.waitForPage('detail/detail')
    await native.goHome()
    await phone.waitForPage('home/home')
  })

  test('what a local phone cannot do is refused in words', async () => {
    await expect(program.native().closePaymentDialog()).rejects.toThrow('closePaymentDialog')
    await expect(program.remote()).rejects.toThrow('real phone')
    await expect(program.stopAudits()).rejects.toThrow('DevTools only')
  })

  test('an unknown method is refused by name', async () => {
    const bare = program as unknown as { send(method: string): Promise<unknown> }
    await expect(bare.send('App.doMagic')).rejects.toThrow('Method App.doMagic is not supported')
    await expect(bare.send('toString')).rejects.toThrow('Method toString is not supported')
    await expect(bare.send('Element.callContextMethod')).rejects.toThrow('no video component')
  })

  test('a web page, or anything that does not speak the protocol, is sent away', async () => {
    const closed = (origin?: string, text?: string): Promise<number | string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(e2e.wsEndpoint, origin ? { origin } : {})
        socket.on('open', () => text !== undefined && socket.send(text))
        socket.on('close', (code) => resolve(code))
        socket.on('error', ({ message }) => resolve(message))
      })
    expect(await closed('http://example.com')).toContain('401')
    expect(await closed(undefined, 'hello')).toBe(1007)
    expect(await closed(undefined, '{"id":1}')).toBe(1007)
  })

  test('close ends one phone and leaves the others', async () => {
    const manager = await e2e.connect(e2e.manager.personId)
    await manager.currentPage()
    await manager.close()
    expect((await e2e.admin.page()).path).toBe('pages/home/home')
  })
})

test('nothing else was printed by any phone', async () => {
  await e2e.expectQuiet()
})
