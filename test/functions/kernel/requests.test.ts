import type { BoardView } from '../../../miniprogram/contract/board'
import { BATCH_MAX } from '../../../miniprogram/contract/action'
import { newKey, openOffice } from '../../kit/desk'

type Office = Awaited<ReturnType<typeof openOffice>>
interface BatchReply {
  ok: boolean
  data: { ok: boolean; data?: unknown; error?: { code: string } }[]
}

jest.setTimeout(30_000)

describe('a request', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())
  beforeEach(() => {
    office.ground.clock.now += 20_000
    office.calls.length = 0
  })

  const codeOf = async (event: unknown, openid: string | null = 'owner') => {
    const answer = await office.dispatch(openid, event)
    return answer.ok ? 'ok' : answer.error.code
  }

  const nested = (depth: number): unknown => {
    let value: unknown = 'x'
    for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value }
    return value
  }

  it('[M13] nested 5,000 deep is an invalid argument, as is anything but an envelope', async () => {
    expect(await codeOf({ action: 'me.get', input: nested(5000) })).toBe('invalid-argument')
    expect(await codeOf({ batch: [nested(5000)] })).toBe('invalid-argument')
    expect(await codeOf({ action: 'me.get', input: { a: nested(19) } })).toBe('invalid-argument')
    for (const event of [null, [], 'x', 7, { action: 7 }, { action: 'me.get', input: {}, x: 1 }]) {
      expect(await codeOf(event)).toBe('invalid-argument')
    }
    const long = { action: 'me.get', input: { a: 'x'.repeat(100_000) } }
    expect(await codeOf(long)).toBe('invalid-argument')
  })

  it('for what is no action, own or inherited, is not found; without a person unauthenticated', async () => {
    for (const action of ['toString', '__proto__', 'constructor', 'me.nothing']) {
      expect(await codeOf({ action, input: {} })).toBe('not-found')
    }
    expect(await codeOf({ action: 'me.get', input: {} }, null)).toBe('unauthenticated')
  })

  const overload: unknown[] = [
    { errCode: -501001, errMsg: 'EXCEED_RATELIMIT request limit' },
    { errCode: -501001, message: 'SYS_ERR' },
    { errCode: -501004, errMsg: 'quota' },
    { errCode: -501002, errMsg: 'database:fail' },
    { code: 'DATABASE_TIMEOUT' },
    new Error('Request failed with status code 502'),
    { code: 'ETIMEDOUT' },
    { errMsg: 'EXCEED_CONCURRENT_REQUEST_LIMIT' },
  ]
  it.each(overload)(
    '[M8] that meets a database out of capacity is unavailable: %p',
    async (error) => {
      const { port } = office.ground
      const { database, transaction } = port
      Object.assign(port, {
        database: () => ({
          ...database({ reads: 0, writes: 0 }),
          get: () => Promise.reject(error),
        }),
      })
      const query = await codeOf({ action: 'me.get', input: {} })
      Object.assign(port, { database, transaction: () => Promise.reject(error) })
      const input = { groupId: office.groupId }
      const command = await codeOf({
        ...{ action: 'asks.seen', input: { askId: 'rules.confirm:g:1' }, idempotencyKey: newKey() },
      })
      Object.assign(port, { transaction })
      expect([query, command]).toEqual(['unavailable', 'unavailable'])
      expect(await codeOf({ action: 'groups.get', input })).toBe('ok')
    },
  )

  it('[M8] that meets a defect says nothing of it but a number to quote', async () => {
    const { port } = office.ground
    const { database } = port
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    Object.assign(port, {
      database: () => ({ get: () => Promise.reject(new Error('secret of the house')) }),
    })
    const answer = await office.dispatch('owner', { action: 'me.get', input: {} })
    Object.assign(port, { database })
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(said.mock.calls.flat().join()).toContain('secret of the house')
    said.mockRestore()
  })

  const batch = (queries: unknown[]) =>
    office.dispatch('owner', { batch: queries }) as Promise<BatchReply>

  it('of several queries reads who calls and what they share once, each within its budget', async () => {
    const { groupId } = office
    const queries = [
      { action: 'groups.get', input: { groupId } },
      { action: 'session.open', input: { groupId } },
      { action: 'today.get', input: { groupId } },
    ]
    for (const query of queries) await office.dispatch('owner', query)
    const alone = office.calls.map(({ reads }) => reads)
    office.calls.length = 0
    const answers = await batch(queries)
    expect(answers.data.map(({ ok }) => ok)).toEqual([true, true, true])
    const reads = office.calls.map((line) => line.reads)
    expect(office.calls.filter(({ isOverBudget }) => isOverBudget)).toEqual([])
    const sum = (list: number[]) => list.reduce((total, one) => total + one, 0)
    // The identity twice less, and the group that the second asks for by id as well.
    expect(sum(reads)).toBe(sum(alone) - 3)
  })

  it('of several queries answers each by itself, in order; one that fails does not fail the others', async () => {
    const { groupId } = office
    const answers = await batch([
      { action: 'me.get', input: {} },
      { action: 'groups.get', input: { groupId: 'nowhere' } },
      { action: 'me.get', input: { x: 1 } },
      { action: 'board.get', input: { scope: 'group', groupId, period: 'week' } },
    ])
    expect(answers.data.map((one) => one.error?.code ?? 'ok')).toEqual([
      ...['ok', 'not-found', 'invalid-argument', 'ok'],
    ])
    expect((answers.data[3]!.data as BoardView).scope).toBe('group')
  })

  it('of several may hold no command, no batch, and at most six queries', async () => {
    const me = { action: 'me.get', input: {} }
    const command = {
      ...{ action: 'groups.leave', input: { groupId: office.groupId }, idempotencyKey: newKey() },
    }
    const answers = await batch([command, { batch: [me] }, me])
    expect(answers.data.map((one) => one.error?.code ?? 'ok')).toEqual([
      ...['invalid-argument', 'invalid-argument', 'ok'],
    ])
    expect(await codeOf({ batch: Array.from({ length: BATCH_MAX }, () => me) })).toBe('ok')
    for (const many of [[], Array.from({ length: BATCH_MAX + 1 }, () => me)]) {
      expect(await codeOf({ batch: many })).toBe('invalid-argument')
    }
    expect(await codeOf({ batch: [me], action: 'me.get' })).toBe('invalid-argument')
  })

  it('names the caller in the log by member, never by openid', async () => {
    await office.dispatch('owner', { action: 'me.get', input: {} })
    expect(office.calls[0]).toMatchObject({ action: 'me.get', code: 'ok' })
    expect(office.calls[0]!.memberId).not.toBeNull()
    expect(JSON.stringify(office.calls)).not.toContain('"owner"')
  })
})
