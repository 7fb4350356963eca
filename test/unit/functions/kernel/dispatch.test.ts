import {
  everyone,
  inCompany,
  type AccessRule,
  type ActorGrant,
} from '../../../../cloudfunctions/kernel/access'
import type { Services } from '../../../../cloudfunctions/kernel/context'
import { handleCommand, handleQuery, type Handlers } from '../../../../cloudfunctions/kernel/define'
import { createRegistry } from '../../../../cloudfunctions/kernel/registry'
import { table } from '../../../../cloudfunctions/kernel/table'
import { createDispatcher } from '../../../../cloudfunctions/kernel/dispatch'
import { AppError } from '../../../../cloudfunctions/kernel/errors'
import { hashOf } from '../../../../cloudfunctions/kernel/hash'
import type { CallRecord } from '../../../../cloudfunctions/kernel/log'
import type { Reply } from '../../../../miniprogram/contract/action'
import { actions } from '../../../../miniprogram/contract/index'
import { fakeDatabase, FakeOutage, type FakeDatabase } from '../../../kit/fake-database'

const KEY = 'key-of-one-intent-1'

let fake: FakeDatabase
let openid: string | null
let now: number
let log: CallRecord[]
/** What the commands of this test do. */
let run: () => Promise<{ readUntil: number }>
let prepare: (() => Promise<unknown>) | undefined
let send: (event: unknown) => Promise<Reply<unknown>>

/** Counts how often a command had its effect. */
const counters = table<{ _id: string; times: number; at: number }>()('counters', { indexes: {} })
const switches = table<{ _id: string }>()('switches', { indexes: {} })
const owner = inCompany('company.appoint')

/** The owner, while the company says so: a right that can be taken away meanwhile. */
const stillOwner: AccessRule<unknown, ActorGrant> = {
  name: 'stillOwner',
  async check(reader, caller) {
    if (!(await reader.get(switches, 'on'))) throw new AppError('permission-denied')
    return owner.check(reader, caller, undefined)
  },
}

function dispatcher() {
  const handlers = {
    ...handleQuery('session.open', {
      access: everyone,
      run: ({ caller, newId }) => Promise.resolve({ who: caller, id: newId() } as never),
    }),
    ...handleQuery('company.managers', {
      access: owner,
      async run({ db }) {
        for (let read = 0; read < 3; read++) await db.get(switches, `${read}`)
        return { rows: [] }
      },
    }),
    ...handleCommand('notice.read', {
      access: stillOwner,
      prepare: () => prepare?.() ?? Promise.resolve(),
      async run({ tx, now: at }) {
        await tx.update(counters, 'c', { inc: { times: 1 }, set: { at } })
        return run()
      },
    }),
    ...handleCommand('groups.bind', {
      access: owner,
      run: (_context, { groupId, cloudId }) => Promise.resolve({ groupId, cloudId } as never),
    }),
  } as unknown as Handlers
  let ids = 0
  return createDispatcher(handlers, createRegistry([]), {
    database: fake.port,
    services: {} as Services,
    openid: () => openid,
    now: () => now,
    newId: () => `id${++ids}`,
    log: (record) => log.push(record),
  })
}

const giveOwner = (of: string, memberId: string) =>
  fake.put('identities', {
    ...{ _id: hashOf(of), memberId, openid: of, name: '甲', companyRole: 'owner' },
    ...{ groups: {}, since: 0 },
  })

beforeEach(() => {
  fake = fakeDatabase()
  giveOwner('o1', 'm1')
  fake.put('switches', { _id: 'on' })
  fake.put('counters', { _id: 'c', times: 0, at: 0 })
  openid = 'o1'
  now = 1_000_000
  log = []
  run = () => Promise.resolve({ readUntil: 0 })
  prepare = undefined
  send = dispatcher()
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => jest.restoreAllMocks())

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code)
const command = (changes: object = {}) =>
  send({ action: 'notice.read', input: { upTo: '1794967200000' }, idempotencyKey: KEY, ...changes })
const times = () => fake.get('counters', 'c')?.['times']

/** Lists in lists. */
function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

describe('the envelope [M13]', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'session.open'],
    ['a list', [{ action: 'session.open' }]],
    ['one nested 5,000 deep', { action: 'session.open', input: nested(5_000) }],
    ['one nested 21 deep', { action: 'session.open', input: nested(20) }],
    ['no action', { input: {} }],
    ['an action that is no text', { action: 7, input: {} }],
    ['an action of 65 characters', { action: 'a'.repeat(65), input: {} }],
    ['a field that nobody knows', { action: 'session.open', input: {}, openid: 'o1' }],
    [
      'a key of 15 characters',
      { action: 'notice.read', input: {}, idempotencyKey: 'k'.repeat(15) },
    ],
    [
      'a key of 65 characters',
      { action: 'notice.read', input: {}, idempotencyKey: 'k'.repeat(65) },
    ],
    ['a key with a sign', { action: 'notice.read', input: {}, idempotencyKey: `${KEY}:1` }],
    ['a key that is no text', { action: 'notice.read', input: {}, idempotencyKey: 7 }],
  ])('is refused: %s', async (_what, event) => {
    expect(codeOf(await send(event))).toBe('invalid-argument')
    expect(fake.done).toEqual([])
  })

  it('takes keys of 16 to 64 characters, and what the platform adds', async () => {
    for (const length of [16, 64]) {
      expect(codeOf(await command({ idempotencyKey: 'k'.repeat(length) }))).toBe('ok')
    }
    expect(codeOf(await command({ userInfo: { openId: 'other' }, tcbContext: {} }))).toBe('ok')
  })

  it('takes 100,000 characters and not one more', async () => {
    const sized = (length: number) => {
      const event = { action: 'session.open', input: { groupId: '' } }
      const rest = length - JSON.stringify(event).length
      return { ...event, input: { groupId: 'x'.repeat(rest) } }
    }
    expect(await send(sized(100_001))).toMatchObject({
      error: { code: 'invalid-argument', message: '内容太长了，请删减后再提交' },
    })
    expect(await send(sized(100_000))).toMatchObject({
      error: { code: 'invalid-argument', fields: { groupId: '格式不对' } },
    })
  })
})

describe('who calls', () => {
  it('is who the platform says, a visitor too', async () => {
    expect(await send({ action: 'session.open', input: {} })).toMatchObject({
      data: { who: { openid: 'o1', memberId: 'm1', companyRole: 'owner' } },
    })
    openid = 'o2'
    expect(await send({ action: 'session.open', input: {} })).toMatchObject({
      data: { who: { openid: 'o2', memberId: null, companyRole: null } },
    })
  })

  it('has to be somebody', async () => {
    openid = null
    expect(await send({ action: 'session.open', input: {} })).toMatchObject({
      error: { code: 'unauthenticated', message: '请从微信打开小程序' },
    })
    expect(fake.done).toEqual([])
  })

  it('may not do what others may, in a query or in a command', async () => {
    openid = 'o2'
    const query = await send({ action: 'company.managers', input: {} })
    expect([codeOf(query), codeOf(await command())]).toEqual([
      ...['permission-denied', 'permission-denied'],
    ])
    expect(times()).toBe(0)
  })

  it('does not get to use outside services without the right', async () => {
    openid = 'o2'
    const prepared = jest.fn(() => Promise.resolve())
    prepare = prepared
    await command()
    expect(prepared).not.toHaveBeenCalled()
  })

  it('is answered up to 120 calls in ten seconds', async () => {
    const call = async () => codeOf(await send({ action: 'session.open', input: {} }))
    for (let calls = 0; calls < 120; calls++) expect(await call()).toBe('ok')
    expect(await call()).toBe('resource-exhausted')
    openid = 'o2'
    expect(await call()).toBe('ok')
    openid = 'o1'
    now += 9_999
    expect(await call()).toBe('resource-exhausted')
    now += 1
    expect(await call()).toBe('ok')
  })
})

describe('a command', () => {
  it('is done once for a key: the answer of the first time is the answer', async () => {
    let answers = 0
    run = () => Promise.resolve({ readUntil: ++answers })
    expect(await command()).toEqual({ ok: true, data: { readUntil: 1 } })
    now += 60_000
    expect(await command()).toEqual({ ok: true, data: { readUntil: 1 } })
    expect(times()).toBe(1)
    expect(fake.all('idempotency')).toMatchObject([{ data: { readUntil: 1 }, at: 1_000_000 }])
    expect(await command({ idempotencyKey: `${KEY}-2` })).toMatchObject({ data: { readUntil: 2 } })
    expect(times()).toBe(2)
  })

  it('needs a key, and one for each input and person', async () => {
    const input = { upTo: '1794967200000' }
    expect(codeOf(await send({ action: 'notice.read', input }))).toBe('invalid-argument')
    const bind = (groupId: string, cloudId: string) =>
      send({ action: 'groups.bind', input: { groupId, cloudId }, idempotencyKey: KEY })
    // A retry comes with a fresh proof, which is not part of the intent.
    const first = { ok: true, data: { groupId: 'a', cloudId: 'proof-one' } }
    expect(await bind('a', 'proof-one')).toEqual(first)
    expect(await bind('a', 'proof-two')).toEqual(first)
    expect(codeOf(await bind('b', 'proof-two'))).toBe('conflict')
    expect(codeOf(await command())).toBe('ok')
    giveOwner('o2', 'm2')
    openid = 'o2'
    expect(await bind('b', 'proof-two')).toMatchObject({ data: { groupId: 'b' } })
  })

  it('that was answered is answered again to who may not do it any more, and to nobody else [P9]', async () => {
    expect(codeOf(await command())).toBe('ok')
    fake.remove('switches', 'on')
    expect(await command()).toEqual({ ok: true, data: { readUntil: 0 } })
    expect(codeOf(await command({ idempotencyKey: `${KEY}-2` }))).toBe('permission-denied')
    giveOwner('o2', 'm2')
    openid = 'o2'
    expect(codeOf(await command())).toBe('permission-denied')
    expect(times()).toBe(1)
  })

  it('keeps nothing of what failed', async () => {
    run = () => Promise.reject(new AppError('conflict', '不行'))
    expect(await command()).toMatchObject({ error: { code: 'conflict', message: '不行' } })
    expect(times()).toBe(0)
    expect(fake.all('idempotency')).toEqual([])
    run = () => Promise.resolve({ readUntil: 0 })
    expect(codeOf(await command())).toBe('ok')
    expect(times()).toBe(1)
  })

  it('asks for the right inside the transaction again: it may be gone by then [P8]', async () => {
    prepare = () => Promise.resolve(fake.remove('switches', 'on'))
    expect(codeOf(await command())).toBe('permission-denied')
    expect(times()).toBe(0)
    expect(fake.all('idempotency')).toEqual([])
  })

  it('waits its turn among rivals, and is done once [P10]', async () => {
    fake.conflicts = 7
    expect(codeOf(await command())).toBe('ok')
    expect(times()).toBe(1)
    expect(fake.conflicts).toBe(0)
  })

  it('leaves a trail of who did it, in its transaction', async () => {
    await command()
    expect(fake.all('audit')).toMatchObject([
      { actorId: 'm1', action: 'notice.read', groupId: null, at: now },
    ])
    run = () => Promise.reject(new AppError('conflict', '不行'))
    await command({ idempotencyKey: `${KEY}-2` })
    expect(fake.all('audit')).toHaveLength(1)
  })
})

describe('several queries in one call', () => {
  const managers = { action: 'company.managers', input: {} }

  it('are each answered for themselves, in order, the person read once', async () => {
    const reply = await send({
      batch: [
        { action: 'session.open', input: {} },
        { action: 'nothing.here', input: {} },
        managers,
      ],
    })
    expect(reply).toMatchObject({
      ok: true,
      data: [
        { ok: true, data: { who: { memberId: 'm1' } } },
        { ok: false, error: { code: 'not-found' } },
        { ok: true },
      ],
    })
    expect(fake.done.filter((line) => line.startsWith('get identities'))).toHaveLength(1)
  })

  it('read a document once that several want', async () => {
    await send({ batch: [managers, managers] })
    expect(fake.done.filter((line) => line.startsWith('get switches')).sort()).toEqual([
      ...['get switches 0', 'get switches 1', 'get switches 2'],
    ])
  })

  it('hold no command, and are one to six', async () => {
    const key = { idempotencyKey: KEY }
    const read = { action: 'notice.read', input: { upTo: '1794967200000' }, ...key }
    expect(await send({ batch: [read] })).toMatchObject({
      data: [{ ok: false, error: { code: 'invalid-argument' } }],
    })
    expect(times()).toBe(0)
    for (const count of [0, 7]) {
      const batch = Array.from({ length: count }, () => managers)
      expect(codeOf(await send({ batch }))).toBe('invalid-argument')
    }
    expect(codeOf(await send({ batch: 'x' }))).toBe('invalid-argument')
    expect(codeOf(await send({ batch: [managers], action: 'session.open' }))).toBe(
      'invalid-argument',
    )
  })
})

describe('an answer', () => {
  it('tells nothing of a defect but how to find it', async () => {
    run = () => Promise.reject(new Error('secret words of the database'))
    const reply = await command()
    expect(reply).toEqual({
      ok: false,
      error: {
        ...{ code: 'internal', message: '服务出了点问题，内容已保留，请稍后再试' },
        requestId: 'id1',
      },
    })
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('id1'))
    expect(log).toMatchObject([{ requestId: 'id1', action: 'notice.read', code: 'internal' }])
  })

  it('says that the platform is out of reach', async () => {
    run = () => Promise.reject(new FakeOutage())
    expect(await command()).toMatchObject({ error: { code: 'unavailable' } })
    expect(console.error).not.toHaveBeenCalled()
  })

  it('says what is wrong with an input, before anything is read', async () => {
    const reply = await send({ action: 'session.open', input: { groupId: 7, more: 1 } })
    expect(reply).toMatchObject({
      error: { code: 'invalid-argument', fields: { groupId: '格式不对', more: '有不认识的内容' } },
    })
    expect(fake.done).toEqual([])
  })

  it.each(['nothing.here', 'constructor', '__proto__', 'toString', ''])(
    'to the unknown action "%s" names the version',
    async (action) => {
      expect(await send({ action, input: {} })).toMatchObject({
        error: { code: 'not-found', message: '小程序版本不对，请关闭后重新打开' },
      })
    },
  )
})

describe('the log', () => {
  it('has one line a call with its cost, and marks what is over the contract’s budget', async () => {
    await send({ action: 'session.open', input: {} })
    expect(log).toEqual([
      {
        ...{ requestId: 'id1', action: 'session.open', memberId: 'm1', code: 'ok', ms: 0 },
        ...{ reads: 1, writes: 0, isOverBudget: false },
      },
    ])
    expect(actions['company.managers'].cost.reads).toBe(2)
    await send({ action: 'company.managers', input: {} })
    expect(log[1]).toMatchObject({ reads: 4, isOverBudget: true })
  })

  it('counts the last try of a command, not those before it', async () => {
    await command()
    fake.conflicts = 3
    await command({ idempotencyKey: `${KEY}-2` })
    expect(log[1]).toMatchObject({ reads: log[0]!.reads, writes: log[0]!.writes })
    // Who it is and the right, both twice, and the key; the effect, the answer kept, the trail.
    expect(log[0]).toMatchObject({ reads: 5, writes: 3, isOverBudget: true })
  })
})
