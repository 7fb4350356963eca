import { hashOf, stableJson } from '../../../../cloudfunctions/kernel/hash'
import { orderKey } from '../../../../cloudfunctions/kernel/order-key'
import { createRateLimit } from '../../../../cloudfunctions/kernel/rate-limit'

describe('the rate limit', () => {
  it('counts each person’s calls in windows', () => {
    const limit = createRateLimit(2, 1000)
    const calls = [0, 1, 2, 999, 1000, 1001, 1002].map((now) => limit.allow('a', now))
    expect(calls).toEqual([true, true, false, false, true, true, false])
    expect(limit.allow('b', 1002)).toBe(true)
  })

  it('forgets the oldest of many people, not the newest', () => {
    const limit = createRateLimit(1, 1000)
    limit.allow('first', 0)
    for (let person = 0; person < 4_999; person++) limit.allow(`p${person}`, 0)
    expect(limit.allow('first', 1)).toBe(false)
    limit.allow('one more', 1)
    expect(limit.allow('p4998', 2)).toBe(false)
    expect(limit.allow('first', 2)).toBe(true)
  })
})

describe('keys', () => {
  it('sort by time, whatever its length, then by id', () => {
    const keys = [orderKey(9, 'b'), orderKey(10, 'a'), orderKey(9, 'c')]
    expect([...keys].sort()).toEqual([keys[0], keys[2], keys[1]])
  })

  it('of parts do not run into each other, and of an input do not depend on its order', () => {
    expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'))
    const nested = { b: [{ d: 1, c: 2 }], a: null }
    expect(stableJson(nested)).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
    expect(stableJson({ a: [1, 2] })).not.toBe(stableJson({ a: [2, 1] }))
  })
})
