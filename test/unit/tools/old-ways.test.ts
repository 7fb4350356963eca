import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { OLD_WAYS, oldWayProblems, oldWays, usesOf, withoutComments } from '../../../tools/old-ways'

const wayOf = (name: string) => OLD_WAYS.find((way) => way.name === name)!

/** An example of each old way, and what stands at the same place without being one. */
const EXAMPLES: Record<string, { file: string; use: string; fine: string }> = {
  'imports of schema/': {
    file: 'cloudfunctions/modules/x/x.repo.ts',
    use: "import type { XDoc } from '../../schema/x'",
    fine: "import { xs } from './x.tables'",
  },
  'files of rules': {
    file: 'cloudfunctions/modules/x/x.rules.ts',
    use: 'export const limit = 1',
    fine: '',
  },
  enqueueBroadcast: {
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    use: 'await enqueueBroadcast(tx, message)',
    fine: 'await say(work, message)',
  },
  'texts checked by hand': {
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    use: 'await passTexts(services, texts, openid)',
    fine: '// the dispatcher does passTexts(services)',
  },
  'audit rows written by hand': {
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    use: 'await writeAudit(tx, id, entry)',
    fine: 'const h = { audit: ({ name }) => ({ subject: name }) }',
  },
  'collections by name': {
    file: 'cloudfunctions/modules/x/x.repo.ts',
    use: "db.collection('xs')",
    fine: 'db.find(xs, { index })',
  },
  'intents in handlers': {
    file: 'cloudfunctions/modules/x/x.handlers.ts',
    use: 'const h = { intentOf: (input) => input.groupId }',
    fine: 'const intent = 1',
  },
  'addresses of pages': {
    file: 'miniprogram/pages/x/x.ts',
    use: "open('/pages/x/x?g=1')",
    fine: "open({ route: 'x', params: { g: '1' } })",
  },
  'words of domains in kernel and engines': {
    file: 'cloudfunctions/engines/x/x.ts',
    use: 'const text = group.ruleBook',
    fine: '/** As a clause says. */ const text = group.title',
  },
  'routes, rights and messages of domains in kernel and engines': {
    file: 'cloudfunctions/kernel/x.ts',
    use: "const target = { route: 'rules.read' }",
    fine: "const job = 'kernel.retention'",
  },
  'services that only call': {
    file: 'miniprogram/services/x.ts',
    use: "export const getX = (id: string): Promise<X> =>\n  call('x.get', { id })",
    fine: 'export const isX = (id: string): boolean => ids.has(id)',
  },
}

describe('old ways', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ways-'))
    for (const { folders } of OLD_WAYS) {
      for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
    }
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }

  it.each(OLD_WAYS.map(({ name }) => name))('are counted: %s', (name) => {
    const { file, use, fine } = EXAMPLES[name]!
    write(file, use)
    expect(usesOf(wayOf(name), root)).toEqual([{ file, count: 1 }])
    write(file, `${use}\n${use}`)
    const twice = wayOf(name).uses ? 2 : 1
    expect(usesOf(wayOf(name), root)).toEqual([{ file, count: twice }])
    rmSync(join(root, file))
    write(file.replace('.rules.', '.logic.'), fine)
    expect(usesOf(wayOf(name), root)).toEqual([])
  })

  it('leaves alone those who may: the kernel its trail, the platform its collections, the contract its addresses', () => {
    write('cloudfunctions/kernel/call.ts', 'await writeAudit(tx); passTexts(a); intentOf(b)')
    write('cloudfunctions/platform/database.ts', "sdk.collection('x')")
    write('miniprogram/contract/x.ts', "const page = 'pages/x/x'")
    for (const way of OLD_WAYS) expect(usesOf(way, root)).toEqual([])
  })

  const counted = (count: number) => [
    { way: wayOf('enqueueBroadcast'), uses: count === 0 ? [] : [{ file: 'a.ts', count }] },
  ]

  it('may not come back', () => {
    expect(oldWayProblems(counted(3), { enqueueBroadcast: 2 })).toEqual([
      expect.stringContaining('a.ts (3)'),
    ])
    expect(oldWayProblems(counted(1), {})).toHaveLength(1)
  })

  it('have a fall written down, so that it is not used up again', () => {
    expect(oldWayProblems(counted(1), { enqueueBroadcast: 2 })).toEqual([
      'enqueueBroadcast: 1, lower old-ways.json from 2',
    ])
    expect(oldWayProblems(counted(0), { enqueueBroadcast: 2 })).toHaveLength(1)
    expect(oldWayProblems(counted(2), { enqueueBroadcast: 2 })).toEqual([])
  })

  it('are known by name', () => {
    expect(oldWayProblems(counted(0), { typo: 2 })).toHaveLength(1)
  })

  it('are found in code, not in comments, and addresses in strings are code', () => {
    expect(withoutComments("a // b\n/* c\nd */ e 'https://x'")).toBe("a \n\n e 'https://x'")
  })

  it('are in this repository as many as are written down', () => {
    expect(oldWays()).toEqual([])
  })
})
