import { freshKey } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { scoreOf, seatsOf, waitersOf } from '../kit/holds'

describe('two people at once', () => {
  let company: TestCompany
  beforeEach(async () => {
    company = await bootCompany(8)
  })
  afterEach(() => company.close())

  it('gives the last seat to exactly one of twenty, and the others a place in order [P10]', async () => {
    const { chat1, group, world, admin } = company
    const { groupId } = group
    // Three seats are taken by owner, admin and member; fill up to the last one.
    for (let seat = 0; seat < 4; seat++) {
      const someone = company.person(`先到${seat}`)
      world.addToChat(chat1.chatId, someone.personId)
      await join(someone, chat1, groupId, `先到${seat}`)
    }
    const crowd = Array.from({ length: 20 }, (_, index) => company.person(`抢座${index}`))
    for (const person of crowd) world.addToChat(chat1.chatId, person.personId)

    // Each waits its turn; where that takes too long, the phone sends the same key again by itself.
    const take = async (person: (typeof crowd)[number], index: number) => {
      const input = { groupId, cloudId: person.cloudIdIn(chat1), name: `抢座${index}` }
      const key = freshKey()
      for (;;) {
        const reply = await person.reply('groups.join', input, key)
        if (reply.ok) return reply.data
        expect(reply.error.code).toBe('unavailable')
      }
    }
    const answers = await Promise.all(crowd.map(take))
    expect(answers.filter((answer) => answer.state === 'joined')).toHaveLength(1)
    const positions = answers.flatMap((a) => (a.state === 'waiting' ? [a.position] : []))
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1))

    const view = await admin.call('groups.get', { groupId })
    expect(view.group.seats).toMatchObject({ taken: 8, cap: 8 })
    expect(view.members).toHaveLength(8)
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 8, waiting: 19 })
    expect(view.waiting.map((row) => row.position)).toEqual(positions)
  })

  it('applies a command once, however often and however fast it is sent', async () => {
    const { admin, member, group, cloud } = company
    const { groupId } = group
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    const key = freshKey()
    const input = { groupId, version: 1 }
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => member.reply('rules.acknowledge', input, key)),
    )
    const done = replies.filter((reply) => reply.ok)
    expect(done.length).toBeGreaterThan(0)
    for (const reply of replies) {
      if (reply.ok) expect(reply.data).toEqual(done[0]!.ok ? done[0]!.data : null)
      else expect(reply.error.code).toBe('unavailable')
    }
    expect(await cloud.database.all('points_ledger')).toHaveLength(1)
    expect(await cloud.database.all('acknowledgements')).toHaveLength(1)
  })

  it('credits once for different keys too', async () => {
    const { admin, member, group, idOf } = company
    const { groupId } = group
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => member.reply('rules.acknowledge', { groupId, version: 1 })),
    )
    const earned = replies.flatMap((reply) => (reply.ok ? [reply.data.earned] : []))
    expect(earned.reduce((sum, points) => sum + points, 0)).toBe(5)
    expect(await scoreOf(company, groupId, await idOf(member))).toEqual({
      ...{ isShown: true, week: 5, month: 5, quarter: 5, year: 5 },
    })
  })

  it('lets one of two admins publish, and tells the other', async () => {
    const { admin, owner, group } = company
    const { groupId } = group
    const publish = (person: typeof admin, text: string) =>
      person.reply('rules.publish', {
        groupId,
        baseVersion: 0,
        clauses: [{ kind: 'talk', text }],
        material: true,
      })
    const replies = await Promise.all([publish(admin, '甲的版本'), publish(owner, '乙的版本')])
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1)
    const lost = replies.find((reply) => !reply.ok)
    expect(lost).toMatchObject({ error: { code: 'conflict' } })
    expect(await admin.call('rules.get', { groupId })).toMatchObject({ version: 1 })
  })

  it('always leaves an admin, when two remove each other', async () => {
    const { admin, owner, group, idOf } = company
    const { groupId } = group
    const [adminId, ownerId] = [await idOf(admin), await idOf(owner)]
    await Promise.all([
      admin.reply('groups.setRole', { groupId, memberId: ownerId, role: 'member' }),
      owner.reply('groups.setRole', { groupId, memberId: adminId, role: 'member' }),
    ])
    const { members } = await owner.call('groups.get', { groupId })
    expect(members.filter((row) => row.role === 'admin').length).toBeGreaterThan(0)
  })

  it('always leaves an admin, when two leave, or one leaves and the other is removed [S2.12]', async () => {
    const { admin, owner, group, idOf } = company
    const { groupId } = group
    const memberId = await idOf(admin)
    await Promise.all([
      admin.reply('groups.leave', { groupId }),
      owner.reply('groups.leave', { groupId }),
      owner.reply('groups.remove', { groupId, memberId, reason: '同时' }),
    ])
    const seats = await seatsOf(company, groupId)
    expect(seats?.admins).toHaveLength(1)
    expect(seats?.taken).toBe(2)
  })

  it('offers one freed seat to one person, when two go at once', async () => {
    const { admin, member, owner, chat1, group, world, idOf } = company
    const { groupId } = group
    const people = ['一', '二', '三', '四', '五', '六', '七', '八'].map((name) => [name] as const)
    for (const [name] of people) {
      const person = company.person(name)
      world.addToChat(chat1.chatId, person.personId)
      await join(person, chat1, groupId, name)
    }
    await Promise.all([
      member.call('groups.leave', { groupId }),
      owner.call('groups.remove', { groupId, memberId: await idOf(admin), reason: '同时' }),
    ])
    const held = (await waitersOf(company, groupId)).filter(({ heldUntil }) => heldUntil !== null)
    expect(held.map(({ name }) => name)).toEqual(['六', '七'])
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 6, cap: 8, waiting: 3 })
    const take = (name: string) => join(company.person(name), chat1, groupId, name)
    const answers = await Promise.all(['六', '七', '八'].map(take))
    expect(answers.map(({ state }) => state)).toEqual(['joined', 'joined', 'waiting'])
    expect(await seatsOf(company, groupId)).toMatchObject({ taken: 8, waiting: 1 })
  })

  it('counts everybody, when all confirm at once', async () => {
    const { owner, admin, member, chat1, group, world } = company
    const { groupId } = group
    const people = [owner, admin, member]
    for (const name of ['一', '二', '三', '四', '五']) {
      const person = company.person(name)
      world.addToChat(chat1.chatId, person.personId)
      await join(person, chat1, groupId, name)
      people.push(person)
    }
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    const input = { groupId, version: 1 }
    const answers = await Promise.all(people.map((one) => one.call('rules.acknowledge', input)))
    expect(answers.map(({ earned }) => earned)).toEqual(people.map(() => 5))
    const book = await admin.call('rules.get', { groupId })
    expect(book?.acknowledged).toEqual({ count: 8, total: 8 })
    const board = await owner.call('board.get', { scope: 'company', period: 'month' })
    expect([board.total, board.top.length]).toEqual([8, 8])
  })
})
