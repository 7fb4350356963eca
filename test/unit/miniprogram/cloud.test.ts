import { CallError } from '../../../miniprogram/services/call-error'
import { call, effectCount } from '../../../miniprogram/services/cloud'
import { isUnanswered, keyOf, newKey, sendIntent } from '../../../miniprogram/services/idempotency'
import { installWx, lost, ok, refused, type FakeWx } from './kit/fake-wx'

let wx: FakeWx
beforeEach(() => {
  wx = installWx()
})

const acknowledge = () => sendIntent('ack:g1:3', 'rules.acknowledge', { groupId: 'g1', version: 3 })
const keysSent = () => wx.calls.map(({ idempotencyKey }) => idempotencyKey)

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

describe('an intent', () => {
  test('keeps its key until an answer came, also over a restart', async () => {
    wx.answer(lost, lost, ok({ version: 3, at: 1, earned: 5, acknowledged: null }))
    await expect(acknowledge()).rejects.toMatchObject({ answered: false })
    expect(isUnanswered('ack:g1:3')).toBe(true)
    await expect(acknowledge()).rejects.toMatchObject({ answered: false })
    await expect(acknowledge()).resolves.toMatchObject({ earned: 5 })
    expect(new Set(keysSent()).size).toBe(1)
    expect(isUnanswered('ack:g1:3')).toBe(false)
  })

  test('gets a new key after a refusal', async () => {
    wx.answer(refused('conflict', '群规刚更新到 v4'), ok({}))
    await expect(acknowledge()).rejects.toMatchObject({ code: 'conflict' })
    await acknowledge()
    expect(new Set(keysSent()).size).toBe(2)
  })

  test.each(['internal', 'unavailable'] as const)('keeps its key after %s', async (code) => {
    wx.answer(refused(code, '稍后再试'), ok({}))
    await expect(acknowledge()).rejects.toMatchObject({ code })
    await acknowledge()
    expect(new Set(keysSent()).size).toBe(1)
  })

  test('does not reuse a key that the server has forgotten', () => {
    const first = keyOf('x', 0)
    expect(keyOf('x', 60_000)).toBe(first)
    expect(keyOf('x', 41 * 60 * 60 * 1000)).not.toBe(first)
  })

  test('has keys that the server accepts', () => {
    for (const random of [() => 0, () => 0.999999, Math.random]) {
      expect(newKey(random)).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
    }
  })

  test('counts as an effect only when it went through', async () => {
    const before = effectCount()
    wx.answer(lost, ok({}))
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
