import { join } from 'node:path'
import { openWorld, type World } from '../../../local/world'
import { openTestCloud, type TestCloud } from '../../kit/cloud'
import { runSdk } from '../../kit/sdk'

/** Calls any openapi by name; a refusal becomes `{errCode, errMsg}`. */
const CALLER = `
  exports.main = async ({ api, params, cloudIds, convertCase = true, userInfo, ...rest }) => {
    try {
      if (cloudIds) return await cloud.getOpenData({ list: cloudIds })
      if (!api) return rest
      const openapi = convertCase ? cloud.openapi : cloud.openapi({ convertCase })
      return await api.split('.').reduce((target, name) => target[name], openapi)(params)
    } catch (error) {
      return { errCode: error.errCode, errMsg: error.errMsg }
    }
  }
`

const APIS = [
  'subscribeMessage.send',
  'security.msgSecCheck',
  'updatableMessage.createActivityId',
  'updatableMessage.setUpdatableMsg',
  'wxacode.getUnlimited',
]
const TEMPLATE = 'tmpl-reminder'

let test: TestCloud
let world: World
let time = Date.UTC(2026, 10, 21)

beforeAll(async () => {
  test = await openTestCloud({ clock: { now: () => time, at: () => () => undefined } })
  world = await openWorld({ dir: join(test.dataDir, 'world'), appid: 'wx-ours', now: () => time })
  world.addPerson({ personId: 'anna', openid: 'o-anna', nickname: '安娜' })
  world.addPerson({ personId: 'ben', openid: 'o-ben', nickname: '本' })
  world.addChat({ chatId: 'east', opengid: 'tG-east', name: '华东', personIds: ['anna', 'ben'] })
  await test.restart({ world })
  await test.deploy('caller', CALLER, { permissions: { openapi: APIS } })
  await test.deploy('plain', CALLER)
})

afterAll(async () => {
  await test.close()
  await world.close()
})

const call = (api: string, params: Record<string, unknown>, name = 'caller') =>
  test.call(name, { api, params }, 'o-anna')

describe('the gateway', () => {
  it('refuses an API that config.json does not permit', async () => {
    await expect(call('security.msgSecCheck', { content: '好' }, 'plain')).resolves.toEqual({
      errCode: -604101,
      errMsg: 'system error: error code: -604101',
    })
  })

  it('does not know every API', async () => {
    expect(await call('wxacode.getUnlimited', { scene: 'x' })).toMatchObject({ errCode: -604100 })
    expect(await call('constructor.create', {})).toMatchObject({ errCode: -604100 })
  })
})

describe('security.msgSecCheck', () => {
  const check = (content: string, more: Record<string, unknown> = {}) =>
    call('security.msgSecCheck', { version: 2, openid: 'o-anna', scene: 2, content, ...more })

  it.each([
    ['今天的客户拜访很顺利', 'pass', 100],
    ['添加好友，加 微 信 领红包', 'review', 10001],
    ['你这个傻-逼', 'risky', 20003],
  ])('judges %s as %s', async (content, suggest, label) => {
    await expect(check(content)).resolves.toMatchObject({
      errCode: 0,
      errMsg: 'openapi.security.msgSecCheck:ok',
      traceId: expect.any(String) as string,
      result: { suggest, label },
    })
  })

  it('names the words that hit', async () => {
    const reply = (await check('内部消息荐股，加微信领取')) as { detail: { keyword?: string }[] }
    expect(reply.detail.map(({ keyword }) => keyword)).toEqual([
      undefined,
      '内部消息荐股',
      '加微信领',
    ])
  })

  it('also reads title and nickname', async () => {
    await expect(check('好', { nickname: '王八蛋' })).resolves.toMatchObject({
      result: { suggest: 'risky' },
    })
  })

  it.each([
    [{ content: '' }, 44002],
    [{ scene: 9 }, 40129],
    [{ openid: 'o-nobody' }, 43104],
    [{ openid: undefined }, 40003],
    [{ version: 1 }, 47001],
    [{ content: '长'.repeat(2501) }, 47001],
  ])('answers %j with its code', async (wrong, errCode) => {
    expect(await check('好', wrong)).toMatchObject({ errCode })
  })
})

describe('security.msgSecCheck for someone who is away', () => {
  it('is refused when the person was not in the mini program for two hours', async () => {
    const params = { version: 2, openid: 'o-ben', scene: 2, content: '好' }
    const check = () => test.call('caller', { api: 'security.msgSecCheck', params }, 'o-anna')
    await test.call('plain', {}, 'o-ben')
    time += 2 * 60 * 60_000
    expect(await check()).toMatchObject({ errCode: 0 })
    time += 1
    expect(await check()).toMatchObject({ errCode: 61010 })
    await test.call('plain', {}, 'o-ben')
    expect(await check()).toMatchObject({ errCode: 0 })
    time += 999
  })
})

describe('subscribeMessage.send', () => {
  const send = (more: Record<string, unknown> = {}) =>
    call('subscribeMessage.send', {
      touser: 'o-ben',
      templateId: TEMPLATE,
      page: 'pages/rules/rules?groupId=1',
      data: { thing1: { value: '群规有更新' }, time2: { value: '2026年11月21日 15:01' } },
      ...more,
    })

  it('spends a credit and reaches the person', async () => {
    expect(await send()).toMatchObject({
      errCode: 43101,
      errMsg: expect.stringMatching(
        /^openapi\.subscribeMessage\.send:fail .*user refuse/,
      ) as string,
    })
    world.recordSubscription('ben', { [TEMPLATE]: 'accept' })
    expect(await send()).toMatchObject({ errCode: 0, errMsg: 'openapi.subscribeMessage.send:ok' })
    expect(world.notices('ben').at(-1)).toMatchObject({
      templateId: TEMPLATE,
      page: 'pages/rules/rules?groupId=1',
      data: { thing1: { value: '群规有更新' }, time2: { value: '2026年11月21日 15:01' } },
    })
    expect(await send()).toMatchObject({ errCode: 43101 })
  })

  it('works the same without case conversion', async () => {
    world.recordSubscription('ben', { [TEMPLATE]: 'accept' })
    const params = { touser: 'o-ben', template_id: TEMPLATE, data: { thing1: { value: '好' } } }
    const reply = await test.call('caller', {
      api: 'subscribeMessage.send',
      convertCase: false,
      params,
    })
    expect(reply).toMatchObject({ errCode: 0 })
  })

  it.each([
    [{ touser: 'o-nobody' }, 40003],
    [{ touser: '' }, 40003],
    [{ templateId: '' }, 40037],
    [{ data: {} }, 47003],
    [{ data: { thing1: { value: '' } } }, 47003],
    [{ data: { thing1: '没有 value' } }, 47003],
    [{ data: { thing1: { value: '字'.repeat(21) } } }, 47003],
    [{ miniprogramState: 'draft' }, 47003],
  ])('answers %j with its code and keeps the credit', async (wrong, errCode) => {
    world.recordSubscription('ben', { [TEMPLATE]: 'accept' })
    const credits = world.credits('ben', TEMPLATE)
    expect(await send(wrong)).toMatchObject({ errCode })
    expect(world.credits('ben', TEMPLATE)).toBe(credits)
  })
})

describe('updatableMessage', () => {
  const roomIsFull = { parameterList: [{ name: 'member_count', value: '3' }] }
  const set = (activityId: string, targetState: number, templateInfo: unknown = roomIsFull) =>
    call('updatableMessage.setUpdatableMsg', { activityId, targetState, templateInfo })

  it('gives an id for a day and lets the card move on to its last state', async () => {
    const made = (await call('updatableMessage.createActivityId', {})) as {
      activityId: string
      expirationTime: number
    }
    expect(made.expirationTime).toBe(time / 1000 + 86_400)
    expect(await set(made.activityId, 0)).toMatchObject({ errCode: 0 })
    expect(await set(made.activityId, 0, {})).toMatchObject({ errCode: 47001 })
    expect(await set(made.activityId, 1)).toMatchObject({ errCode: 0 })
    expect(await set(made.activityId, 0)).toMatchObject({ errCode: 47001 })
    expect(await set('none', 0)).toMatchObject({ errCode: 44002 })
  })

  it('changes what the card in the chat says, for good', async () => {
    const { activityId } = (await call('updatableMessage.createActivityId', {})) as {
      activityId: string
    }
    const card = { title: '拼单', path: '', withShareTicket: true }
    const status = { activityId, templateId: 't', state: 0, at: time } as const
    const parameters = { member_count: '1', room_limit: '3' }
    const chatId = world.chats()[0]?.chatId ?? ''
    const author = world.chat(chatId)?.personIds[0] ?? ''
    world.post(chatId, author, {
      kind: 'card',
      card: { ...card, status: { ...status, parameters } },
    })
    const heard: string[] = []
    const leave = world.onEvent(({ kind }) => heard.push(kind))
    expect(await set(activityId, 0)).toMatchObject({ errCode: 0 })
    leave()
    const last = () => world.messages(chatId).at(-1)?.body
    expect(heard).toEqual(['chats'])
    expect(last()).toMatchObject({
      card: { status: { state: 0, parameters: { member_count: '3', room_limit: '3' } } },
    })
    await set(activityId, 1)
    expect(last()).toMatchObject({ card: { status: { state: 1 } } })
  })

  it('lets an id expire', async () => {
    const made = (await call('updatableMessage.createActivityId', {})) as { activityId: string }
    time += 86_401_000
    expect(await set(made.activityId, 0)).toMatchObject({ errCode: 44005 })
  })
})

describe('getOpenData', () => {
  const getOpenData = (cloudIds: string[], openid: string) =>
    test.call('plain', { cloudIds }, openid)

  it('exchanges the group a person came from', async () => {
    const cloudId = world.mintCloudId('anna', 'east')
    await expect(getOpenData([cloudId], 'o-anna')).resolves.toEqual({
      errCode: 0,
      errMsg: 'getOpenData:ok',
      list: [
        {
          cloudID: cloudId,
          data: {
            opengid: 'tG-east',
            chat_type: 3,
            watermark: { appid: 'wx-ours', timestamp: time / 1000 },
          },
        },
      ],
    })
  })

  it('judges each of several by itself', async () => {
    const foreign = world.mintCloudId('ben', 'east')
    const old = world.mintCloudId('anna', 'east')
    time += 5 * 60_000
    const good = world.mintCloudId('anna', 'east')
    expect(await getOpenData([good, old, foreign, '1_forged'], 'o-anna')).toMatchObject({
      list: [
        { data: { opengid: 'tG-east' } },
        { cloudID: old, errCode: -601006, errMsg: 'cloudID expired.' },
        { cloudID: foreign, errCode: -601007 },
        { cloudID: '1_forged', errCode: -601005 },
      ],
    })
  })

  it('replaces CloudID fields of the client by what they stand for, or by the error', async () => {
    const reply = await test.cloud.callFunction({
      name: 'plain',
      data: { text: '好' },
      caller: { openid: 'o-anna', source: 'wx_client' },
      cloudIds: { group: world.mintCloudId('anna', 'east'), forged: '1_forged' },
    })
    expect(reply).toMatchObject({
      ok: true,
      result: {
        text: '好',
        group: { data: { opengid: 'tG-east' } },
        forged: { cloudID: '1_forged', errCode: -601005 },
      },
    })
  })
})

it('gives no open data and no openapi to a program that no call began', async () => {
  await expect(
    runSdk(test.cloud.adminUrl, `await cloud.getOpenData({ list: ['x'] })`),
  ).rejects.toMatchObject({ errCode: -604104 })
})

describe('[L5] a call whose bytes are not the message', () => {
  const call = async (requestData: Uint8Array, apiName = 'security.msgSecCheck') => {
    const form = new FormData()
    form.set('action', 'wx.openApi')
    form.set('apiName', apiName)
    form.set('requestData', new Blob([new Uint8Array(requestData)]))
    const response = await fetch(test.cloud.adminUrl, { method: 'POST', body: form })
    return Buffer.from(await response.arrayBuffer())
  }
  const jsonOf = (body: Buffer) => JSON.parse(body.toString()) as { code: string }

  /** `CommApiData` with one parameter, by hand: tag, length, bytes. */
  const field = (tag: number, bytes: Uint8Array | string) => {
    const value = Buffer.from(bytes as string)
    return Buffer.concat([Buffer.from([(tag << 3) | 2, value.length]), value])
  }
  const withParameter = (key: string, value: string) =>
    field(2, field(1, Buffer.concat([field(1, key), field(2, value)])))
  const svrkit = (data: Uint8Array) =>
    Buffer.concat([
      Buffer.from([8, 2]),
      field(4, Buffer.concat([field(1, 'ApiGetOpenDataByCloudId'), field(2, data)])),
    ])

  it.each([
    ['JSON', Buffer.from('{"content":"hello"}')],
    ['a length beyond the end', Buffer.from([0x12, 0x7f, 1])],
    ['one open varint', Buffer.from([0xff])],
    ['zeros', Buffer.alloc(64)],
    ['a parameter that is not JSON', withParameter('content', '{broken')],
    ['an empty parameter', withParameter('content', '')],
  ])('is answered INVALID_PARAM: %s', async (_, bytes) => {
    expect(jsonOf(await call(bytes))).toMatchObject({ code: 'INVALID_PARAM' })
  })

  it('is refused by the gateway when all is well but nobody called', async () => {
    const reply = await call(withParameter('__proto__', '{"content":"x"}'))
    expect(reply.toString('latin1')).not.toContain('INVALID_PARAM')
    expect((await call(svrkit(Buffer.from([0x12, 0x7f])))).length).toBeGreaterThan(0)
  })

  it('is never a fault of the cloud, whatever the bytes', async () => {
    let seed = 7
    const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31)
    for (let n = 0; n < 150; n += 1) {
      const bytes = Buffer.from(Array.from({ length: next() % 40 }, () => next() % 256))
      await call(bytes)
    }
    expect(test.lines.filter((line) => line.startsWith('internal error'))).toEqual([])
  })
})

it('[L5] answers parameters of the wrong type as WeChat does, not as a fault of the cloud', async () => {
  const odd: unknown[] = [null, 1, [], {}, true, 'x', { a: { b: 1 } }]
  const names = ['content', 'touser', 'template_id', 'data', 'page', 'openid', 'scene', 'version']
  for (const api of APIS) {
    for (const value of odd) {
      await call(api, Object.fromEntries(names.map((name) => [name, value])))
    }
  }
  expect(test.lines.filter((line) => line.startsWith('internal error'))).toEqual([])
})
