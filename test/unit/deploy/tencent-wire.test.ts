import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isInstalled } from '../../../deploy/heavy'

const root = resolve(__dirname, '../../..')

interface Round {
  failures: number
  lines: string[]
  asked: { action: string; request: Record<string, unknown> }[]
}

function drive(): [Round, Round] {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-function-'))
  try {
    writeFileSync(join(dir, 'index.js'), 'exports.main = () => null\n')
    const out = execFileSync(
      process.execPath,
      ['tools/run.mjs', 'test/unit/deploy/tencent-wire.ts', dir],
      { cwd: root, encoding: 'utf8' },
    )
    return JSON.parse(out.slice(out.indexOf('RESULT ') + 7)) as [Round, Round]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const withPackages = isInstalled(root) ? describe : describe.skip

withPackages('the real @cloudbase/manager-node (once deploy/ is installed)', () => {
  let rounds: [Round, Round]
  beforeAll(() => {
    rounds = drive()
  }, 60_000)

  const request = (round: Round, action: string) =>
    round.asked.find((asked) => asked.action === action)?.request

  it('creates a function with its runtime, timeout, variables, code and trigger', () => {
    const [first] = rounds
    expect(first.failures).toBe(0)
    expect(request(first, 'CreateFunction')).toMatchObject({
      FunctionName: 'jobs',
      Runtime: 'Nodejs20.19',
      Timeout: 60,
      Handler: 'index.main',
      InstallDependency: 'FALSE',
      Environment: { Variables: [{ Key: 'TEMPLATE_TODO', Value: 'one' }] },
    })
    const code = request(first, 'CreateFunction')!['Code'] as { ZipFile: string }
    expect(Buffer.from(code.ZipFile, 'base64').toString('latin1')).toMatch(/PK.*index\.js/s)
    expect(request(first, 'BatchCreateTrigger')).toMatchObject({ FunctionName: 'jobs', Count: 1 })
  })

  it('creates a collection, closes it and adds its index', () => {
    const [first] = rounds
    expect(request(first, 'CreateTable')).toMatchObject({ TableName: 'outbox' })
    expect(request(first, 'ModifySafeRule')).toEqual({
      EnvId: 'env-1',
      CollectionName: 'outbox',
      AclTag: 'CUSTOM',
      Rule: '{"read":false,"write":false}',
      WxAppId: 'wx1',
    })
    expect(request(first, 'UpdateTable')).toMatchObject({
      TableName: 'outbox',
      CreateIndexes: [
        {
          IndexName: 'by_due',
          MgoKeySchema: { MgoIndexKeys: [{ Name: 'status', Direction: '1' }], MgoIsUnique: true },
        },
      ],
    })
  })

  it('changes only what differs the second time, and drops nothing', () => {
    const [, second] = rounds
    expect(second.failures).toBe(0)
    const actions = second.asked.map(({ action }) => action)
    expect(actions).toContain('UpdateFunctionCode')
    expect(request(second, 'UpdateFunctionConfiguration')).toMatchObject({
      Environment: { Variables: [{ Key: 'TEMPLATE_TODO', Value: 'two' }] },
    })
    expect(second.lines.join('\n')).toContain('3 of 3 parts are as declared.')
    expect(
      actions.filter((action) => /^(Create|Modify|Batch|Delete|UpdateTable)/.test(action)),
    ).toEqual([])
  })
})
