import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloud, type Cloud, type CollectionDeclaration } from '../../local/cloud'
import { seed, type PersonaKey, type SeedResult } from '../../local/seed'
import { openWorld, type World } from '../../local/world'
import { rollUpCompany, runningKeys } from '../../cloudfunctions/modules/points/roll-up.rules'
import type { BoardDoc, RuleSetDoc, ScoreDoc } from '../../cloudfunctions/schema/types'
import type { Reply } from '../../miniprogram/contract/action'
import type { ActionName, InputOf, OutputOf } from '../../miniprogram/contract/index'

const ARTEFACTS = resolve(__dirname, '../../dist/cloudfunctions')
const TEMPLATE_ID = 'template-rules-due'
/** Seeding has to be quick: it is the first thing that a newcomer waits for. Processor time, since tests run in parallel. */
const SEED_MS = 10_000

let dir: string
let cloud: Cloud
let world: World
let result: SeedResult
let took: number
const overBudget: string[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'seed-'))
  const schema = await readFile(join(ARTEFACTS, 'schema.json'), 'utf8')
  world = await openWorld({ dir: join(dir, 'world'), appid: 'wxtest0000000000' })
  cloud = await startCloud({
    dataDir: join(dir, 'cloud'),
    functionsDir: ARTEFACTS,
    collections: JSON.parse(schema) as CollectionDeclaration[],
    world,
    timers: false,
    environment: { TEMPLATE_RULES_DUE: TEMPLATE_ID },
    log: (line) => line.includes('"isOverBudget":true') && overBudget.push(line),
  })
  const start = process.cpuUsage()
  result = await seed({
    cloud,
    world,
    seed: 1,
    now: Date.now(),
    artefactsDir: ARTEFACTS,
    templateId: TEMPLATE_ID,
  })
  const { user, system } = process.cpuUsage(start)
  took = (user + system) / 1000
})

afterAll(async () => {
  await cloud.close()
  await world.close()
  await rm(dir, { recursive: true, force: true })
})

interface Caller {
  reply<A extends ActionName>(action: A, input: InputOf<A>): Promise<Reply<OutputOf<A>>>
  call<A extends ActionName>(action: A, input: InputOf<A>): Promise<OutputOf<A>>
  cloudIdIn(chatId: string): string
}

let keys = 0

function as(key: PersonaKey): Caller {
  const { personId } = result.personas[key]
  const openid = world.person(personId)?.openid ?? ''
  const reply: Caller['reply'] = async (action, input) => {
    keys += 1
    const sent = await cloud.callFunction({
      name: 'api',
      data: { action, input, idempotencyKey: `seed-test-${String(keys).padStart(8, '0')}` },
      caller: { openid, source: 'wx_client' },
    })
    if (!sent.ok) throw new Error(sent.errMsg)
    return sent.result as never
  }
  return {
    reply,
    async call(action, input) {
      const answer = await reply(action, input)
      if (!answer.ok) throw new Error(`${action}: ${answer.error.code} ${answer.error.message}`)
      return answer.data
    },
    cloudIdIn: (chatId) => world.mintCloudId(personId, chatId),
  }
}

const groupNamed = (name: string) => {
  const group = result.groups.find((one) => one.name === name)
  if (!group) throw new Error(`no group ${name}`)
  return group
}

/** What a phone does on a tap on the newest card of a chat. */
async function openCard(key: PersonaKey, chatId: string) {
  const cards = world
    .messages(chatId)
    .flatMap(({ body }) => (body.kind === 'card' ? body.card : []))
  const groupId = /[?&]g=([^&]+)/.exec(cards.at(-1)?.path ?? '')?.[1]
  const caller = as(key)
  return caller.call('session.open', {
    cloudId: caller.cloudIdIn(chatId),
    ...(groupId ? { groupId } : {}),
    page: 'rules',
  })
}

const PERIODS = ['week', 'month', 'quarter', 'year'] as const

const ruleSet = async () =>
  (await cloud.database.get('incentive_rule_sets', 'current')) as unknown as RuleSetDoc

describe('the seeded company', () => {
  it('is there quickly', () => {
    expect(took).toBeLessThan(SEED_MS)
    expect(result.counts).toMatchObject({ groups: 5, company: 1 })
    expect(result.wall).toEqual(['chen-yinuo', 'zhou-min', 'wu-qinghe'])
  })

  it('refuses to be seeded twice', async () => {
    const again = { cloud, world, seed: 1, now: Date.now(), artefactsDir: ARTEFACTS }
    await expect(seed(again)).rejects.toThrow('there is a company already')
  })

  it('shows a member the version to confirm, with what changed and what it earns', async () => {
    const { viewer, entry, group, rules } = await openCard(
      'member',
      groupNamed('华东客户维护群').chatId,
    )
    expect(viewer).toMatchObject({ kind: 'member', name: '陈一诺' })
    expect(entry).toBe('ok')
    expect(group).toMatchObject({ role: 'member', seats: { taken: 12, cap: 15 } })
    expect(rules?.version).toBe(3)
    expect(rules?.acknowledged).toEqual({ count: 9, total: 12 })
    expect(rules?.changes.map(({ change }) => change).sort()).toEqual([
      'added',
      'changed',
      'removed',
    ])
    expect(rules?.mine).toMatchObject({ version: 2, isDue: true, points: 5 })
  })

  it('has the boards of the company rolled up from all score rows', async () => {
    const scores = (await cloud.database.all('scores')) as unknown as ScoreDoc[]
    for (const key of runningKeys(Date.now())) {
      const board = (await cloud.database.get(
        'boards',
        `company:${key}`,
      )) as unknown as BoardDoc | null
      const { head } = rollUpCompany(scores, key, board?.asOf ?? 0, await ruleSet())
      expect(board).toEqual(head)
      expect(board?.ruleText).toContain('确认群规 5')
    }
  })

  it('answers every reading action of every member of the company', async () => {
    const members = ['member', 'admin', 'manager', 'owner'] as const
    for (const key of members) {
      const { call } = as(key)
      const { groupId } = groupNamed('华东客户维护群')
      const me = await call('me.get', {})
      expect(me.name).toBe(result.personas[key].name)
      expect((await call('groups.list', {})).rows.length).toBeGreaterThan(0)
      expect((await call('groups.get', { groupId })).members).toHaveLength(12)
      expect((await call('rules.get', { groupId }))?.clauses.length).toBeGreaterThanOrEqual(20)
      expect((await call('rules.changes', { groupId, from: 1 })).changes.length).toBeGreaterThan(0)
      await call('today.get', { groupId })
      await call('notice.inbox', {})
      for (const period of PERIODS) {
        const board = await call('points.board', { scope: 'company', period })
        await call('points.board', { scope: 'group', groupId, period })
        expect(board.total).toBeGreaterThan(0)
        const [first] = board.top
        const entries = await call('points.entries', {
          memberId: first!.memberId,
          period,
          size: 100,
        })
        expect(entries.total).toBe(first!.points)
        expect(entries.next ?? sumOf(entries.rows)).toBe(entries.next ?? entries.total)
      }
    }
  })

  it('shows the admin who is left, two duties, and lets the manager compare groups', async () => {
    const { groupId } = groupNamed('华东客户维护群')
    const roster = await as('admin').call('rules.roster', { groupId })
    expect(roster.pending.map(({ name }) => name).sort()).toEqual(['方向晚', '沈砚秋', '陈一诺'])
    expect(roster.confirmed).toHaveLength(9)
    const today = await as('admin').call('today.get', {})
    expect(today.duties.map(({ kind }) => kind).sort()).toEqual(['rules.none', 'rules.pending'])
    const groups = await as('manager').call('points.groups', { period: 'quarter' })
    expect(groups.rows).toHaveLength(5)
    await as('owner').call('rules.starter', { groupId })
  })

  it('lets a newcomer join the group from its card, and only from its own chat', async () => {
    const { groupId, chatId } = groupNamed('华东客户维护群')
    expect(await openCard('newcomer', chatId)).toMatchObject({ entry: 'not-member' })
    const other = as('manager').cloudIdIn(groupNamed('华南大客户群').chatId)
    expect(await as('manager').call('session.open', { cloudId: other, groupId })).toMatchObject({
      entry: 'wrong-chat',
    })
    const { call, cloudIdIn } = as('newcomer')
    const joined = await call('groups.join', {
      groupId,
      cloudId: cloudIdIn(chatId),
      name: '马晓冬',
    })
    expect(joined).toMatchObject({ state: 'joined', group: { seats: { taken: 13 } } })
  })

  it('puts who comes to the full group into the third place of its waiting list', async () => {
    const { groupId, chatId, seats, cap } = groupNamed('华南大客户群')
    expect([seats, cap]).toEqual([15, 15])
    const { call, cloudIdIn } = as('fullGroupNewcomer')
    const joined = await call('groups.join', {
      groupId,
      cloudId: cloudIdIn(chatId),
      name: '石小满',
    })
    expect(joined).toMatchObject({ state: 'waiting', position: 3 })
  })

  it('knows a visitor, a removed member, and a chat that nobody has bound', async () => {
    expect(await as('visitor').call('session.open', {})).toMatchObject({
      viewer: { kind: 'visitor' },
      entry: 'none',
    })
    const { chatId } = groupNamed('华东客户维护群')
    expect(await openCard('removed', chatId)).toMatchObject({ entry: 'removed' })
    const unbound = result.chats.find(({ opengid, groupId }) => opengid !== '' && groupId === null)
    expect(await openCard('owner', unbound!.chatId)).toMatchObject({
      entry: 'not-bound',
      canBind: true,
    })
  })

  it('moves the member up the board by confirming, and spends a consent on a reminder', async () => {
    const { groupId } = groupNamed('华东客户维护群')
    const { personId } = result.personas.member
    const { reminded } = await as('admin').call('rules.remind', { groupId, memberIds: [personId] })
    expect(reminded).toEqual([personId])
    const jobs = await cloud.fireTimer('jobs')
    expect(jobs).toMatchObject({ ok: true, result: { failed: [] } })
    const earned = await as('member').call('rules.acknowledge', { groupId, version: 3 })
    expect(earned).toMatchObject({ earned: 5 })
    const { rows } = await as('member').call('notice.inbox', {})
    expect(rows[0]).toMatchObject({ title: '请确认群规 v3' })
    expect(world.notices(personId)).toHaveLength(1)
    expect(world.credits(personId, TEMPLATE_ID)).toBe(0)
  })

  it('stays within the cost of every action', () => {
    expect(overBudget).toEqual([])
  })
})

const sumOf = (rows: readonly { points: number }[]): number =>
  rows.reduce((sum, { points }) => sum + points, 0)
