import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ciProject, type CiProject, type MiniProgramCi } from '../clients/wechat'
import { compiledFiles, type Compiled, type Verdict } from './judge'

/**
 * What WeChat answers about an account, as it is for an ordinary one. With it the compiler works without network:
 * it asks nothing else that a compilation needs.
 */
const ACCOUNT = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: true,
  setting: {
    MaxCodeSize: 2048,
    MaxSubpackageSubCodeSize: 2048,
    MaxSubpackageFullCodeSize: 30_720,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
}

/** Of no account: nothing is uploaded. */
const APPID = 'wx0000000000000000'

export interface CompileError {
  code: unknown
  message: string
}

export interface OfficialResult {
  compiled: Compiled | null
  error: CompileError | null
  verdicts: readonly Verdict[]
}

/** Its own lines say which host it cannot reach, which is no news offline. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, error, warn, info } = console
  const none = () => undefined
  Object.assign(console, { log: none, error: none, warn: none, info: none })
  try {
    return await work()
  } finally {
    Object.assign(console, { log, error, warn, info })
  }
}

async function compile(
  ci: MiniProgramCi,
  project: CiProject,
  dir: string,
): Promise<OfficialResult> {
  try {
    const options = {
      project,
      version: '0.0.0',
      desc: 'check',
      setting: { useProjectConfig: true as const },
      onProgressUpdate: () => undefined,
    }
    const compiled = compiledFiles(await ci.getCompiledResult(options, join(dir, 'compiled.zip')))
    const verdicts = (await ci.checkCodeQuality(project)) as Verdict[]
    return { compiled, error: null, verdicts }
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    return { compiled: null, error: { code, message }, verdicts: [] }
  }
}

/** Compiles a project with WeChat's own compiler, without account and network. */
export async function compileOfficially(ci: MiniProgramCi, root: string): Promise<OfficialResult> {
  const dir = mkdtempSync(join(tmpdir(), 'official-'))
  try {
    const keyFile = join(dir, 'private.key')
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    })
    writeFileSync(keyFile, privateKey)
    const project = ciProject(ci, { root, appid: APPID, keyFile })
    project.attr = () => Promise.resolve(ACCOUNT)
    return await quietly(() => compile(ci, project, dir))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
