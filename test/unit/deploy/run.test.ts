import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DatabaseClient } from '../../../deploy/database/client'
import { DeployError } from '../../../deploy/errors'
import type { FunctionsClient } from '../../../deploy/functions/client'
import type { MiniProgramUploader } from '../../../deploy/mini-program'
import { runDeploy, type TencentAccess, type Tools } from '../../../deploy/run'

const APPID = 'wx0123456789abcdef'
const FILES: Record<string, string> = {
  'package.json': '{"version":"1.2.3"}',
  'project.config.json': '{"appid":"touristappid"}',
  'upload.key': 'key',
  'dist/cloudfunctions/schema.json':
    '[{"name":"audit","indexes":[],"securityRule":{"read":false,"write":false}}]',
  'dist/cloudfunctions/api/index.js': '',
  'dist/cloudfunctions/api/config.json': '{"timeout":10}',
}

/** A project in a folder of its own, WeChat and Tencent Cloud in memory. */
async function run(
  argv: string[],
  {
    env = {},
    files = {},
    problems = [],
    refuse = null,
  }: {
    env?: Record<string, string>
    files?: Record<string, string>
    problems?: string[]
    refuse?: Error | null
  } = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'deploy-project-'))
  const calls: string[] = []
  const lines: string[] = []
  const opened: TencentAccess[] = []
  const uploader: MiniProgramUploader = {
    upload(release) {
      if (refuse) return Promise.reject(refuse)
      calls.push(`upload ${release.version} by robot ${release.robot}: ${release.description}`)
      return Promise.resolve([{ name: '__APP__', size: 2048 }])
    },
    preview({ qrFile }) {
      calls.push(`preview ${qrFile === null ? 'terminal' : 'file'}`)
      return Promise.resolve()
    },
  }
  const functions = {
    find: () => (refuse ? Promise.reject(refuse) : Promise.resolve(null)),
    create: ({ name }: { name: string }) => Promise.resolve(void calls.push(`create ${name}`)),
  } as unknown as FunctionsClient
  const database = {
    collections: () => Promise.resolve([]),
    createCollection: (name: string) => Promise.resolve(void calls.push(`create ${name}`)),
    setRule: (name: string) => Promise.resolve(void calls.push(`rule ${name}`)),
  } as unknown as DatabaseClient
  const tools: Tools = {
    root,
    log: (line) => void lines.push(line),
    build: () => Promise.resolve(void calls.push('build')),
    check: () =>
      Promise.resolve({ problems, sizes: [{ name: '(main)', bytes: 1024, budget: 2048 }] }),
    openTencent(access) {
      opened.push(access)
      return Promise.resolve({ database, functions })
    },
    openWechat: () => Promise.resolve({ uploader, code: () => null as never }),
  }
  try {
    for (const [path, text] of Object.entries({ ...FILES, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const open = await runDeploy(argv, env, tools)
    return { open, calls, opened, text: lines.join('\n') }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const WECHAT = ['--appid', APPID, '--key', 'upload.key']
const SECRET = { TENCENTCLOUD_SECRETID: 'id', TENCENTCLOUD_SECRETKEY: 'key' }

const refusal = async (...args: Parameters<typeof run>): Promise<DeployError> => {
  const error: unknown = await run(...args).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DeployError)
  return error as DeployError
}

describe('npm run deploy', () => {
  it('builds, checks and uploads with the version of the package', async () => {
    const { calls, text } = await run(['upload', ...WECHAT, '--robot', '2'])
    expect(calls).toEqual(['build', 'upload 1.2.3 by robot 2: v1.2.3'])
    expect(text).toMatch(/版本管理/)
  })

  it('does not upload a mini program with mistakes', async () => {
    const { message } = await refusal(['upload', ...WECHAT], { problems: ['a.wxml:1 no'] })
    expect(message).toMatch(/a\.wxml:1 no/)
  })

  it('shows a preview in the terminal, or saves its code', async () => {
    expect((await run(['preview', ...WECHAT])).calls).toContain('preview terminal')
    expect((await run(['preview', ...WECHAT, '--qr', 'code.jpg'])).calls).toContain('preview file')
  })

  it('finds AppID and key where they usually are', async () => {
    const files = {
      'project.private.config.json': `{"appid":"${APPID}"}`,
      [`deploy/private.${APPID}.key`]: 'key',
    }
    expect((await run(['upload'], { files })).calls).toHaveLength(2)
    const env = { WX_APPID: APPID, WX_KEY_FILE: 'upload.key' }
    expect((await run(['upload'], { env })).calls).toHaveLength(2)
  })

  it.each([
    ['upload', /No AppID/, /开发管理/],
    [
      'upload --appid wx0123456789abcdef',
      /No upload key/,
      /deploy\/private\.wx0123456789abcdef\.key/,
    ],
    ['upload --appid touristappid', /No AppID/, /--appid/],
    ['upload --appid wx12', /not an AppID/, /16/],
    [`upload --appid ${APPID} --key lost.key`, /no key at lost\.key/, /path/],
    ['upload --version 1.2', /not a version/, /three numbers/],
    ['preview --robot 31', /No robot 31/, /1 to 30/],
    ['database', /No cloud environment/, /--env/],
    ['database --env e1', /No Tencent Cloud key/, /TENCENTCLOUD_SECRETID/],
    ['functions --through pigeon', /Unknown way/, /tencent/],
    ['functions --dry-run --through wechat', /Node 8\.9/, /--existing/],
    ['fly', /Unknown command fly/, /npm run deploy/],
    ['', /Unknown command \(none\)/, /database/],
    ['upload --speed 9', /--speed/, /npm run deploy/],
  ])('says what is missing or wrong: %s', async (line, what, how) => {
    const error = await refusal(line.split(' ').filter(Boolean))
    expect(error.message).toMatch(what)
    expect(error.how).toMatch(how)
  })

  it('asks for what is missing before it builds', async () => {
    const files = { 'dist/cloudfunctions/schema.json': 'not read' }
    expect((await refusal(['database'], { files })).message).toMatch(/environment/)
  })

  it('creates collections and functions in the environment that was named', async () => {
    const argv = ['--env', 'e1', '--appid', APPID]
    const database = await run(['database', ...argv], { env: SECRET })
    expect(database.calls).toEqual(['build', 'create audit', 'rule audit'])
    expect(database.opened).toEqual([
      { env: 'e1', region: 'ap-shanghai', secret: { id: 'id', key: 'key' }, appid: APPID },
    ])
    const functions = await run(['functions', ...argv], { env: { ...SECRET, WX_ENV: 'e2' } })
    expect(functions.calls).toEqual(['build', 'create api'])
  })

  it.each(['upload', 'preview', 'functions', 'database'])(
    'says what %s would do, without any account or network',
    async (command) => {
      const { calls, opened, open, text } = await run([command, '--dry-run'])
      expect({ calls, opened, open }).toEqual({ calls: ['build'], opened: [], open: 0 })
      expect(text).toMatch(/Dry run/)
    },
  )

  it('reads the environment in a dry run that has a key, and changes nothing', async () => {
    const argv = ['database', '--dry-run', '--env', 'e1']
    const { calls, opened } = await run(argv, { env: SECRET })
    expect(opened).toHaveLength(1)
    expect(calls).toEqual(['build'])
  })

  it('explains a refusal of the cloud', async () => {
    const refuse = Object.assign(new Error('secret id not found'), { code: 'AuthFailure' })
    const error = await refusal(['functions', '--env', 'e1'], { env: SECRET, refuse })
    expect(error.message).toMatch(/secret id not found \(AuthFailure\)/)
    expect(error.how).toMatch(/--region/)
  })

  it('explains a refusal of WeChat', async () => {
    const refuse = Object.assign(new Error('invalid ip: 1.2.3.4'), { code: -10008 })
    const error = await refusal(['upload', ...WECHAT], { refuse })
    expect(error.message).toMatch(/invalid ip: 1\.2\.3\.4 \(-10008\)/)
    expect(error.how).toMatch(/IP白名单/)
  })

  it('takes variables from a file and refuses a name that no function reads', async () => {
    const argv = ['functions', '--dry-run', '--variables', 'vars.env']
    const good = { 'vars.env': '# ours\nSETUP_CODE=open-sesame\n' }
    const { text } = await run(argv, { files: good })
    expect(text).toMatch(/SETUP_CODE +set/)
    expect(text).not.toMatch(/sesame/)
    const typo = { 'vars.env': 'SETUP_CODE=a\nSETUP_KODE=b' }
    expect((await refusal(argv, { files: typo })).message).toMatch(/vars\.env:2.*SETUP_KODE/)
    const noise = { 'vars.env': 'export X' }
    expect((await refusal(argv, { files: noise })).message).toMatch(/not NAME=VALUE/)
  })
})
