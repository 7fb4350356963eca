import { CallError } from '../../../miniprogram/services/call-error'
import { batch, call, effectCount, onBusy, send } from '../../../miniprogram/services/cloud'
import { isUnanswered, keyFor, newKey } from '../../../miniprogram/services/idempotency'
import { stableJson } from '../../../miniprogram/services/stable-json'
import { installWx, lost, ok, refused, type FakeWx } from '../../kit/fake-wx'

let wx: FakeWx
let pauses: number[]
beforeEach(() => {
  wx = installWx()
  pauses = []
})

/** Waits no time, and the middle of the jitter. */
const waiting = {
  wait: (ms: number) => {
    pauses.push(ms)
    return Promise.resolve()
  },
  random: () => 0.5,
}
const READ = { groupId: 'g1', version: 3 }
const acknowledge = () => send('rules.acknowledge', READ, waiting)
const keysSent = () => wx.calls.map(({ idempotencyKey }) => idempotencyKey)
const busy = () => refused('unavailable', '人多，请稍后')

describe('a call', () => {
  test('resolves with the view', async () => {
    wx.answer(ok({ name: '陈一诺' }))
    await expect(call('me.get', {})).resolves.toEqual({ name: '陈一诺' })
    expect(wx.calls).toEqual([{ action: 'me.get', input: {} }])
  })

  test('rejects with what the server said', async () => {
    wx.answer(refused('permission-denied', '你没有权限做这件事'))
    await expect(call('me.get', {})).rejects.toMatchObject({
      code: 'permission-denied',
      message: '你没有权限做这件事',
      requestId: 'r-1',
      answered: true,
    })
  })

  test.each([
    [
      'the network',
      () => Promise.reject({ errCode: -601003, errMsg: 'fail' }),
      '网络不通，请检查后重试',
    ],
    ['a time limit', () => Promise.reject({ errCode: -504003 }), '网络慢，还没有收到回复，请重试'],
    ['a crash', () => Promise.reject({ errCode: -504002 }), '服务暂时不可用，请稍后重试'],
    ['an answer without content', () => ({ result: undefined }), '服务暂时不可用，请稍后重试'],
    ['an answer of another shape', () => ({ result: { ok: true } }), '服务暂时不可用，请稍后重试'],
    ['an error of another shape', () => ({ result: { ok: false } }), '服务暂时不可用，请稍后重试'],
  ])('says in words when %s got in the way', async (_what, reply, message) => {
    wx.answer(reply)
    const failure = await call('me.get', {}).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CallError)
    expect(failure).toMatchObject({ code: 'unavailable', message, answered: false })
  })

  test('gives up in the end when nothing answers', async () => {
    jest.useFakeTimers()
    try {
      wx.answer(() => new Promise(() => undefined))
      const failure = call('me.get', {}).catch((error: unknown) => error)
      await jest.advanceTimersByTimeAsync(20_000)
      await expect(failure).resolves.toMatchObject({ code: 'unavailable', answered: false })
    } finally {
      jest.useRealTimers()
    }
  })
})

describe('a batch', () => {
  const ask = () =>
    batch([
      { action: 'rules.get', input: { groupId: 'g1' } },
      { action: 'me.get', input: {} },
    ])

  test('is one call, and answers each query by itself', async () => {
    wx.answer(ok({ version: 3 }), refused('permission-denied', '你不在这个群'))
    const [rules, me] = await ask()
    expect(rules).toEqual({ version: 3 })
    expect(me).toMatchObject({ code: 'permission-denied', message: '你不在这个群', answered: true })
    expect(me).toBeInstanceOf(CallError)
    expect(wx.requests).toBe(1)
  })

  test('rejects as a whole when nobody answered, or not everything was', async () => {
    wx.answer(lost)
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable', answered: false })
    const short = installWx(() => Promise.resolve({ ok: true, data: [{ ok: true, data: 1 }] }))
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable', answered: false })
    expect(short.requests).toBe(1)
  })

  test('says of an answer of another shape that it is none', async () => {
    installWx(() => Promise.resolve({ ok: true, data: [{ ok: true, data: null }, { hm: 1 }] }))
    const [rules, me] = await ask()
    expect(rules).toBeNull()
    expect(me).toMatchObject({ code: 'unavailable', answered: false })
  })
})

describe('a command', () => {
  test('keeps its key until an answer came, also over a restart', async () => {
    wx.answer(...Array.from({ length: 8 }, () => lost), ok({ version: 3, at: 1, earned: 5 }))
    await expect(acknowledge()).rejects.toMatchObject({ answered: false })
    expect(isUnanswered('rules.acknowledge', READ)).toBe(true)
    await expect(acknowledge()).rejects.toMatchObject({ answered: false })
    await expect(acknowledge()).resolves.toMatchObject({ earned: 5 })
    expect(wx.requests).toBe(9)
    expect(new Set(keysSent()).size).toBe(1)
    expect(isUnanswered('rules.acknowledge', READ)).toBe(false)
  })

  test('is another one when the contract says that it wants something else', async () => {
    wx.answer(...Array.from({ length: 8 }, () => lost), ok({}))
    await acknowledge().catch(() => undefined)
    const other = { ...READ, version: 4 }
    expect(isUnanswered('rules.acknowledge', other)).toBe(false)
    await send('rules.acknowledge', other, waiting).catch(() => undefined)
    expect(new Set(keysSent()).size).toBe(2)
  })

  test('may renew what does not tell intents apart', async () => {
    const join = (cloudId: string) =>
      send('groups.join', { groupId: 'g1', cloudId, name: '陈一诺' }, waiting)
    wx.answer(...Array.from({ length: 4 }, () => lost), ok({ state: 'joined' }))
    await join('proof-of-the-chat-1').catch(() => undefined)
    await join('proof-of-the-chat-2')
    expect(new Set(keysSent()).size).toBe(1)
    expect(wx.calls.at(-1)?.input).toMatchObject({ cloudId: 'proof-of-the-chat-2' })
  })

  test('that sets a state gets a new key each time', async () => {
    const input = { groupId: 'g1', memberId: 'm2', role: 'admin' as const }
    wx.answer(...Array.from({ length: 4 }, () => lost), ok({}))
    await send('groups.setRole', input, waiting).catch(() => undefined)
    await send('groups.setRole', input, waiting)
    expect(new Set(keysSent().slice(0, 4)).size).toBe(1)
    expect(new Set(keysSent()).size).toBe(2)
  })

  test('gets a new key after a refusal, and is not sent again by itself', async () => {
    wx.answer(refused('conflict', '群规刚更新到 v4'), ok({}))
    await expect(acknowledge()).rejects.toMatchObject({ code: 'conflict' })
    expect(pauses).toEqual([])
    await acknowledge()
    expect(new Set(keysSent()).size).toBe(2)
  })

  test('keeps its key after a defect of the server, and is not sent again by itself', async () => {
    wx.answer(refused('internal', '稍后再试'), ok({}))
    await expect(acknowledge()).rejects.toMatchObject({ code: 'internal' })
    expect(wx.requests).toBe(1)
    await acknowledge()
    expect(new Set(keysSent()).size).toBe(1)
  })

  test('[P10] finds a busy cloud and is sent again by itself, under the same key', async () => {
    const heard: string[] = []
    const stop = onBusy(({ message }) => heard.push(message))
    wx.answer(busy(), busy(), busy(), ok({ earned: 5 }))
    await expect(acknowledge()).resolves.toMatchObject({ earned: 5 })
    stop()
    expect(pauses).toEqual([1000, 2000, 4000])
    expect(heard).toHaveLength(3)
    expect(new Set(keysSent()).size).toBe(1)
  })

  test('[P10] says so after three times, keeps its key, and is heard of no more', async () => {
    const heard: string[] = []
    onBusy(({ message }) => heard.push(message))()
    wx.answer(busy(), busy(), busy(), busy())
    await expect(acknowledge()).rejects.toMatchObject({ code: 'unavailable', answered: true })
    expect(wx.requests).toBe(4)
    expect(heard).toEqual([])
    expect(isUnanswered('rules.acknowledge', READ)).toBe(true)
  })

  test('is not sent again when one sending took all our patience', async () => {
    jest.useFakeTimers()
    try {
      wx.answer(() => new Promise(() => undefined))
      const failure = acknowledge().catch((error: unknown) => error)
      await jest.advanceTimersByTimeAsync(20_000)
      await expect(failure).resolves.toMatchObject({ code: 'unavailable', answered: false })
      expect(pauses).toEqual([])
    } finally {
      jest.useRealTimers()
    }
  })

  test('counts as an effect only when it went through', async () => {
    const before = effectCount()
    wx.answer(lost, lost, lost, lost, ok({}))
    await acknowledge().catch(() => undefined)
    expect(effectCount()).toBe(before)
    await acknowledge()
    expect(effectCount()).toBe(before + 1)
  })

  test('survives a storage that does not work', async () => {
    const broken = () => {
      throw new Error('storage is full')
    }
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      getStorageSync: broken,
      setStorageSync: broken,
      removeStorageSync: broken,
    })
    wx.answer(ok({ version: 3 }))
    await expect(acknowledge()).resolves.toMatchObject({ version: 3 })
  })
})

describe('keys', () => {
  test('are not used again when the server has forgotten them', () => {
    const first = keyFor('rules.acknowledge', READ, 0).key
    expect(keyFor('rules.acknowledge', READ, 60_000).key).toBe(first)
    expect(isUnanswered('rules.acknowledge', READ, 60_000)).toBe(true)
    const later = 41 * 60 * 60 * 1000
    expect(isUnanswered('rules.acknowledge', READ, later)).toBe(false)
    expect(keyFor('rules.acknowledge', READ, later).key).not.toBe(first)
  })

  test('are such as the server accepts', () => {
    for (const random of [() => 0, () => 0.999999, Math.random]) {
      expect(newKey(random)).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
    }
  })

  test('do not depend on the order in which an input was put together', () => {
    expect(stableJson({ b: [1, { d: 'x', c: undefined }], a: null })).toBe(
      stableJson({ a: null, b: [1, { d: 'x' }] }),
    )
    expect(stableJson({ a: '1' })).not.toBe(stableJson({ a: 1 }))
    expect(stableJson(['a,b'])).not.toBe(stableJson(['a', 'b']))
  })
})
