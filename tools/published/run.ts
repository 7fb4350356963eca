import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { startCloud } from '../../local/cloud'
import { instanceEnvironment } from '../../local/cloud/functions/environment'
import type { CollectionDeclaration } from '../../local/cloud/types'
import { outcomesOf, type FileOutcome, type JestResults } from './outcome'

const fromRoot = createRequire(resolve('package.json'))
const sdk = fromRoot.resolve('@cloudbase/node-sdk')
const database = dirname(createRequire(sdk).resolve('@cloudbase/database'))

/** The version of @cloudbase/node-sdk that makes the calls: the one that wx-server-sdk uses. */
export const sdkVersion = (): string =>
  (fromRoot('@cloudbase/node-sdk/package.json') as { version: string }).version

export interface PublishedRun {
  /** The unpacked package. */
  packageDir: string
  /** Files of its folder `test/` to run. */
  files: readonly string[]
  /** What no SDK can create: indexes. */
  collections: CollectionDeclaration[]
  /** For the cloud's data and what jest leaves; the caller removes it. */
  workDir: string
}

/**
 * Runs published tests against a local cloud of their own, which starts empty, with the SDK that is installed here.
 * @throws Error when jest has no results
 */
export async function runPublished(run: PublishedRun): Promise<FileOutcome[]> {
  const cloud = await startCloud({
    dataDir: join(run.workDir, 'cloud'),
    collections: run.collections,
    timers: false,
  })
  try {
    const results = await jest(run, {
      ...instanceEnvironment({ adminUrl: cloud.adminUrl, env: cloud.env, appid: '' }, {}),
      TZ: 'Asia/Shanghai',
      // What the tests' own config.local.js reads.
      TEST_ENV: cloud.env,
      TEST_SECRET_ID: 'local',
      TEST_SECRET_KEY: 'local',
    })
    const testDir = join(run.packageDir, 'test')
    return outcomesOf(results, (path) => relative(testDir, path).split(sep).join('/'))
  } finally {
    await cloud.close()
  }
}

/** Their tests, with our SDK in place of their sources. */
const configOf = ({ packageDir, workDir }: PublishedRun): object => ({
  rootDir: packageDir,
  cacheDirectory: join(workDir, 'jest'),
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/setup.js'],
  transform: { '\\.ts$': resolve('tools/published/transform.cjs') },
  moduleNameMapper: {
    '^(\\.\\./)+src/index$': sdk,
    '^@cloudbase/database/src/(.*)$': join(database, '$1'),
  },
})

async function jest(run: PublishedRun, environment: NodeJS.ProcessEnv): Promise<JestResults> {
  const resultFile = join(run.workDir, 'results.json')
  const options = ['--config', JSON.stringify(configOf(run)), '--json', '--outputFile', resultFile]
  const files = run.files.map((file) => join(run.packageDir, 'test', file))
  const said: Buffer[] = []
  await new Promise((done, reject) => {
    const child = spawn(
      process.execPath,
      // One after another and silently, for they share collections and print what they find.
      [
        fromRoot.resolve('jest/bin/jest'),
        ...options,
        '-i',
        '--silent',
        '--runTestsByPath',
        ...files,
      ],
      { cwd: run.packageDir, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    child.once('error', reject).once('close', done)
  })
  // Failing tests are results as well; only without a file something else went wrong.
  if (!existsSync(resultFile)) throw new Error(`jest: ${Buffer.concat(said).toString().trim()}`)
  return JSON.parse(readFileSync(resultFile, 'utf8')) as JestResults
}
