import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorld, type World, type WorldEvent, type WorldOptions } from '../../../local/world'

const APPID = 'wx1234567890abcdef'
const TEMPLATE = 'tmpl-reminder'

let dir: string
let world: World
let time: number

const open = (options: Partial<WorldOptions> = {}): Promise<World> =>
  openWorld({ dir, appid: APPID, now: () => time, ...options })

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'world-'))
  time = Date.UTC(2026, 10, 21)
  world = await open()
})

afterEach(async () => {
  await world.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Two people in one group. */
function makeGroup() {
  const anna = world.addPerson({ personId: 'anna', nickname: '安娜' })
  const ben = world.addPerson({ personId: 'ben', nickname: '本' })
  const chat = world.addChat({ name: '华东客户维护群', personIds: ['anna', 'ben'] })
  return { anna, ben, chat }
}

describe('people and chats', () => {
  it('gives everyone an openid of their own and every group an opengid', () => {
    const { anna, ben, chat } = makeGroup()
    expect(anna.openid).toMatch(/^o[\w-]{27}$/)
    expect(ben.openid).not.toBe(anna.openid)
    expect(chat.opengid).not.toBe('')
    expect(world.personByOpenid(ben.openid)).toEqual(ben)
  })

  it('lists only the chats a person is in', () => {
    const { chat } = makeGroup()
    world.addPerson({ personId: 'cara', nickname: '卡拉' })
    expect(world.chats('cara')).toEqual([])
    world.addToChat(chat.chatId, 'cara')
    expect(world.chats('cara').map((entry) => entry.chatId)).toEqual([chat.chatId])
    expect(world.messages(chat.chatId).at(-1)?.body).toEqual({
      kind: 'system',
      text: '卡拉 加入了群聊',
    })
  })

  it('refuses ids that are taken and people who do not exist', () => {
    const { chat } = makeGroup()
    expect(() => world.addPerson({ personId: 'anna', nickname: '又一个' })).toThrow(
      'exists already',
    )
    expect(() => world.addToChat(chat.chatId, 'nobody')).toThrow('there is no person nobody')
    expect(() => world.addChat({ name: '空', personIds: ['nobody'] })).toThrow('there is no person')
  })

  it('keeps what a dynamic card was changed to', async () => {
    const { chat } = makeGroup()
    const status = { activityId: 'a1', templateId: '', state: 0 as const, parameters: {}, at: time }
    const card = { title: '卡', path: '', withShareTicket: false, status }
    world.post(chat.chatId, 'anna', { kind: 'card', card })
    world.post(chat.chatId, 'anna', { kind: 'card', card: { ...card, status: undefined } })
    expect(world.updateCards('a1', 1, { path: 'pages/a' })).toBe(1)
    expect(world.updateCards('none', 1, {})).toBe(0)
    await world.close()
    world = await open()
    const bodies = world.messages(chat.chatId).map(({ body }) => body)
    expect(bodies[0]).toMatchObject({
      card: { status: { state: 1, parameters: { path: 'pages/a' } } },
    })
    expect(bodies[1]).not.toHaveProperty('card.status.state')
  })

  it('tells listeners about messages until they leave', () => {
    const { chat } = makeGroup()
    const seen: WorldEvent[] = []
    const leave = world.onEvent((event) => seen.push(event))
    const message = world.post(chat.chatId, 'anna', { kind: 'text', text: '早' })
    leave()
    world.post(chat.chatId, 'ben', { kind: 'text', text: '早上好' })
    expect(seen).toEqual([{ kind: 'message', message }])
  })
})

describe('cloudIDs', () => {
  it('stand for the group and for the person in this group only', () => {
    const { anna, ben, chat } = makeGroup()
    const other = world.addChat({ name: '华南客户维护群', personIds: ['anna'] })
    const resolve = (chatId: string, person: { personId: string; openid: string }) =>
      world.resolveCloudId(
        world.mintCloudId(person.personId, chatId, 'enter-with-openid'),
        person.openid,
      )
    const first = resolve(chat.chatId, anna)
    expect(first).toEqual(resolve(chat.chatId, anna))
    expect(first).toMatchObject({ data: { opengid: chat.opengid, chat_type: 3 } })
    const groupOpenid = (reply: ReturnType<typeof resolve>) =>
      'data' in reply && 'group_openid' in reply.data ? reply.data.group_openid : undefined
    expect(groupOpenid(first)).toBeDefined()
    expect(groupOpenid(resolve(chat.chatId, ben))).not.toBe(groupOpenid(first))
    expect(groupOpenid(resolve(other.chatId, anna))).not.toBe(groupOpenid(first))
  })

  it('name a person’s id in the group only when asked, and the group as getShareInfo spells it', () => {
    const { anna, chat } = makeGroup()
    const dataOf = (kind?: 'share') =>
      world.resolveCloudId(world.mintCloudId('anna', chat.chatId, kind), anna.openid)
    expect(dataOf()).toEqual({ data: { opengid: chat.opengid, chat_type: 3 } })
    expect(dataOf('share')).toEqual({ data: { openGId: chat.opengid } })
  })

  it('have a room id and no opengid in a one-to-one chat', () => {
    const { anna } = makeGroup()
    const chat = world.addChat({ type: 1, name: '本', personIds: ['anna', 'ben'] })
    const reply = world.resolveCloudId(world.mintCloudId('anna', chat.chatId), anna.openid)
    expect(reply).toMatchObject({
      data: { chat_type: 1, open_single_roomid: expect.any(String) as string },
    })
    expect(reply).not.toHaveProperty('data.opengid')
  })

  it('are refused when forged, when another person brings them and after five minutes', () => {
    const { anna, ben, chat } = makeGroup()
    const cloudId = world.mintCloudId('anna', chat.chatId)
    expect(world.resolveCloudId('12_forged', anna.openid)).toMatchObject({ errCode: -601005 })
    expect(world.resolveCloudId(cloudId, ben.openid)).toMatchObject({ errCode: -601007 })
    time += 5 * 60_000 - 1
    expect(world.resolveCloudId(cloudId, anna.openid)).toHaveProperty('data')
    time += 1
    expect(world.resolveCloudId(cloudId, anna.openid)).toMatchObject({ errCode: -601006 })
  })

  it('are not made for someone outside the chat', () => {
    const { chat } = makeGroup()
    world.addPerson({ personId: 'cara', nickname: '卡拉' })
    expect(() => world.mintCloudId('cara', chat.chatId)).toThrow('cara is not in the chat')
  })
})

describe('subscription messages', () => {
  const send = (openid: string, data: Record<string, string> = { thing1: '本周群规' }) =>
    world.sendSubscribeMessage({
      openid,
      templateId: TEMPLATE,
      page: 'pages/rules/rules',
      data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }])),
    })

  it('spend one credit each and are refused without one', () => {
    const { anna } = makeGroup()
    expect(send(anna.openid)).toMatchObject({ errCode: 43101 })
    world.recordSubscription('anna', { [TEMPLATE]: 'accept', 'tmpl-other': 'reject' })
    expect(world.credits('anna', TEMPLATE)).toBe(1)
    expect(world.credits('anna', 'tmpl-other')).toBe(0)
    expect(send(anna.openid)).toEqual({ errCode: 0, errMsg: 'ok' })
    expect(world.credits('anna', TEMPLATE)).toBe(0)
    expect(world.notices('anna')).toMatchObject([
      { templateId: TEMPLATE, page: 'pages/rules/rules', data: { thing1: { value: '本周群规' } } },
    ])
    expect(send(anna.openid)).toMatchObject({ errCode: 43101 })
  })

  it('are refused for strangers', () => {
    expect(send('o-nobody')).toMatchObject({ errCode: 40003 })
  })

  it.each([
    ['thing1', '二十个字以内的内容才可以作为事项发送'],
    ['time2', '2026年11月21日 15:01'],
    ['time2', '15:01'],
    ['date3', '2026年11月21日'],
    ['number4', '12.5'],
    ['phrase5', '待确认'],
    ['name6', '陈一诺'],
    ['amount7', '¥100.50元'],
    ['character_string8', 'AB-12'],
    ['phone_number9', '+86-0766-66888866'.slice(0, 17)],
  ])('accept %s of %s', (field, value) => {
    const { anna } = makeGroup()
    world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    expect(send(anna.openid, { [field]: value })).toMatchObject({ errCode: 0 })
  })

  it.each([
    ['thing1', '这一段内容超过了二十个字所以平台不会让它发送出去的'],
    ['thing1', ''],
    ['time2', '明天下午'],
    ['date3', '11月'],
    ['number4', '十二'],
    ['phrase5', 'done'],
    ['name6', '一二三四五六七八九十一'],
    ['amount7', '很多'],
    ['character_string8', '编号一'],
    ['headline1', '没有这种字段'],
  ])('refuse %s of %s and keep the credit', (field, value) => {
    const { anna } = makeGroup()
    world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    const reply = send(anna.openid, { [field]: value })
    expect(reply.errCode).toBe(47003)
    expect(reply.errMsg).toContain(`data.${field}.value`)
    expect(world.credits('anna', TEMPLATE)).toBe(1)
  })

  it('hold to the declared templates when there are any', async () => {
    await world.close()
    const fields = { thing1: '群名称', time2: '截止时间' }
    world = await open({ templates: [{ templateId: TEMPLATE, title: '群规确认提醒', fields }] })
    const { anna } = makeGroup()
    world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    expect(send(anna.openid, { thing1: '群' }).errMsg).toContain('data.time2.value is empty')
    expect(send(anna.openid, { thing1: '群', time2: '9:00', thing9: '多' }).errCode).toBe(47003)
    expect(send(anna.openid, { thing1: '群', time2: '9:00' }).errCode).toBe(0)
    const unknown = { openid: anna.openid, templateId: 'tmpl-none', page: '', data: {} }
    expect(world.sendSubscribeMessage(unknown).errCode).toBe(40037)
  })
})

describe('memory', () => {
  const everything = () => ({
    people: world.people(),
    chats: world.chats(),
    messages: world.chats().map((chat) => world.messages(chat.chatId)),
    notices: world.people().map((person) => world.notices(person.personId)),
    credits: world.credits('anna', TEMPLATE),
  })

  /** A world with something of every kind. */
  const live = () => {
    const { anna, chat } = makeGroup()
    world.post(chat.chatId, 'anna', { kind: 'text', text: '大家好' })
    world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    const message = { templateId: TEMPLATE, page: '', data: { thing1: { value: '好' } } }
    world.sendSubscribeMessage({ openid: anna.openid, ...message })
  }

  it('keeps everything across a restart', async () => {
    live()
    const before = everything()
    await world.close()
    world = await open()
    expect(everything()).toEqual(before)
    expect(before.credits).toBe(1)
  })

  it('has a change in the file before it is answered, so that a killed process loses nothing', async () => {
    live()
    const before = everything()
    const file = readFileSync(join(dir, 'world.jsonl'))
    const copy = mkdtempSync(join(tmpdir(), 'world-copy-'))
    appendFileSync(join(copy, 'world.jsonl'), file)
    const original = world
    world = await open({ dir: copy })
    expect(everything()).toEqual(before)
    await world.close()
    rmSync(copy, { recursive: true, force: true })
    world = original
  })

  it('drops a record that was cut off and says so', async () => {
    live()
    const before = everything()
    await world.close()
    appendFileSync(join(dir, 'world.jsonl'), '{"kind":"person","person":{"per')
    const lines: string[] = []
    world = await open({ log: (line) => lines.push(line) })
    expect(everything()).toEqual(before)
    expect(lines).toEqual(['world: dropped 31 bytes of an unfinished record'])
    world.addPerson({ personId: 'cara', nickname: '卡拉' })
    await world.close()
    world = await open()
    expect(world.person('cara')?.nickname).toBe('卡拉')
  })

  it('refuses a file that is damaged in the middle', async () => {
    live()
    await world.close()
    appendFileSync(join(dir, 'world.jsonl'), 'not json\n{}\n')
    await expect(open().catch((error: unknown) => String(error))).resolves.toMatch(
      /world\.jsonl:\d+ is damaged/,
    )
    rmSync(join(dir, 'world.jsonl'))
    world = await open()
  })

  it('forgets everything on reset, also after a restart', async () => {
    live()
    world.reset()
    expect(world.people()).toEqual([])
    await world.close()
    world = await open()
    expect(world.people()).toEqual([])
    expect(world.credits('anna', TEMPLATE)).toBe(0)
  })

  it('stays small when the same things change often', async () => {
    const { anna } = makeGroup()
    for (let round = 0; round < 1600; round += 1)
      world.recordSubscription('anna', { [TEMPLATE]: 'accept' })
    const size = () => readFileSync(join(dir, 'world.jsonl')).length
    const grown = size()
    await world.close()
    world = await open()
    expect(world.credits('anna', TEMPLATE)).toBe(1600)
    expect(world.personByOpenid(anna.openid)).toBeDefined()
    expect(size()).toBeLessThan(grown / 10)
  })
})
