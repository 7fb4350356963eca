import type { CodeUploader } from '../functions'
import { heavy } from '../heavy'
import type { MiniProgramUploader } from '../mini-program'

/** The part of miniprogram-ci that is used; its README documents it. */
export interface MiniProgramCi {
  Project: new (options: {
    appid: string
    type: 'miniProgram'
    projectPath: string
    privateKeyPath: string
    ignores: string[]
  }) => CiProject
  upload(options: UploadOptions): Promise<{ subPackageInfo?: { name: string; size: number }[] }>
  preview(options: UploadOptions & PreviewOptions): Promise<unknown>
  getCompiledResult(options: UploadOptions, zip: string): Promise<Record<string, string | Buffer>>
  checkCodeQuality(project: CiProject): Promise<unknown>
  cloud: {
    uploadFunction(options: {
      project: CiProject
      env: string
      name: string
      path: string
      remoteNpmInstall: boolean
    }): Promise<unknown>
    createTimeTrigger(options: {
      project: CiProject
      envId: string
      functionName: string
      triggersConfig: { name: string; type: string; config: string }[]
    }): Promise<string>
  }
}

export interface CiProject {
  /** Attributes of the account; asked of WeChat unless replaced. */
  attr: () => Promise<unknown>
}

interface UploadOptions {
  project: CiProject
  version: string
  desc: string
  setting: { useProjectConfig: true }
  robot?: number
  onProgressUpdate: (message: unknown) => void
}

interface PreviewOptions {
  qrcodeFormat: 'terminal' | 'image'
  qrcodeOutputDest?: string
}

/** Everything of the repository that is not the mini program: the compiler would read through all of it. */
export const IGNORES = ['node_modules/**/*', 'deploy/**/*', '.cache/**/*', '.local/**/*']

/** `createTimeTrigger` never throws: it answers this, or else a hint. */
const TRIGGER_MADE = '创建定时触发器成功'

export function ciProject(
  ci: MiniProgramCi,
  { root, appid, keyFile }: { root: string; appid: string; keyFile: string },
): CiProject {
  return new ci.Project({
    appid,
    type: 'miniProgram',
    projectPath: root,
    privateKeyPath: keyFile,
    ignores: IGNORES,
  })
}

export const openCi = (root: string): MiniProgramCi => heavy<MiniProgramCi>(root, 'miniprogram-ci')

export function miniProgramUploader(ci: MiniProgramCi, project: CiProject): MiniProgramUploader {
  const options = (version: string, desc: string, robot: number): UploadOptions => ({
    project,
    version,
    desc,
    robot,
    setting: { useProjectConfig: true },
    onProgressUpdate: () => undefined,
  })
  return {
    async upload({ version, description, robot }) {
      const { subPackageInfo } = await ci.upload(options(version, description, robot))
      return subPackageInfo ?? []
    },
    async preview({ version, description, robot, qrFile }) {
      await ci.preview({
        ...options(version, description, robot),
        ...(qrFile === null
          ? { qrcodeFormat: 'terminal' }
          : { qrcodeFormat: 'image', qrcodeOutputDest: qrFile }),
      })
    },
  }
}

/** @throws Error when a trigger was not made: WeChat's uploader answers that with a sentence only. */
export function codeUploader(ci: MiniProgramCi, project: CiProject, env: string): CodeUploader {
  return {
    async uploadCode({ name, dir }) {
      await ci.cloud.uploadFunction({ project, env, name, path: dir, remoteNpmInstall: false })
    },
    async addTrigger(functionName, trigger) {
      const triggersConfig = [{ ...trigger }]
      const answer = await ci.cloud.createTimeTrigger({
        project,
        envId: env,
        functionName,
        triggersConfig,
      })
      if (answer !== TRIGGER_MADE) throw new Error(`trigger ${trigger.name}: ${answer}`)
    },
  }
}
