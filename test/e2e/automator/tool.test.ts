import { WebSocket } from 'ws'
import { automatorFixture, one } from '../../kit/automator-fixture'

// The unmodified client: what concerns the tool and not the mini program.
jest.setTimeout(60_000)

const fixture = automatorFixture()

describe('tool', () => {
  test('checkVersion, testAccounts and tickets', async () => {
    await fixture.program.checkVersion()
    const accounts = (await fixture.program.testAccounts()) as {
      nickName: string
      openid: string
    }[]
    expect(accounts.map(({ nickName }) => nickName)).toEqual(['陈一诺', '周敏', '吴越'])
    const { ticket } = (await fixture.program.getTicket()) as { ticket: string }
    await fixture.program.refreshTicket()
    expect(((await fixture.program.getTicket()) as { ticket: string }).ticket).not.toBe(ticket)
    await fixture.program.setTicket('given')
    expect(await fixture.program.getTicket()).toMatchObject({ ticket: 'given' })
  })

  test('native answers dialogs, goes back, home and to tabs', async () => {
    await fixture.home()
    const native = fixture.program.native()
    for (const [answer, confirm] of [
      ['confirmModal', true],
      ['cancelModal', false],
    ] as const) {
      const asked = fixture.program.callWxMethod('showModal', { title: '问', content: '好吗' })
      await native[answer]()
      expect(await asked).toMatchObject({ confirm })
    }
    await fixture.program.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    await fixture.phone.waitForPage('detail/detail')
    await native.navigateLeft()
    await fixture.phone.waitForPage('home/home')
    await native.switchTab({ url: '/pages/more/more' })
    await fixture.phone.waitForPage('more/more')
    await fixture.program.callWxMethod('reLaunch', { url: '/pages/detail/detail' })
    await fixture.phone.waitForPage('detail/detail')
    await native.goHome()
    await fixture.phone.waitForPage('home/home')
  })

  test('native shares to the newest chat, or thinks better of it at either step', async () => {
    const page = await fixture.home()
    const native = fixture.program.native()
    const share = await one(page, '.share')
    const shared = async () => (await fixture.e2e.wechat.cards('测试群')).map(({ card }) => card)
    const before = (await shared()).length
    await share.tap()
    await native.shareCancel()
    await share.tap()
    await fixture.e2e.wechat.tapNative(fixture.phone.personId, 'share-chat')
    await native.shareCancel()
    expect(await shared()).toHaveLength(before)
    await share.tap()
    await native.shareConfirm()
    const cards = await shared()
    expect(cards).toHaveLength(before + 1)
    expect(cards.at(-1)).toMatchObject({ title: '来自测试', path: 'pages/detail/detail?from=card' })
  })

  test('native allows and refuses what the mini program asks for', async () => {
    await fixture.home()
    const scope = { scope: 'scope.writePhotosAlbum' }
    const allowed = fixture.program.callWxMethod('authorize', scope)
    await fixture.program.native().authorizeAllow()
    expect(await allowed).toEqual({ errMsg: 'authorize:ok' })
    const { program } = fixture.e2e.manager
    const refused = expect(program.callWxMethod('authorize', scope)).rejects.toThrow(
      'authorize:fail auth deny',
    )
    await program.native().authorizeCancel()
    await refused
    await fixture.e2e.wechat.quit(fixture.e2e.manager.personId)
  })

  test('what a local phone cannot do is refused in words', async () => {
    await expect(fixture.program.native().closePaymentDialog()).rejects.toThrow(
      'closePaymentDialog',
    )
    await expect(fixture.program.remote()).rejects.toThrow('real phone')
    await expect(fixture.program.stopAudits()).rejects.toThrow('DevTools only')
  })

  test('an unknown method is refused by name', async () => {
    const bare = fixture.program as unknown as { send(method: string): Promise<unknown> }
    await expect(bare.send('App.doMagic')).rejects.toThrow('Method App.doMagic is not supported')
    await expect(bare.send('toString')).rejects.toThrow('Method toString is not supported')
    await expect(bare.send('Element.callContextMethod')).rejects.toThrow('no video component')
  })

  test('a web page, or anything that does not speak the protocol, is sent away', async () => {
    const closed = (origin?: string, text?: string): Promise<number | string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(fixture.e2e.wsEndpoint, origin ? { origin } : {})
        socket.on('open', () => text !== undefined && socket.send(text))
        socket.on('close', (code) => resolve(code))
        socket.on('error', ({ message }) => resolve(message))
      })
    expect(await closed('http://example.com')).toContain('401')
    expect(await closed(undefined, 'hello')).toBe(1007)
    expect(await closed(undefined, '{"id":1}')).toBe(1007)
  })

  test('close ends one phone and leaves the others', async () => {
    const manager = await fixture.e2e.connect(fixture.e2e.manager.personId)
    await manager.currentPage()
    await manager.close()
    expect((await fixture.e2e.admin.page()).path).toBe('pages/home/home')
  })
})
