import { freshKey } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'

describe('two people at once', () => {
  let company: TestCompany
  beforeEach(async () => {
    company = await bootCompany(8)
  })
  afterEach(() => company.close())

  it('gives the last seat to exactly one of twenty, and the others a place in order', async () => {
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

    const take = async (person: (typeof crowd)[number], index: number) => {
      const input = { groupId, cloudId: person.cloudIdIn(chat1), name: `抢座${index}` }
      const key = freshKey()
      // As the phone does: the same key again while the answer is "busy".
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
    const { admin, member, group, cloud } = company
    const { groupId } = group
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => member.reply('rules.acknowledge', { groupId, version: 1 })),
    )
    const earned = replies.flatMap((reply) => (reply.ok ? [reply.data.earned] : []))
    expect(earned.reduce((sum, points) => sum + points, 0)).toBe(5)
    const [score] = (await cloud.database.all('scores', { name: '孙成员' })) as {
      periods: Record<string, { points: number }>
    }[]
    expect(Object.values(score!.periods).map((period) => period.points)).toEqual([5, 5, 5, 5])
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
})
