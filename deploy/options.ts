import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DeployError } from './errors'

export const COMMANDS = ['upload', 'preview', 'functions', 'database'] as const
export type Command = (typeof COMMANDS)[number]

export const USAGE = `npm run deploy -- COMMAND [options]

  upload      build the mini program and upload it as a development version
  preview     build it and show a QR code to open it on one's own phone
  functions   create or update the cloud functions
  database    create collections and indexes, close them to clients; nothing is ever dropped

  --appid ID         the mini program; else WX_APPID, else project.private.config.json, project.config.json
  --key FILE         its upload key; else WX_KEY_FILE, else deploy/private.<appid>.key
  --env ID           the cloud environment; else WX_ENV
  --region NAME      its region (ap-shanghai)
  --version X.Y.Z    of an upload; else that of package.json
  --desc TEXT        of an upload or preview
  --robot N          which of WeChat's 30 upload robots (1)
  --qr FILE          preview: save the QR code as a picture
  --variables FILE   functions: NAME=VALUE lines to set as environment variables
  --through WAY      functions: tencent (creates and configures; default) or wechat (code of existing ones)
  --existing         functions --through wechat: they were created with Node 20 before
  --dry-run          say what would be done

  functions and database speak to Tencent Cloud: TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY
  docs/DEPLOYING.md leads through all of it.`

export interface Options {
  command: Command
  appid: string | null
  keyFile: string | null
  env: string | null
  region: string
  version: string
  description: string
  robot: number
  qrFile: string | null
  variablesFile: string | null
  through: 'tencent' | 'wechat'
  isExisting: boolean
  isDryRun: boolean
  /** Tencent Cloud's API key, from the environment only: a command line stays in shell histories. */
  secret: { id: string; key: string } | null
}

const DEFAULT_REGION = 'ap-shanghai'
const ROBOTS = 30
/** What DevTools writes where a project has no account yet. */
const NO_APPID = /^(tourist\w*)?$/

type Environment = Readonly<Record<string, string | undefined>>

function jsonField(file: string, field: string): string | null {
  if (!existsSync(file)) return null
  const value = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)[field]
  return typeof value === 'string' && value !== '' ? value : null
}

function appidOf(root: string, given: string | undefined, env: Environment): string | null {
  const candidates = [
    given,
    env['WX_APPID'],
    jsonField(join(root, 'project.private.config.json'), 'appid'),
    jsonField(join(root, 'project.config.json'), 'appid'),
  ]
  const found = candidates.find((appid) => appid && !NO_APPID.test(appid)) ?? null
  if (found !== null && !/^wx[0-9a-f]{16}$/.test(found)) {
    throw new DeployError(`${found} is not an AppID`, 'It is wx and 16 characters of 0–9, a–f.')
  }
  return found
}

function keyOf(
  root: string,
  given: string | undefined,
  env: Environment,
  appid: string | null,
): string | null {
  const named = given ?? env['WX_KEY_FILE']
  if (named) {
    const file = resolve(root, named)
    if (existsSync(file)) return file
    throw new DeployError(
      `There is no key at ${named}`,
      'Give the path of the downloaded key file.',
    )
  }
  const usual = join(root, 'deploy', `private.${appid ?? ''}.key`)
  return appid !== null && existsSync(usual) ? usual : null
}

/** @throws DeployError for what cannot be understood; what a command needs beyond is asked for by `need…`. */
export function parseOptions(root: string, argv: readonly string[], env: Environment): Options {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  let parsed
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        appid: text,
        key: text,
        env: text,
        region: text,
        version: text,
        desc: text,
        robot: text,
        qr: text,
        variables: text,
        through: text,
        existing: flag,
        'dry-run': flag,
      },
    })
  } catch (error) {
    throw new DeployError((error as Error).message, USAGE)
  }
  const { values, positionals } = parsed
  const command = COMMANDS.find((name) => name === positionals[0])
  if (!command || positionals.length > 1) {
    throw new DeployError(`Unknown command ${positionals.join(' ') || '(none)'}`, USAGE)
  }
  const through = values.through ?? 'tencent'
  if (through !== 'tencent' && through !== 'wechat') {
    throw new DeployError(`Unknown way ${through}`, 'Use --through tencent or --through wechat.')
  }
  const robot = Number(values.robot ?? 1)
  if (!Number.isInteger(robot) || robot < 1 || robot > ROBOTS) {
    throw new DeployError(`No robot ${values.robot ?? ''}`, `Use a number from 1 to ${ROBOTS}.`)
  }
  const version = values.version ?? jsonField(join(root, 'package.json'), 'version') ?? ''
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new DeployError(`${version} is not a version`, 'Use three numbers, such as 1.2.0.')
  }
  const appid = appidOf(root, values.appid, env)
  const id = env['TENCENTCLOUD_SECRETID']
  const key = env['TENCENTCLOUD_SECRETKEY']
  return {
    command,
    appid,
    keyFile: keyOf(root, values.key, env, appid),
    env: values.env ?? env['WX_ENV'] ?? null,
    region: values.region ?? DEFAULT_REGION,
    version,
    description: values.desc ?? `v${version}`,
    robot,
    qrFile: values.qr === undefined ? null : resolve(root, values.qr),
    variablesFile: values.variables === undefined ? null : resolve(root, values.variables),
    through,
    isExisting: values.existing === true,
    isDryRun: values['dry-run'] === true,
    secret: id && key ? { id, key } : null,
  }
}

/** What talking to WeChat takes. @throws DeployError that says which part is missing. */
export function needWechat(root: string, { appid, keyFile }: Options) {
  if (appid === null) {
    throw new DeployError(
      'No AppID',
      'Find it in mp.weixin.qq.com under 开发管理 → 开发设置 and give it as --appid (docs/DEPLOYING.md, step 1).',
    )
  }
  if (keyFile === null) {
    throw new DeployError(
      'No upload key',
      `Make one in mp.weixin.qq.com under 开发管理 → 开发设置 → 小程序代码上传 and save it as ` +
        `${relative(root, join(root, 'deploy', `private.${appid}.key`))}, or give --key FILE (docs/DEPLOYING.md, step 3).`,
    )
  }
  return { appid, keyFile }
}

/** @throws DeployError without an environment. */
export function needEnv({ env }: Options): string {
  if (env !== null) return env
  throw new DeployError(
    'No cloud environment',
    'Find its id in DevTools under 云开发 → 设置 → 环境设置 and give it as --env (docs/DEPLOYING.md, step 2).',
  )
}

/** @throws DeployError without a key of Tencent Cloud. */
export function needSecret({ secret }: Options): { id: string; key: string } {
  if (secret) return secret
  throw new DeployError(
    'No Tencent Cloud key',
    'Set TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY (docs/DEPLOYING.md, step 4).',
  )
}
