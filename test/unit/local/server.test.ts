import { request } from 'node:http'
import { openStage, type Stage } from './server.kit'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A raw request, for headers that `fetch` does not let one set. */
function raw(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = stage.server
    const sent = request({ host: '127.0.0.1', port, path, headers }, (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('who is let in', () => {
  test('only requests that name this machine as their host', async () => {
    const { port } = stage.server
    expect(await raw('/', { host: `127.0.0.1:${port}` })).toBe(200)
    expect(await raw('/', { host: `localhost:${port}` })).toBe(200)
    // A name that was pointed at this machine after its page had loaded.
    expect(await raw('/', { host: `evil.example:${port}` })).toBe(403)
  })

  test('no page of another origin', async () => {
    const host = `127.0.0.1:${stage.server.port}`
    expect(await raw('/config', { host, origin: 'http://evil.example' })).toBe(403)
    expect(await raw('/config', { host, origin: 'null' })).toBe(403)
    expect(await raw('/config', { host, origin: `http://${host}` })).toBe(200)
    expect(await raw('/config', { host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  test('a link from elsewhere may open the wall', async () => {
    const host = `127.0.0.1:${stage.server.port}`
    const headers = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(await raw('/', headers)).toBe(200)
  })

  test('only people who are there', async () => {
    expect((await stage.post('nobody', 'inbox')).status).toBe(401)
    expect((await stage.post('chen', 'unheard-of')).status).toBe(404)
    expect((await stage.post('chen', 'constructor')).status).toBe(404)
  })

  test('no body that is not a JSON object', async () => {
    const text = new TextEncoder().encode('[1]')
    expect((await stage.post('chen', 'inbox', text)).status).toBe(400)
    expect((await stage.post('chen', 'inbox', new TextEncoder().encode('{'))).status).toBe(400)
  })
})

describe('pages and files', () => {
  const get = (path: string): Promise<Response> => fetch(stage.server.url + path)

  test.each(['/', '/phone?person=chen', '/miniprogram?person=chen'])(
    '%s is a page',
    async (path) => {
      const reply = await get(path)
      expect(reply.headers.get('content-type')).toMatch('text/html')
      expect(reply.headers.get('content-security-policy')).toBe("frame-ancestors 'self'")
    },
  )

  test.each(['/assets/wall.js', '/assets/phone.js', '/assets/phone-style.css', '/fonts/phone.css'])(
    '%s is there',
    async (path) => expect((await get(path)).status).toBe(200),
  )

  test('Chinese comes in slices that are kept for good', async () => {
    const css = await (await get('/fonts/phone.css')).text()
    const slice = /url\((\/fonts\/[^)]+\.woff2)\)/.exec(css)?.[1] ?? ''
    const reply = await get(slice)
    expect(reply.headers.get('content-type')).toBe('font/woff2')
    expect(reply.headers.get('cache-control')).toMatch('immutable')
  })

  test.each([
    '/fonts/noto-sans-sc/..%2f..%2fpackage.json',
    '/assets/../package.json',
    '/pictures/..%2fstate.json',
    '/cloud-files/admin',
    '/mp/app.json',
    '/nothing',
    '/%E0%A4%A',
  ])('%s is not', async (path) => {
    expect([400, 404]).toContain((await get(path)).status)
  })

  test('no openid is in what a browser gets', async () => {
    const config = await (await get('/config')).text()
    const inbox = JSON.stringify(await stage.post('chen', 'inbox'))
    expect(config + inbox).not.toContain('openid')
    expect(JSON.parse(config)).toMatchObject({
      appName: '销售群管家',
      people: [{ personId: 'chen', nickname: '陈一诺', note: '成员' }, {}, {}],
    })
  })
})

describe('calling a function', () => {
  test('is done as the person whose phone it is', async () => {
    const { body } = await stage.post('chen', 'callFunction', { name: 'echo', data: { a: 1 } })
    expect(body).toMatchObject({ ok: true, result: { event: { a: 1 }, openid: 'openid-of-chen' } })
  })

  test('exchanges cloudIDs in the fields that held one', async () => {
    const entered = await stage.post('chen', 'groupEnterInfo', { chatId: 'group' })
    const { opengid } = stage.world.chat('group') ?? {}
    const { body } = await stage.post('chen', 'callFunction', {
      name: 'echo',
      data: {},
      cloudIds: { group: entered.body['cloudID'] },
    })
    expect(body).toMatchObject({ result: { event: { group: { data: { opengid } } } } })
  })

  test('another person’s cloudID stays closed', async () => {
    const entered = await stage.post('lin', 'groupEnterInfo', { chatId: 'group' })
    const { body } = await stage.post('chen', 'callFunction', {
      name: 'echo',
      cloudIds: { group: entered.body['cloudID'] },
    })
    expect(body).toMatchObject({ result: { event: { group: { errCode: -601007 } } } })
  })

  test('failures come with the codes of the platform', async () => {
    const thrown = await stage.post('chen', 'callFunction', { name: 'echo', data: { fail: true } })
    expect(thrown.body).toMatchObject({ ok: false, errCode: -504002 })
    const absent = await stage.post('chen', 'callFunction', { name: 'absent' })
    expect(absent.body).toMatchObject({ ok: false, errCode: -501000 })
  })
})

describe('chats', () => {
  test('a message reaches the others at once, and counts as unread', async () => {
    const live = await stage.listen('lin')
    await stage.post('chen', 'send', { chatId: 'group', text: '@林可欣 收到', mention: ['lin'] })
    expect(await live.next()).toMatchObject({
      kind: 'message',
      message: { personId: 'chen', body: { kind: 'text', mention: ['lin'] } },
    })
    const { body } = await stage.post('lin', 'inbox')
    expect(body).toMatchObject({ chats: [{ chatId: 'group', unread: 1, mentioned: true }] })
    await stage.post('lin', 'markRead', { chatId: 'group' })
    expect((await stage.post('lin', 'inbox')).body).toMatchObject({
      chats: [{ unread: 0, mentioned: false }],
    })
  })

  test('strangers hear and see nothing', async () => {
    const live = await stage.listen('stranger')
    await stage.post('chen', 'send', { chatId: 'group', text: '只在群里' })
    expect((await stage.post('stranger', 'messages', { chatId: 'group' })).status).toBe(404)
    expect((await stage.post('stranger', 'send', { chatId: 'group', text: 'x' })).status).toBe(404)
    expect((await stage.post('stranger', 'groupEnterInfo', { chatId: 'group' })).status).toBe(404)
    expect((await stage.post('stranger', 'directChat', { personId: 'chen' })).status).toBe(404)
    expect(live.events).toEqual([])
  })

  test('only members can be mentioned', async () => {
    const mention = ['stranger', 'lin', 7]
    const { body } = await stage.post('chen', 'send', { chatId: 'group', text: 'x', mention })
    expect(body).toMatchObject({ message: { body: { mention: ['lin'] } } })
  })

  test('a direct chat is made once', async () => {
    const first = await stage.post('chen', 'directChat', { personId: 'lin' })
    const second = await stage.post('lin', 'directChat', { personId: 'chen' })
    expect(second.body).toEqual(first.body)
    const { body } = await stage.post('chen', 'inbox')
    expect(body['chats']).toContainEqual(expect.objectContaining({ type: 1, name: '林可欣' }))
  })
})

describe('cards', () => {
  const share = async (withShareTicket: boolean): Promise<string> => {
    const card = { title: '本群群规', path: '/pages/rules/rules?from=card', withShareTicket }
    const { body } = await stage.post('chen', 'share', { chatId: 'group', card, note: '看一下' })
    return (body['message'] as { messageId: string }).messageId
  }

  test('are posted without leading slash, with the note after them', async () => {
    await share(true)
    const [card, note] = stage.world.messages('group').slice(-2)
    expect(card?.body).toEqual({
      kind: 'card',
      card: { title: '本群群规', path: 'pages/rules/rules?from=card', withShareTicket: true },
    })
    expect(note?.body).toEqual({ kind: 'text', text: '看一下' })
  })

  test('open with a ticket that stands for the group', async () => {
    const messageId = await share(true)
    const { body } = await stage.post('lin', 'openCard', { chatId: 'group', messageId })
    expect(body).toMatchObject({ scene: 1044, chatType: 3 })
    const { shareTicket } = body as { shareTicket: string }
    expect((await stage.post('lin', 'shareInfo', { shareTicket })).body).toHaveProperty('cloudID')
    expect((await stage.post('stranger', 'shareInfo', { shareTicket })).status).toBe(404)
    const forged = `${shareTicket.slice(0, -1)}${shareTicket.endsWith('A') ? 'B' : 'A'}`
    expect((await stage.post('lin', 'shareInfo', { shareTicket: forged })).status).toBe(400)
  })

  test('open without one when they were sent without', async () => {
    const messageId = await share(false)
    expect((await stage.post('lin', 'openCard', { chatId: 'group', messageId })).body).toEqual({
      scene: 1008,
      chatType: 3,
    })
  })

  test('bring their picture along', async () => {
    const png = new Uint8Array([137, 80, 78, 71])
    const kept = await stage.post('chen', 'keepPicture', png, { 'content-type': 'image/png' })
    const reply = await fetch(stage.server.url + String(kept.body['url']))
    expect(reply.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await reply.arrayBuffer())).toEqual(png)
    const svg = { 'content-type': 'image/svg+xml' }
    expect((await stage.post('chen', 'keepPicture', png, svg)).status).toBe(415)
  })
})

describe('dynamic cards', () => {
  test('begin in their first state, whatever the phone says', async () => {
    const status = { activityId: 'a', templateId: 't', state: 2, parameters: { member_count: 1 } }
    const card = { title: '拼单', path: 'pages/a', status: { ...status, at: 0 } }
    const { body } = await stage.post('chen', 'share', { chatId: 'group', card })
    expect(body).toMatchObject({
      message: {
        body: { card: { status: { ...status, state: 0, parameters: { member_count: '1' } } } },
      },
    })
    expect(body).not.toHaveProperty('message.body.card.status.at', 0)
  })
})

describe('subscription messages', () => {
  test('one accept is one message, shown with its template', async () => {
    await stage.post('chen', 'subscribe', { decisions: { t1: 'accept' } })
    expect(stage.world.credits('chen', 't1')).toBe(1)
    const live = await stage.listen('chen')
    stage.world.sendSubscribeMessage({
      openid: 'openid-of-chen',
      templateId: 't1',
      page: 'pages/rules/rules',
      data: { thing1: { value: '确认群规' } },
    })
    expect(await live.next()).toMatchObject({ kind: 'notice', notice: { personId: 'chen' } })
    expect((await stage.post('chen', 'notices')).body).toMatchObject({
      notices: [{ data: { thing1: { value: '确认群规' } } }],
    })
    expect((await stage.post('chen', 'templates', { ids: ['t1'] })).body).toEqual({
      templates: [{ id: 't1', title: '群规确认提醒', fields: { thing1: '事项' } }],
    })
  })

  test('other answers than WeChat’s are refused', async () => {
    const { status } = await stage.post('chen', 'subscribe', { decisions: { t1: 'always' } })
    expect(status).toBe(400)
  })

  test('settings are kept for each person', async () => {
    await stage.post('chen', 'setSettings', { privacyAgreed: true })
    expect((await stage.post('chen', 'settings')).body).toEqual({ privacyAgreed: true })
    expect((await stage.post('lin', 'settings')).body).toEqual({})
  })
})

describe('cloud files', () => {
  test('are uploaded, fetched under our own origin, removed', async () => {
    const bytes = new TextEncoder().encode('群规')
    const headers = { 'content-type': 'text/plain' }
    const put = await stage.post('chen', 'storage/upload?cloudPath=notes/a.txt', bytes, headers)
    const { fileID } = put.body as { fileID: string }
    expect(fileID).toMatch(/^cloud:\/\/.+\/notes\/a\.txt$/)
    const urls = await stage.post('chen', 'storage/urls', { fileList: [fileID] })
    const [file] = urls.body['fileList'] as { tempFileURL: string; status: number }[]
    expect(file?.tempFileURL).toMatch(`${stage.server.url}/cloud-files/`)
    expect(await (await fetch(file?.tempFileURL ?? '')).text()).toBe('群规')
    await stage.post('chen', 'storage/remove', { fileList: [fileID] })
    expect((await fetch(file?.tempFileURL ?? '')).ok).toBe(false)
  })

  test('stay inside the storage', async () => {
    const bytes = new Uint8Array([1])
    const { status, body } = await stage.post('chen', 'storage/upload?cloudPath=../../a', bytes)
    expect(status).toBe(400)
    expect(body['errCode']).toBe(-503001)
  })
})

test('what a mini program reports shows with the person’s name, quiet levels do not', async () => {
  await stage.post('chen', 'report', { level: 'log', text: 'quiet' })
  await stage.post('chen', 'report', {
    level: 'error',
    text: 'loud',
    stack: 'loud\n    at page.js:1',
  })
  expect(stage.lines).toEqual(['小程序错误（陈一诺）loud\n    at page.js:1'])
})

test('a port that is taken is said to be', async () => {
  await expect(stage.serveOn(stage.server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
