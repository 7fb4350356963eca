import { table } from '../table'
import { DeployError } from '../errors'

export interface Release {
  version: string
  description: string
  robot: number
}

export interface MiniProgramUploader {
  upload(release: Release): Promise<{ name: string; size: number }[]>
  /** `qrFile` null: the code is drawn in the terminal. */
  preview(release: Release & { qrFile: string | null }): Promise<void>
}

export interface MiniProgramRun extends Release {
  command: 'upload' | 'preview'
  appid: string | null
  qrFile: string | null
  uploader: MiniProgramUploader | null
  isDryRun: boolean
  log: (line: string) => void
  /** Builds, and answers what a phone would trip over. */
  prepare: () => Promise<{
    problems: string[]
    sizes: { name: string; bytes: number; budget: number }[]
  }>
}

const kb = (bytes: number): string => (bytes / 1024).toFixed(1)

/**
 * Builds and uploads the mini program, or shows it as a preview.
 * @throws DeployError when the checks of its source find something: review would, or a phone.
 */
export async function deployMiniProgram(run: MiniProgramRun): Promise<number> {
  const { command, log, uploader, isDryRun, version, description, robot, qrFile } = run
  const { problems, sizes } = await run.prepare()
  const rows = sizes.map(({ name, bytes, budget }) => [name, kb(bytes), kb(budget)])
  log(table(['package', 'KB', 'budget'], rows))
  if (problems.length > 0) {
    throw new DeployError(
      ['The mini program has mistakes:', ...problems].join('\n  '),
      'Correct them; `npm run check` shows them too.',
    )
  }
  log(`${command}: ${run.appid ?? '(no AppID yet)'}, version ${version}, “${description}”`)
  if (isDryRun || !uploader) {
    log('Dry run: nothing was uploaded.')
    return 0
  }
  if (command === 'preview') {
    await uploader.preview({ version, description, robot, qrFile })
    log(qrFile === null ? 'Scan the code with WeChat.' : `The code is in ${qrFile}.`)
    return 0
  }
  const uploaded = await uploader.upload({ version, description, robot })
  const uploadedRows = uploaded.map(({ name, size }) => [name, kb(size)])
  if (uploadedRows.length > 0) log(table(['uploaded', 'KB'], uploadedRows))
  log('Uploaded. Next: mp.weixin.qq.com → 管理 → 版本管理 → 开发版本 (docs/DEPLOYING.md, step 10).')
  return 0
}
