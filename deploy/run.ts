import { deployDatabase, readSchema } from './database'
import type { DatabaseClient } from './database/client'
import { DeployError } from './errors'
import { deployCode, deployFunctions, type CodeUploader } from './functions'
import type { FunctionsClient } from './functions/client'
import { readFunctions } from './functions/local'
import { deployMiniProgram, type MiniProgramRun, type MiniProgramUploader } from './mini-program'
import { needEnv, needSecret, needWechat, parseOptions, type Options } from './options'
import { readVariables } from './variables'

export interface TencentAccess {
  env: string
  region: string
  secret: { id: string; key: string }
  appid: string | null
}

/** What the commands need of the outside. */
export interface Tools {
  root: string
  log: (line: string) => void
  build(): Promise<void>
  check: MiniProgramRun['prepare']
  openTencent(
    access: TencentAccess,
  ): Promise<{ database: DatabaseClient; functions: FunctionsClient }>
  openWechat(access: { appid: string; keyFile: string }): Promise<{
    uploader: MiniProgramUploader
    code: (env: string) => CodeUploader
  }>
}

const TENCENT = {
  who: 'Tencent Cloud',
  check:
    'Check --env and --region, that the key belongs to the account of the environment, and the network.',
}
const WECHAT = {
  who: 'WeChat',
  check:
    'Check the AppID, that the upload key is its latest, that this machine is in IP白名单, and the network.',
}

/** Says what a refusal usually means; its own text comes first. */
async function asking<T>(
  { who, check }: { who: string; check: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DeployError) throw error
    const { message, code } = error as { message: string; code?: unknown }
    const text = !code ? message : `${message} (${String(code)})`
    throw new DeployError(`${who} did not answer as expected: ${text}`, check)
  }
}

/** A dry run without credentials shows what is declared; with them it reads, so as to compare. */
async function tencentFor(options: Options, tools: Tools) {
  const { isDryRun, env, secret, region, appid } = options
  if (isDryRun && (env === null || secret === null)) return null
  return tools.openTencent({ env: needEnv(options), secret: needSecret(options), region, appid })
}

const explained = (uploader: MiniProgramUploader): MiniProgramUploader => ({
  upload: (release) => asking(WECHAT, () => uploader.upload(release)),
  preview: (release) => asking(WECHAT, () => uploader.preview(release)),
})

async function runMiniProgram(
  command: 'upload' | 'preview',
  options: Options,
  tools: Tools,
): Promise<number> {
  const access = options.isDryRun ? null : needWechat(tools.root, options)
  return deployMiniProgram({
    command,
    appid: options.appid,
    version: options.version,
    description: options.description,
    robot: options.robot,
    qrFile: options.qrFile,
    isDryRun: options.isDryRun,
    uploader: access === null ? null : explained((await tools.openWechat(access)).uploader),
    log: tools.log,
    async prepare() {
      await tools.build()
      return tools.check()
    },
  })
}

async function runFunctions(options: Options, tools: Tools): Promise<number> {
  const { isDryRun, isExisting } = options
  const { log, root } = tools
  const given = options.variablesFile
    ? readVariables(options.variablesFile)
    : new Map<string, string>()
  if (options.through === 'wechat') {
    const access = isDryRun ? null : { ...needWechat(root, options), env: needEnv(options) }
    await tools.build()
    const uploader = access && (await tools.openWechat(access)).code(access.env)
    return deployCode({ functions: readFunctions(root), uploader, isExisting, isDryRun, log })
  }
  const opened = await tencentFor(options, tools)
  await tools.build()
  const client = opened?.functions ?? null
  const functions = readFunctions(root)
  return asking(TENCENT, () => deployFunctions({ functions, client, given, isDryRun, log }))
}

async function runDatabase(options: Options, tools: Tools): Promise<number> {
  const opened = await tencentFor(options, tools)
  await tools.build()
  const declared = readSchema(tools.root)
  const client = opened?.database ?? null
  const { isDryRun } = options
  return asking(TENCENT, () => deployDatabase({ declared, client, isDryRun, log: tools.log }))
}

/**
 * Runs one deploy command; answers how many steps failed or wait for a person.
 * @throws DeployError when something that only the person knows is missing.
 */
export async function runDeploy(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  tools: Tools,
): Promise<number> {
  const options = parseOptions(tools.root, argv, env)
  switch (options.command) {
    case 'upload':
    case 'preview':
      return runMiniProgram(options.command, options, tools)
    case 'functions':
      return runFunctions(options, tools)
    case 'database':
      return runDatabase(options, tools)
  }
}
