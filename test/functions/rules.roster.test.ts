import type { InputOf } from '../../miniprogram/contract/index'
import type { TestPerson } from '../kit/boot'
import { bootCompany, CLAUSES, join, type TestCompany } from '../kit/company'
import { announced, bookOf, messagesTo } from '../kit/holds'

let company: TestCompany
let groupId: string

/** Publishes a material version on top of what is effective. */
async function publish(by: TestPerson, clauses: InputOf<'rules.publish'>['clauses']) {
  const book = await bookOf(company, groupId)
  const input = { groupId, baseVersion: book?.version ?? 0, clauses, material: true }
  return by.call('rules.publish', input)
}

describe('who has confirmed and who has not', () => {
  let ids: Record<'owner' | 'admin' | 'member' | 'observer', string>
  beforeAll(async () => {
    company = await bootCompany()
    groupId = company.group.groupId
    const { owner, admin, member, outsider, chat1, idOf } = company
    await join(outsider, chat1, groupId, '王观察')
    const observer = await idOf(outsider)
    await admin.call('groups.setRole', { groupId, memberId: observer, role: 'observer' })
    ids = {
      ...{ owner: await idOf(owner), admin: await idOf(admin), member: await idOf(member) },
      observer,
    }
    await publish(admin, CLAUSES)
  })
  afterAll(() => company.close())

  it('is listed for admins; observers are not asked [S1.1] [Q32]', async () => {
    const { admin, owner, member, outsider, manager, pass } = company
    expect((await outsider.call('rules.get', { groupId }))?.mine).toMatchObject({
      isDue: false,
      dueAt: null,
      points: 0,
    })
    await owner.call('rules.acknowledge', { groupId, version: 1 })
    pass(1000)
    await admin.call('rules.acknowledge', { groupId, version: 1 })
    const roster = await admin.call('rules.roster', { groupId })
    expect(roster).toMatchObject({ version: 1, requiredVersion: 1 })
    expect(roster.confirmed.map(({ name, version }) => `${name} ${version}`)).toEqual([
      '钱管理 1',
      '赵负责 1',
    ])
    expect(roster.pending).toEqual([
      {
        ...{ memberId: ids.member, name: '孙成员', version: 0, acknowledgedAt: null },
        ...{ remindedAt: null, canRemind: true },
      },
    ])
    expect(await manager.call('rules.roster', { groupId })).toEqual(roster)
    expect(await member.codeOf('rules.roster', { groupId })).toBe('permission-denied')
  })

  it('lets an admin remind who has not, and nobody else [S1.1] [B2]', async () => {
    const { admin, runJobs } = company
    // The news of the version itself goes out first.
    await runJobs()
    const memberIds = [ids.member, ids.owner, ids.observer, 'nobody']
    expect(await admin.call('rules.remind', { groupId, memberIds })).toEqual({
      ...{ reminded: [ids.member], skipped: [ids.owner, ids.observer, 'nobody'] },
    })
    expect(await announced(company)).toEqual([{ title: '请确认群规 v1', to: [ids.member] }])
    const { pending } = await admin.call('rules.roster', { groupId })
    expect(pending[0]).toMatchObject({ canRemind: false })
    expect(pending[0]?.remindedAt).toBeGreaterThan(0)
    await runJobs()
    expect(await messagesTo(company, ids.member)).toEqual(['群规更新到 v1', '请确认群规 v1'])
    expect(await messagesTo(company, ids.owner)).toEqual([])
  })

  it('reminds once in four hours [B2]', async () => {
    const { admin, pass } = company
    pass(4 * 60 * 60 * 1000 - 5000)
    expect(await admin.call('rules.remind', { groupId })).toEqual({
      ...{ reminded: [], skipped: [ids.member] },
    })
    expect(await announced(company)).toEqual([])
    pass(5000)
    expect(await admin.call('rules.remind', { groupId })).toEqual({
      ...{ reminded: [ids.member], skipped: [] },
    })
  })

  it('reminds only whom it names', async () => {
    const { admin, owner } = company
    await publish(owner, [{ kind: 'talk', text: '新的一条。' }])
    const reply = await admin.call('rules.remind', { groupId, memberIds: [ids.owner] })
    expect(reply).toEqual({ reminded: [ids.owner], skipped: [] })
    const everyone = await admin.call('rules.remind', { groupId })
    expect(everyone.reminded.sort()).toEqual([ids.admin, ids.member].sort())
    expect(everyone.skipped).toEqual([ids.owner])
  })
})
