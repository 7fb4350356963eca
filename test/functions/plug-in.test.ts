import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { identityIdOf as hashOf } from '../../cloudfunctions/kernel/identity'
import type { RouteDefinition } from '../../miniprogram/contract/route'
import { ICONS } from '../../tools/icons/shapes'
import { openWorkshop, run, type Running, type Workshop } from '../kit/plugged'
import { routeProblems, type AppPages } from '../kit/routes'

const CODE = 'code-of-the-workshop'
const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE

/** The central lines of a new domain: it is named in the contract, in the list of domains and in app.json. */
const CENTRAL: [file: string, piece: string, by: string][] = [
  [
    'miniprogram/contract/index.ts',
    "import { ruleContract } from './rules'\n",
    "import { ruleContract } from './rules'\nimport { plantContract } from './plants'\n",
  ],
  ['miniprogram/contract/index.ts', '  ruleContract,\n', '  ruleContract,\n  plantContract,\n'],
  [
    'cloudfunctions/modules/index.ts',
    "import { rules } from './rules'\n",
    "import { rules } from './rules'\nimport { plant } from './plants'\n",
  ],
  ['cloudfunctions/modules/index.ts', ' rules, incentives]', ' rules, incentives, plant]'],
  [
    'miniprogram/app.json',
    '    { "root": "subpackages/rules"',
    '    { "root": "subpackages/plants", "pages": ["home/home"] },\n    { "root": "subpackages/rules"',
  ],
]

let contracts = 0

const routesOf = (root: string): Record<string, RouteDefinition> => {
  const outfile = join(root, `contract${++contracts}.cjs`)
  buildSync({
    ...{ entryPoints: [join(root, 'miniprogram/contract/index.ts')], outfile, bundle: true },
    ...{ platform: 'node', format: 'cjs', logLevel: 'warning' },
  })
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- built a moment ago
  return (require(outfile) as { ROUTES: Record<string, RouteDefinition> }).ROUTES
}

describe('a domain that is plugged in', () => {
  let workshop: Workshop
  let product: Running
  let types: Promise<string>
  let lines = 0
  let owner: string
  let groupId: string
  let plantId: string
  let before: string[]

  const app = () =>
    JSON.parse(readFileSync(join(workshop.root, 'miniprogram/app.json'), 'utf8')) as AppPages
  const problems = () => routeProblems(routesOf(workshop.root), app(), Object.keys(ICONS))
  const collections = () => {
    const schema = readFileSync(join(workshop.root, 'dist/cloudfunctions/schema.json'), 'utf8')
    return (JSON.parse(schema) as { name: string }[]).map(({ name }) => name)
  }

  beforeAll(async () => {
    workshop = await openWorkshop()
    before = problems()
    workshop.add('test/functions/plug-in/contract', 'miniprogram/contract')
    workshop.add('test/functions/plug-in/modules', 'cloudfunctions/modules')
    workshop.add('test/functions/plug-in/pages', 'miniprogram/subpackages/plants')
    for (const [file, piece, by] of CENTRAL) lines += workshop.edit(file, piece, by)
    types = workshop.types()
    await workshop.build()
    product = await run(workshop.root, CODE)
    owner = product.addPerson('赵负责')
    await product.call(owner, 'company.claim', {
      ...{ code: CODE, companyName: '测试公司', name: '赵负责' },
    })
    const group = await product.call(owner, 'groups.create', {
      ...{ name: '绿植群', type: 'function', focus: '绿植', cap: 10 },
    })
    groupId = String(group['groupId'])
    product.clock.moveTo(product.clock.now() + MINUTE)
    plantId = String(
      (await product.call(owner, 'plants.put', { groupId, name: '龟背竹' }))['plantId'],
    )
  })
  afterAll(async () => {
    await types
    await product.close()
    await workshop.close()
  })

  const plant = () => product.call(owner, 'plants.get', { groupId, plantId })

  it('touches three central files: a name and its import in two lists, and a page', () => {
    expect(new Set(CENTRAL.map(([file]) => file)).size).toBe(3)
    expect(lines).toBe(5)
  })

  it('answers actions and refuses what its machine of types and texts refuses', async () => {
    expect(await plant()).toMatchObject({ name: '龟背竹', kind: 'green', waterings: 0 })
    const stranger = product.addPerson('吴路人')
    const refusal = await product.send(stranger, 'plants.get', { groupId, plantId })
    expect(refusal).toMatchObject({ ok: false, error: { code: 'permission-denied' } })
    const tooMuch = await product.send(owner, 'plants.put', { groupId, name: 'x'.repeat(21) })
    expect(tooMuch).toMatchObject({ ok: false, error: { code: 'invalid-argument' } })
  })

  it('offers its route in the workbench, on a page that app.json has', () => {
    expect(routesOf(workshop.root)['plants.home']).toMatchObject({ offered: ['workbench'] })
    expect(problems()).toEqual(before)
  })

  it('shows its ask on 今日 and in the inbox', async () => {
    const today = await product.call(owner, 'today.get', { groupId })
    expect(today['due']).toEqual([
      expect.objectContaining({ kind: 'plants.water', title: '浇水', detail: '龟背竹' }),
    ])
    const inbox = await product.call(owner, 'notice.inbox', {})
    expect(inbox['rows']).toEqual([expect.objectContaining({ title: '请浇水', isDone: false })])
  })

  it('has its deadline come once and its job run by the timer', async () => {
    expect(await product.tick()).toEqual([])
    expect(await plant()).toMatchObject({ isWithered: false, checks: 1 })
    product.clock.moveTo(product.clock.now() + HOUR + MINUTE)
    expect(await product.tick()).toEqual([])
    expect(await plant()).toMatchObject({ isWithered: true, checks: 2 })
  })

  it('counts its metric on the board, credits its incentive and sends its message', async () => {
    expect(await product.call(owner, 'plants.water', { groupId, plantId })).toEqual({ points: 3 })
    const board = { scope: 'group', groupId, period: 'week' }
    const watered = await product.call(owner, 'board.get', { ...board, metric: 'plants.watered' })
    expect(watered['top']).toEqual([expect.objectContaining({ name: '赵负责', points: 1 })])
    const points = await product.call(owner, 'board.get', board)
    expect(points['top']).toEqual([expect.objectContaining({ name: '赵负责', points: 3 })])
    const today = await product.call(owner, 'today.get', { groupId })
    expect(today['due']).toEqual([])
    const inbox = await product.call(owner, 'notice.inbox', {})
    expect(inbox['rows']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: '有人浇水了' }),
        expect.objectContaining({ title: '请浇水', isDone: true }),
      ]),
    )
  })

  it('keeps who did an anonymous action out of database and log', async () => {
    const wisher = product.addPerson('郑许愿')
    await product.cloud.database.load('identities', [
      {
        ...(await product.cloud.database.all('identities'))[0]!,
        ...{ _id: hashOf(wisher), openid: wisher, memberId: 'wisher1', name: '郑许愿' },
      },
    ])
    const known = await everything(product)
    const seen = product.lines.length
    await product.call(wisher, 'plants.wish', { groupId, plantId, wish: '多一点阳光' })
    const written = (await everything(product)).filter((line) => !known.includes(line))
    expect(written.length).toBeGreaterThanOrEqual(3)
    const log = product.lines.slice(seen)
    expect(log.join('\n')).toContain('plants.wish')
    for (const line of [...written, ...log]) {
      for (const trace of [wisher, hashOf(wisher), 'wisher1', '郑许愿']) {
        expect(line).not.toContain(trace)
      }
    }
    const [mark] = await product.cloud.database.all('plants', { _id: plantId })
    expect(mark).toMatchObject({ wishes: ['多一点阳光'] })
    expect(JSON.stringify(mark)).not.toContain(String(product.clock.now()))
  })

  const old = { groupId: '', waterings: 7, isWithered: false, checks: 0, wishes: [] }

  it('reads an old document migrated, and writes it so by the job', async () => {
    await product.cloud.database.load('plants', [{ ...old, _id: 'old1', groupId, name: '绿萝' }])
    const read = await product.call(owner, 'plants.get', { groupId, plantId: 'old1' })
    expect(read).toMatchObject({ name: '绿萝', kind: 'green', waterings: 7 })
    expect(await product.cloud.database.get('plants', 'old1')).not.toHaveProperty('kind')
    product.clock.moveTo(product.clock.now() + HOUR)
    expect(await product.tick()).toEqual([])
    expect(await product.cloud.database.get('plants', 'old1')).toMatchObject({
      kind: 'green',
      v: 2,
    })
  })

  it('answers unavailable where a migration throws: the document stays, the log says which', async () => {
    const poison = { ...old, _id: 'poison1', groupId, name: '毒草' }
    await product.cloud.database.load('plants', [poison])
    const ask = { groupId, plantId: 'poison1' }
    const answer = await product.send(owner, 'plants.get', ask)
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    expect(product.lines.join('\n')).toContain('plants/poison1')
    expect(await product.cloud.database.get('plants', 'poison1')).toEqual(poison)
    expect(await plant()).toMatchObject({ name: '龟背竹' })
  })

  it('compiles, and leaves nothing behind when its lines are taken out', async () => {
    expect(await types).toBe('')
    expect(collections()).toContain('plants')
    for (const [file, piece, by] of [...CENTRAL].reverse()) workshop.edit(file, by, piece)
    await workshop.build()
    expect(collections()).not.toContain('plants')
    expect(collections()).toContain('groups')
    expect(problems()).toEqual(before)
  })
})

/** Every document of every collection, as text. */
async function everything({ cloud }: Running): Promise<string[]> {
  const all = await Promise.all(
    cloud.database
      .collections()
      .map(async (name) =>
        (await cloud.database.all(name)).map((document) => `${name} ${JSON.stringify(document)}`),
      ),
  )
  return all.flat()
}
