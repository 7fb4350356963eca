import { newKey, openOffice } from '../../kit/desk'

type Office = Awaited<ReturnType<typeof openOffice>>

jest.setTimeout(30_000)

describe('a command', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.close())

  const join = async (openid: string, name: string) => {
    await office.call(openid, 'groups.join', { groupId: office.groupId, cloudId: 'chat-one', name })
    return office.call(openid, 'me.get', {})
  }
  const groups = () => office.ground.cloud.database.all('groups')
  const create = { name: '华南群', type: 'function', focus: '拓新', cap: 10 } as const

  it('[P8] of a manager who is dismissed during a slow check of texts does nothing', async () => {
    const { memberId } = await join('li', '李经理')
    await office.call('owner', 'company.appoint', { memberId, role: 'manager' })
    office.services.checkTexts = async () => {
      office.services.checkTexts = () => Promise.resolve({ verdict: 'pass', findings: [] })
      await office.call('owner', 'company.appoint', { memberId, role: null })
      return { verdict: 'pass', findings: [] }
    }
    const answer = await office.reply('li', 'groups.create', create)
    expect(answer).toMatchObject({ ok: false, error: { code: 'permission-denied' } })
    expect(await groups()).toHaveLength(1)
  })

  it('[P8] of somebody without the right does not use the outside services', async () => {
    await join('sun', '孙成员')
    let checks = 0
    office.services.checkTexts = () => {
      checks++
      return Promise.resolve({ verdict: 'pass', findings: [] })
    }
    const answer = await office.reply('sun', 'groups.create', create)
    expect(answer).toMatchObject({ ok: false, error: { code: 'permission-denied' } })
    expect(checks).toBe(0)
  })

  it('[P9] whose reply was lost answers again, though the person may not do it any more', async () => {
    const { groupId } = office
    const { memberId } = await join('qian', '钱管理')
    await office.call('owner', 'groups.setRole', { groupId, memberId, role: 'admin' })
    const key = newKey()
    const input = { groupId, memberId, role: 'member' } as const
    const first = await office.reply('qian', 'groups.setRole', input, key)
    expect(first.ok).toBe(true)
    expect(await office.reply('qian', 'groups.setRole', input, key)).toEqual(first)
    const fresh = await office.reply('qian', 'groups.setRole', input)
    expect(fresh).toMatchObject({ ok: false, error: { code: 'permission-denied' } })
  })

  it('[P9] whose reply was lost answers again, though the proof of the chat has expired', async () => {
    const { groupId } = office
    const key = newKey()
    const input = { groupId, name: '孙成员' }
    const first = await office.reply('sun', 'groups.join', { ...input, cloudId: 'chat-one' }, key)
    const again = { ...input, cloudId: 'expired-proof' }
    expect(await office.reply('sun', 'groups.join', again, key)).toEqual(first)
    expect(await office.reply('zhou', 'groups.join', again, key)).toMatchObject({ ok: false })
    const other = { ...input, name: '周成员', cloudId: 'chat-one' }
    const stolen = await office.reply('sun', 'groups.join', other, key)
    expect(stolen).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })

  it('without a key, or with another input under its key, is refused', async () => {
    const { groupId } = office
    const bare = { action: 'groups.leave', input: { groupId } }
    expect(await office.dispatch('owner', bare)).toMatchObject({
      error: { code: 'invalid-argument' },
    })
    const key = newKey()
    expect((await office.reply('owner', 'groups.create', create, key)).ok).toBe(true)
    const other = await office.reply('owner', 'groups.create', { ...create, cap: 11 }, key)
    expect(other).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(await groups()).toHaveLength(2)
  })

  it('leaves one row in the trail with who, where and whom, and none when it fails or repeats', async () => {
    const { groupId } = office
    const { memberId } = await join('sun', '孙成员')
    const key = newKey()
    const input = { groupId, memberId, role: 'admin' } as const
    await office.reply('owner', 'groups.setRole', input, key)
    await office.reply('owner', 'groups.setRole', input, key)
    await office.reply('nobody', 'groups.setRole', input)
    const trail = await office.ground.cloud.database.all('audit')
    const owner = (await office.call('owner', 'me.get', {})).memberId
    expect(trail.filter(({ action }) => action === 'groups.setRole')).toEqual([
      expect.objectContaining({
        ...{ actorId: owner, groupId, subject: memberId, detail: 'admin' },
        at: office.ground.clock.now,
      }),
    ])
    expect(trail.filter(({ action }) => action === 'groups.join')).toEqual([
      expect.objectContaining({ actorId: memberId, groupId }),
    ])
    const queries = office.calls.filter(({ action }) => action === 'me.get')
    expect(queries.length).toBeGreaterThan(0)
    expect(trail.map(({ action }) => action)).not.toContain('me.get')
  })

  it('is refused at once when it comes too often, and a clock that jumps back heals [M7]', async () => {
    const { clock } = office.ground
    const now = clock.now
    const codes = async (times: number) => {
      const all = Array.from({ length: times }, () => office.reply('wu', 'me.holds', {}))
      return (await Promise.all(all)).map((answer) => (answer.ok ? 'ok' : answer.error.code))
    }
    clock.now = now + 3_600_000
    expect((await codes(121)).filter((code) => code === 'resource-exhausted')).toHaveLength(1)
    clock.now = now
    expect(await codes(1)).toEqual(['permission-denied'])
  })
})
