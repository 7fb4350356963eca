import { deployDatabase, describeDiff } from '../../../deploy/database'
import type {
  CollectionDeclaration,
  DatabaseClient,
  IndexDeclaration,
  RemoteIndex,
  RemoteRule,
} from '../../../deploy/database/client'
import { diffDatabase, type RemoteCollection } from '../../../deploy/database/diff'

const CLOSED = { read: false, write: false } as const
const byGroup: IndexDeclaration = {
  name: 'by_group',
  fields: [
    ['groupId', 1],
    ['at', -1],
  ],
}
const declared: CollectionDeclaration[] = [
  { name: 'audit', indexes: [byGroup], securityRule: CLOSED },
]
const there = (index: IndexDeclaration, name = index.name): RemoteIndex => ({
  name,
  unique: index.unique === true,
  fields: index.fields.map(([path, direction]) => [path, String(direction)]),
})
const closed: RemoteRule = { tag: 'CUSTOM', text: '{ "write": false,\n "read": false }' }
const idIndex: RemoteIndex = { name: '_id_', unique: true, fields: [['_id', '1']] }

const verdicts = (remote: Record<string, RemoteCollection>) =>
  diffDatabase(declared, new Map(Object.entries(remote))).map(
    ({ collection, part, verdict }) => `${collection} ${part}: ${verdict}`,
  )

describe('the difference between the declared database and an environment', () => {
  it('is everything when the environment is empty', () => {
    expect(verdicts({})).toEqual([
      'audit collection: create',
      'audit rule: set',
      'audit by_group: create',
    ])
  })

  it('is nothing when all is there, however the rule is spelt', () => {
    const audit = { indexes: [idIndex, there(byGroup)], rule: closed }
    expect(new Set(verdicts({ audit }).map((line) => line.split(': ')[1]))).toEqual(
      new Set(['same']),
    )
  })

  it('takes the preset for administrators as closed', () => {
    const audit = { indexes: [there(byGroup)], rule: { tag: 'ADMINONLY', text: null } }
    expect(verdicts({ audit })).toContain('audit rule: same')
  })

  it.each([
    ['another preset', { tag: 'PRIVATE', text: null }],
    ['an open rule', { tag: 'CUSTOM', text: '{"read":true,"write":false}' }],
    [
      'a rule with more in it',
      { tag: 'CUSTOM', text: '{"read":false,"write":false,"create":true}' },
    ],
    ['a rule that is no JSON', { tag: 'CUSTOM', text: 'x' }],
  ])('closes a collection with %s', (_what, rule) => {
    expect(verdicts({ audit: { indexes: [there(byGroup)], rule } })).toContain('audit rule: set')
  })

  it('knows an index under another name', () => {
    const audit = { indexes: [there(byGroup, 'groupId_1_at_-1')], rule: closed }
    expect(verdicts({ audit })).toContain('audit by_group: same')
    expect(verdicts({ audit })).toHaveLength(3)
  })

  it.each([
    ['other fields', { ...byGroup, fields: [['groupId', 1]] }],
    [
      'another direction',
      {
        ...byGroup,
        fields: [
          ['groupId', 1],
          ['at', 1],
        ],
      },
    ],
    [
      'another order',
      {
        ...byGroup,
        fields: [
          ['at', -1],
          ['groupId', 1],
        ],
      },
    ],
    ['uniqueness', { ...byGroup, unique: true }],
  ] as [string, IndexDeclaration][])(
    'leaves an index of that name with %s to a person',
    (_, other) => {
      const audit = { indexes: [there(other)], rule: closed }
      expect(verdicts({ audit })).toContain('audit by_group: differs')
    },
  )

  it('names what is only there, and never says to drop it', () => {
    const extra = there({ name: 'old', fields: [['x', 1]] })
    const audit = { indexes: [there(byGroup), extra], rule: closed }
    const rows = diffDatabase(
      declared,
      new Map([
        ['audit', audit],
        ['zoo', audit],
      ]),
    )
    expect(rows.filter(({ verdict }) => verdict === 'not ours').map(({ part }) => part)).toEqual([
      'old',
      'collection',
    ])
    expect(describeDiff(rows)).toMatch(/left alone/)
  })
})

/** An environment in memory that keeps what it was asked. */
function fakeEnvironment(failing = '') {
  const collections = new Map<string, RemoteCollection>()
  const calls: string[] = []
  const note = (call: string) => {
    calls.push(call)
    if (call === failing) throw new Error('no quota left')
  }
  const client: DatabaseClient = {
    collections: () => Promise.resolve([...collections.keys()]),
    indexes: (name) => Promise.resolve(collections.get(name)!.indexes),
    rule: (name) => Promise.resolve(collections.get(name)!.rule),
    async createCollection(name) {
      await Promise.resolve()
      note(`create ${name}`)
      collections.set(name, { indexes: [idIndex], rule: { tag: 'PRIVATE', text: null } })
    },
    async createIndex(name, index) {
      await Promise.resolve()
      note(`index ${name}.${index.name}`)
      collections.get(name)!.indexes.push(there(index))
    },
    async setRule(name, rule) {
      await Promise.resolve()
      note(`rule ${name}`)
      collections.get(name)!.rule = { tag: 'CUSTOM', text: JSON.stringify(rule) }
    },
  }
  return { client, calls, collections }
}

async function deploy(environment: ReturnType<typeof fakeEnvironment>, isDryRun = false) {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const open = await deployDatabase({ declared, client: environment.client, isDryRun, log })
  return { open, text: lines.join('\n') }
}

describe('deploying the database', () => {
  it('creates, closes, then indexes; a second time it does nothing', async () => {
    const environment = fakeEnvironment()
    expect((await deploy(environment)).open).toBe(0)
    expect(environment.calls).toEqual(['create audit', 'rule audit', 'index audit.by_group'])
    const second = await deploy(environment)
    expect(environment.calls).toHaveLength(3)
    expect(second.text).toContain('3 of 3 parts are as declared.')
  })

  it('only reads in a dry run', async () => {
    const environment = fakeEnvironment()
    const { text } = await deploy(environment, true)
    expect(environment.calls).toEqual([])
    expect(text).toMatch(/create +audit +by_group +groupId 1, at -1/)
    expect(text).toContain('nothing was changed')
  })

  it('compares with an empty environment when it has no key', async () => {
    const lines: string[] = []
    const log = (line: string) => void lines.push(line)
    expect(await deployDatabase({ declared, client: null, isDryRun: false, log })).toBe(0)
    expect(lines.join('\n')).toMatch(/empty environment[^]*Dry run/)
  })

  it('goes on after a failure and reports it', async () => {
    const environment = fakeEnvironment('rule audit')
    const { open, text } = await deploy(environment)
    expect(open).toBe(1)
    expect(environment.calls.at(-1)).toBe('index audit.by_group')
    expect(text).toContain('FAILED: audit rule: no quota left')
  })

  it('does not index a collection that could not be created', async () => {
    const environment = fakeEnvironment('create audit')
    expect((await deploy(environment)).open).toBe(1)
    expect(environment.calls).toEqual(['create audit'])
  })

  it('counts an index that differs as open, without touching it', async () => {
    const environment = fakeEnvironment()
    await environment.client.createCollection('audit')
    await environment.client.createIndex('audit', { ...byGroup, unique: true })
    const { open, text } = await deploy(environment)
    expect(open).toBe(1)
    expect(text).toMatch(/differs: .*Drop it in the console/)
    expect(environment.calls.filter((call) => call.startsWith('index'))).toHaveLength(1)
  })
})
