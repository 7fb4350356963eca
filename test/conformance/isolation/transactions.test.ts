import { COLLECTION, CONFLICT, GONE, openAccounts, session, valueOf, type Bench } from './kit'

/*
 * Interleavings of transactions, step by step. The platform documents snapshot isolation: reads from a snapshot, a
 * write locks its document, another transaction's write to it fails at once.
 */

let bench: Bench

beforeEach(async () => {
  bench = await openAccounts()
})
afterEach(() => bench.close())

describe('a transaction', () => {
  it('sees its own writes before anyone else does', async () => {
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await t.add({ _id: 'z', v: 2, email: 'z@' })
    await t.remove('y')
    expect(await t.read('x')).toMatchObject({ v: 1 })
    expect(await t.read('z')).toMatchObject({ v: 2 })
    expect(await t.read('y')).toBeUndefined()
    expect(await valueOf(bench, 'x')).toBe(50)
    expect(await valueOf(bench, 'z')).toBeUndefined()
    expect(await valueOf(bench, 'y')).toBe(50)
    await t.commit()
    expect(await valueOf(bench, 'x')).toBe(1)
    expect(await valueOf(bench, 'z')).toBe(2)
    expect(await valueOf(bench, 'y')).toBeUndefined()
    expect(await bench.db.verify()).toEqual([])
  })

  it('finds its own writes by index', async () => {
    const t = await session(bench)
    await t.write('x', { v: 7 })
    await t.add({ _id: 'z', v: 8, email: 'z@' })
    expect((await t.find({ v: { $lt: 40 } })).map(({ _id }) => _id)).toEqual(['x', 'z'])
    expect((await t.find({ v: { $gte: 0 } })).map(({ _id }) => _id)).toEqual(['x', 'z', 'y'])
    expect(await bench.ids(COLLECTION, { v: { $lt: 40 } })).toEqual([])
  })

  it('leaves nothing when it is aborted', async () => {
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await t.add({ _id: 'z', email: 'z@' })
    await t.abort()
    expect(await bench.find(COLLECTION, {})).toEqual([
      { _id: 'x', v: 50, email: 'x@' },
      { _id: 'y', v: 50, email: 'y@' },
    ])
    expect(await bench.db.verify()).toEqual([])
  })

  it('is over after commit and after abort', async () => {
    const t = await session(bench)
    await t.commit()
    await expect(t.write('x', { v: 1 })).rejects.toMatchObject(GONE)
    await expect(t.read('x')).rejects.toMatchObject(GONE)
    await expect(t.commit()).rejects.toMatchObject(GONE)
    const u = await session(bench)
    await u.abort()
    await expect(u.commit()).rejects.toMatchObject(GONE)
    await expect(u.abort()).rejects.toMatchObject(GONE)
  })

  it('commits even when it did nothing', async () => {
    await expect((await session(bench)).commit()).resolves.toEqual({ data: {} })
  })
})

describe('dirty write', () => {
  it('is refused at the second write, at once', async () => {
    const [t1, t2] = [await session(bench), await session(bench)]
    await t1.write('x', { v: 1 })
    await expect(t2.write('x', { v: 2 })).rejects.toMatchObject(CONFLICT)
    await t1.commit()
    expect(await valueOf(bench, 'x')).toBe(1)
  })

  it('ends the one that met the lock, so that its rollback fails', async () => {
    const [t1, t2] = [await session(bench), await session(bench)]
    await t2.write('y', { v: 2 })
    await t1.write('x', { v: 1 })
    await expect(t2.write('x', { v: 2 })).rejects.toMatchObject(CONFLICT)
    await expect(t2.commit()).rejects.toMatchObject(GONE)
    await expect(t2.abort()).rejects.toMatchObject(GONE)
    await t1.write('y', { v: 3 })
    await t1.commit()
    expect(await valueOf(bench, 'y')).toBe(3)
  })

  it('leaves alone a lock that another took while the loser was being ended', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const [winner, loser, third] = [
        await session(bench),
        await session(bench),
        await session(bench),
      ]
      await winner.write('x', { v: turns })
      await loser.write('y', { v: turns })
      const refused = expect(loser.write('x', { v: -1 })).rejects.toMatchObject(CONFLICT)
      for (let i = 0; i < turns; i++) await Promise.resolve()
      const took = await third.write('y', { v: turns }).then(
        () => true,
        () => false,
      )
      await refused
      const late = await session(bench)
      if (took) await expect(late.write('y', { v: -1 })).rejects.toMatchObject(CONFLICT)
      await winner.abort()
      if (took) await third.abort()
    }
  })

  it('is possible again when the first has aborted', async () => {
    const [t1, t2] = [await session(bench), await session(bench)]
    await t1.write('x', { v: 1 })
    await t1.abort()
    await t2.write('x', { v: 2 })
    await t2.commit()
    expect(await valueOf(bench, 'x')).toBe(2)
  })

  it('covers adding and removing', async () => {
    const [t1, t2, t3] = [await session(bench), await session(bench), await session(bench)]
    await t1.add({ _id: 'z', v: 1, email: 'z@' })
    await expect(t2.add({ _id: 'z', v: 2, email: 'other@' })).rejects.toMatchObject(CONFLICT)
    await t1.remove('x')
    await expect(t3.write('x', { v: 3 })).rejects.toMatchObject(CONFLICT)
  })

  it('covers values of a unique index', async () => {
    const [t1, t2, t3] = [await session(bench), await session(bench), await session(bench)]
    await t1.add({ _id: 'z', email: 'new@' })
    await expect(t2.add({ _id: 'w', email: 'new@' })).rejects.toMatchObject(CONFLICT)
    await t1.write('x', { email: 'moved@' })
    await expect(t3.add({ _id: 'w', email: 'x@' })).rejects.toMatchObject(CONFLICT)
  })
})

describe('lost update', () => {
  it('is refused when the other has committed in between', async () => {
    const [t1, t2] = [await session(bench), await session(bench)]
    const [a, b] = [await t1.read('x'), await t2.read('x')]
    await t1.write('x', { v: Number(a?.v) + 10 })
    await t1.commit()
    await expect(t2.write('x', { v: Number(b?.v) + 20 })).rejects.toMatchObject(CONFLICT)
    expect(await valueOf(bench, 'x')).toBe(60)
  })

  it('is refused when a plain write came in between', async () => {
    const t = await session(bench)
    await t.read('x')
    await bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 1 } })
    await expect(t.write('x', { v: 0 })).rejects.toMatchObject(CONFLICT)
    expect(await valueOf(bench, 'x')).toBe(51)
  })

  it('is refused for a document that was added or removed since the snapshot', async () => {
    const t = await session(bench)
    await t.read('x')
    await bench.insert(COLLECTION, { _id: 'z', email: 'z@' })
    await expect(t.add({ _id: 'z', email: 'zz@' })).rejects.toMatchObject(CONFLICT)
    const u = await session(bench)
    await u.read('x')
    await bench.remove(COLLECTION, { _id: 'y' })
    await expect(u.write('y', { v: 1 })).rejects.toMatchObject(CONFLICT)
  })

  it('does not happen to those who come one after the other', async () => {
    for (const by of [1, 2]) {
      const t = await session(bench)
      await t.write('x', { v: Number((await t.read('x'))?.v) + by })
      await t.commit()
    }
    expect(await valueOf(bench, 'x')).toBe(53)
  })
})

describe('read skew', () => {
  it('does not happen: all reads are of one moment', async () => {
    const t = await session(bench)
    expect(await t.read('x')).toMatchObject({ v: 50 })
    const u = await session(bench)
    await u.write('x', { v: 25 })
    await u.write('y', { v: 75 })
    await u.commit()
    expect(await t.read('y')).toMatchObject({ v: 50 })
    expect(await t.find({ v: 50 })).toHaveLength(2)
    expect(await t.find({ v: { $in: [25, 75] } })).toEqual([])
  })

  it('does not happen with documents that come and go', async () => {
    const t = await session(bench)
    await t.read('x')
    await bench.insert(COLLECTION, { _id: 'z', v: 50, email: 'z@' })
    await bench.remove(COLLECTION, { _id: 'y' })
    expect((await t.find({ v: 50 })).map(({ _id }) => _id)).toEqual(['x', 'y'])
    await t.commit()
    expect(await bench.ids(COLLECTION, { v: 50 })).toEqual(['x', 'z'])
  })

  it('takes the moment of the first operation, not of the start', async () => {
    const t = await session(bench)
    await bench.update(COLLECTION, { _id: 'x' }, { $set: { v: 1 } })
    expect(await t.read('x')).toMatchObject({ v: 1 })
    await t.write('x', { v: 2 })
    await t.commit()
    expect(await valueOf(bench, 'x')).toBe(2)
  })

  it('keeps a snapshot through many later changes of one document', async () => {
    const [old, later] = [await session(bench), await session(bench)]
    await old.read('y')
    for (let v = 1; v <= 400; v++) {
      await bench.update(COLLECTION, { _id: 'x' }, { $set: { v } })
      if (v === 200) await later.read('y')
    }
    expect(await old.read('x')).toMatchObject({ v: 50 })
    expect(await later.read('x')).toMatchObject({ v: 200 })
    await old.commit()
    expect(await later.read('x')).toMatchObject({ v: 200 })
    expect(await later.find({ v: 200 })).toHaveLength(1)
  })
})

describe('write skew', () => {
  /** x and y may each be given up as long as the other stays. */
  const leave = async (mine: string, other: string, hasGuard: boolean) => {
    const t = await session(bench)
    const isOtherThere = Number((await t.read(other))?.v) > 0
    return async () => {
      if (hasGuard) await t.write('guard', { by: mine })
      if (isOtherThere) await t.write(mine, { v: 0 })
      await t.commit()
    }
  }

  it('shows without a guard document', async () => {
    const [first, second] = [await leave('x', 'y', false), await leave('y', 'x', false)]
    await first()
    await second()
    expect([await valueOf(bench, 'x'), await valueOf(bench, 'y')]).toEqual([0, 0])
  })

  it('disappears when both write a guard document', async () => {
    await bench.insert(COLLECTION, { _id: 'guard', v: 0, email: 'guard@' })
    const [first, second] = [await leave('x', 'y', true), await leave('y', 'x', true)]
    await first()
    await expect(second()).rejects.toMatchObject(CONFLICT)
    expect([await valueOf(bench, 'x'), await valueOf(bench, 'y')]).toEqual([0, 50])
  })
})

describe('an operation that fails', () => {
  it('of a duplicate ends its transaction', async () => {
    const t = await session(bench)
    await t.write('y', { v: 1 })
    await expect(t.add({ _id: 'x', email: 'other@' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000') as string,
    })
    await expect(t.commit()).rejects.toMatchObject(GONE)
    expect(await valueOf(bench, 'y')).toBe(50)
  })

  it('of a wrong update ends it too', async () => {
    const t = await session(bench)
    const transactionId = await bench.begin()
    await expect(
      bench.update(COLLECTION, { _id: 'x' }, { $inc: { email: 1 } }, { transactionId }),
    ).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    await expect(bench.commit(transactionId)).rejects.toMatchObject(GONE)
    await t.write('x', { v: 1 })
    await t.commit()
  })
})

describe('operations of one transaction take turns', () => {
  beforeEach(() => bench.reopen({ lockWaitMs: 200 }))

  it('so that a commit takes along a write nobody waited for', async () => {
    const t = await session(bench)
    const [write, commit] = [t.write('x', { v: 1 }), t.commit()]
    await Promise.all([write, commit])
    expect(await valueOf(bench, 'x')).toBe(1)
    await bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 1 } })
  })

  it('so that an abort leaves nothing of a write nobody waited for', async () => {
    const t = await session(bench)
    const [write, abort] = [t.write('x', { v: 1 }), t.abort()]
    await Promise.all([write, abort])
    expect(await valueOf(bench, 'x')).toBe(50)
    await bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 1 } })
  })

  it('so that those after one that failed find it gone, and lock nothing', async () => {
    const [winner, loser] = [await session(bench), await session(bench)]
    await winner.write('x', { v: 1 })
    const [first, second, third] = await Promise.allSettled([
      loser.write('x', { v: 2 }),
      loser.write('y', { v: 2 }),
      loser.read('y'),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: CONFLICT })
    expect(second).toMatchObject({ status: 'rejected', reason: GONE })
    expect(third).toMatchObject({ status: 'rejected', reason: GONE })
    await bench.update(COLLECTION, { _id: 'y' }, { $inc: { v: 1 } })
    expect(await valueOf(bench, 'y')).toBe(51)
    await winner.commit()
  })
})

describe('a commit reports by nature', () => {
  it('that its time ran out since the last operation, and nothing of it stays', async () => {
    await bench.reopen({ transactionLifetimeMs: 20 })
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await t.add({ _id: 'z', v: 1, email: 'z@' })
    // A plain write gets the lock when the transaction has been aborted.
    await bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 1 } })
    await expect(t.commit()).rejects.toMatchObject(GONE)
    expect([await valueOf(bench, 'x'), await valueOf(bench, 'z')]).toEqual([51, undefined])
    expect(await bench.db.verify()).toEqual([])
  })

  it('that a conflict, which its caller overlooked, has ended it', async () => {
    const [t1, t2] = [await session(bench), await session(bench)]
    await t2.write('y', { v: 2 })
    await t1.write('x', { v: 1 })
    await t2.write('x', { v: 2 }).catch(() => undefined)
    await expect(t2.commit()).rejects.toMatchObject(GONE)
    await t1.commit()
    expect([await valueOf(bench, 'x'), await valueOf(bench, 'y')]).toEqual([1, 50])
  })

  it('that another operation of it failed, and nothing of it stays', async () => {
    const t = await session(bench)
    await t.write('y', { v: 1 })
    await t.add({ _id: 'x', email: 'twice@' }).catch(() => undefined)
    await expect(t.commit()).rejects.toMatchObject(GONE)
    expect(await valueOf(bench, 'y')).toBe(50)
  })

  it('that it has been committed already, once only', async () => {
    const t = await session(bench)
    await t.write('x', { v: 1 })
    const [first, second] = await Promise.allSettled([t.commit(), t.commit()])
    expect(first.status).toBe('fulfilled')
    expect(second).toMatchObject({ status: 'rejected', reason: GONE })
    expect(await valueOf(bench, 'x')).toBe(1)
  })
})

describe('a conflict at the commit', () => {
  it('is answered with the same code, and nothing of the transaction stays', async () => {
    let left = 1
    await bench.reopen({ failCommit: () => left-- > 0 })
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await expect(t.commit()).rejects.toMatchObject(CONFLICT)
    await expect(t.abort()).rejects.toMatchObject(GONE)
    expect(await valueOf(bench, 'x')).toBe(50)
    const again = await session(bench)
    await again.write('x', { v: 2 })
    await again.commit()
    expect(await valueOf(bench, 'x')).toBe(2)
  })
})

describe('what the SDK sends without its transaction', () => {
  it('runs outside and stays', async () => {
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await bench.update(COLLECTION, { v: 50, _id: 'y' }, { $set: { v: 60 } })
    expect(await bench.count(COLLECTION, { v: { $gte: 50 } })).toBe(2)
    expect(await bench.aggregate(COLLECTION, { $group: { _id: null, v: { $sum: '$v' } } })).toEqual(
      [{ _id: null, v: 110 }],
    )
    await t.abort()
    expect(await valueOf(bench, 'y')).toBe(60)
  })
})

describe('the life of a transaction', () => {
  it('ends by itself, and its locks with it', async () => {
    await bench.reopen({ transactionLifetimeMs: 20 })
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await bench.update(COLLECTION, { _id: 'x' }, { $inc: { v: 5 } })
    expect(await valueOf(bench, 'x')).toBe(55)
    await expect(t.write('y', { v: 1 })).rejects.toMatchObject(GONE)
    await expect(t.commit()).rejects.toMatchObject(GONE)
    expect(bench.lines.some((line) => line.includes('aborted, it was open for 20 ms'))).toBe(true)
  })

  it('ends in the middle of a read, which then shows nothing', async () => {
    await bench.db.direct.load(
      COLLECTION,
      Array.from({ length: 3000 }, (_, i) => ({ _id: `m${i}`, v: 60, email: `m${i}@` })),
    )
    await bench.reopen({ transactionLifetimeMs: 1, maxScan: Infinity })
    const t = await session(bench)
    await expect(t.find({ note: 'nowhere' })).rejects.toMatchObject(GONE)
  })

  it('ends with the process', async () => {
    const t = await session(bench)
    await t.write('x', { v: 1 })
    await bench.reopen()
    await expect(t.commit()).rejects.toMatchObject(GONE)
    expect(await valueOf(bench, 'x')).toBe(50)
  })
})
