import { build } from '../tools/build'
import { packageSizes } from '../tools/package-sizes'
import { problemLine, sourceChecks } from '../tools/source-checks'
import { databaseClient, functionsClient, openManager } from './clients/tencent'
import { ciProject, codeUploader, miniProgramUploader, openCi } from './clients/wechat'
import { DeployError } from './errors'
import { ensureInstalled } from './heavy'
import { runDeploy, type Tools } from './run'

const root = process.cwd()
const log = (line: string): void => {
  console.log(line)
}

/** What the commands work with outside of tests. */
const tools: Tools = {
  root,
  log,
  async build() {
    await build((step) => {
      log(`build: ${step}`)
    })
  },
  async check() {
    const problems = (await sourceChecks(root)).map(problemLine)
    const sizes = packageSizes()
    const heavyOnes = sizes.filter(({ bytes, budget }) => bytes > budget)
    return {
      sizes,
      problems: [...problems, ...heavyOnes.map(({ name }) => `${name} is too large`)],
    }
  },
  async openTencent({ env, region, secret, appid }) {
    await ensureInstalled(root, log)
    const manager = openManager(root, { env, region, secret })
    return { database: databaseClient(manager, env, appid), functions: functionsClient(manager) }
  },
  async openWechat({ appid, keyFile }) {
    await ensureInstalled(root, log)
    const ci = openCi(root)
    const project = ciProject(ci, { root, appid, keyFile })
    return {
      uploader: miniProgramUploader(ci, project),
      code: (env) => codeUploader(ci, project, env),
    }
  },
}

try {
  process.exitCode = (await runDeploy(process.argv.slice(2), process.env, tools)) > 0 ? 1 : 0
} catch (error) {
  if (!(error instanceof DeployError)) throw error
  console.error(`deploy: ${error.message}\n${error.how}`)
  process.exitCode = 2
}
// miniprogram-ci leaves worker processes behind.
process.exit()
