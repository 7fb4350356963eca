import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCloud } from '../cloud'
import type { Cloud, CollectionDeclaration } from '../cloud/types'
import { createCompiler } from '../compiler'
import { openWorld, type World } from '../world'
import { buildArtefacts, isStale } from './artefacts'
import { openBrowser } from './browser'
import { functionEnvironment, TEMPLATES } from './console'
import {
  dataFolders,
  dropHalfSeeded,
  keepSeedFacts,
  seedFacts,
  setupCode,
  type DataFolders,
  type SeedFacts,
} from './data'
import { takeLock } from './lock'
import { addNewcomers, peopleTable } from './people'
import { createProgress, type Progress } from './progress'
import { readProject, type ProjectFacts } from './project'
import { serveOnFreePort } from './serve'
import { playInto } from './story'
import { terminalLog } from './terminal'
import { watchFunctions } from './watch-functions'

export interface StartOptions {
  root: string
  /** Folder of all environments, normally `.local` of the repository. */
  dataDir: string
  port: number
  /** Folder of the mini program that the phones run; default: the repository. Functions are always the repository's. */
  project?: string
  /** A module that plays a company into empty data (`story.ts`); absent: three people and a set-up code. */
  story?: string
  /** Only three people, one chat and a set-up code. */
  isEmpty: boolean
  opensBrowser: boolean
  /** Shows every function call and cold start. */
  isVerbose: boolean
  write: (text: string) => void
}

export interface Running {
  url: string
  close(): Promise<void>
}

/** Said while nobody has sent a card, so that no chat leads into the mini program. */
const WAY_IN = '还没有卡片可点：在手机上从「发现 → 小程序」进入'

const leadsIn = (world: World): boolean =>
  world
    .chats()
    .some(({ chatId }) => world.messages(chatId).some(({ body }) => body.kind === 'card'))

interface Environment {
  cloud: Cloud
  world: World
}

async function open(
  { root }: StartOptions,
  project: ProjectFacts,
  folders: DataFolders,
  log: (line: string) => void,
): Promise<Environment> {
  const world = await openWorld({
    dir: folders.world,
    appid: project.appid,
    templates: TEMPLATES.map(({ templateId, title, fields }) => ({ templateId, title, fields })),
    log,
  })
  const schema = join(root, 'dist/cloudfunctions/schema.json')
  const cloud = await startCloud({
    dataDir: folders.cloud,
    collections: existsSync(schema)
      ? (JSON.parse(readFileSync(schema, 'utf8')) as CollectionDeclaration[])
      : [],
    functionsDir: join(root, 'dist/cloudfunctions'),
    environment: functionEnvironment(setupCode(folders)),
    world,
    log,
  })
  return { cloud, world }
}

const TENTH = 0.1

/**
 * Lets a company live in the empty folders, before anything opens them.
 * @returns undefined when there is no story to play
 */
async function playCompany(
  { root, isEmpty, story }: StartOptions,
  { project, folders, progress }: Parts,
): Promise<SeedFacts | undefined> {
  if (isEmpty || story === undefined) return undefined
  return progress.step('让一家公司过五个月', async (say) => {
    let said = 0
    const { wall } = await playInto(
      {
        root,
        file: story,
        project,
        now: Date.now(),
        onProgress(day, days) {
          if (day / days < said + TENTH || day === days) return
          said = Math.floor((day / days) * 10) / 10
          say(`${Math.round(said * 100)}%`)
        },
      },
      folders,
    )
    return { wall: [...wall] }
  })
}

/** Builds what is stale, opens cloud and small WeChat on `.local/`, fills them on the first run, serves the phones. */
export async function start(options: StartOptions): Promise<Running> {
  const { root, write } = options
  const log = terminalLog(write, options.isVerbose)
  const progress = createProgress(write)
  if (isStale(root)) await progress.step('构建云函数和组件', () => buildArtefacts(root))

  const project = readProject(options.project ?? root)
  const folders = dataFolders(options.dataDir, options.isEmpty)
  const release = await takeLock(folders.base)
  try {
    const running = await run(options, { project, folders, log, progress })
    return {
      url: running.url,
      async close() {
        await running.close()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

interface Parts {
  project: ProjectFacts
  folders: DataFolders
  log: (line: string) => void
  progress: Progress
}

async function run(
  options: StartOptions,
  { project, folders, log, progress }: Parts,
): Promise<Running> {
  const { root } = options
  let facts = seedFacts(folders)
  const isFresh = !facts
  if (isFresh) {
    dropHalfSeeded(folders)
    facts = await playCompany(options, { project, folders, log, progress })
  }
  const environment = await progress.step('打开数据', () => open(options, project, folders, log))
  const { cloud, world } = environment
  try {
    facts ??= { wall: addNewcomers(world) }
    if (isFresh) keepSeedFacts(folders, facts)
    const { wall } = facts
    const server = await progress.step('编译小程序', () =>
      serveOnFreePort(
        {
          cloud,
          world,
          compiler: createCompiler({
            projectDir: project.dir,
            miniprogramRoot: project.miniprogramRoot,
          }),
          root,
          dataDir: folders.phone,
          port: options.port,
          appName: project.appName,
          templates: TEMPLATES.map(({ templateId, title, fields }) => ({
            id: templateId,
            title,
            fields,
          })),
          wall,
          hint: () => (leadsIn(world) ? undefined : `${WAY_IN}，输入终端里的开通码。`),
          log,
        },
        (port) => log(`  端口 ${port} 被占用，换下一个`),
      ),
    )
    const stopWatching = watchFunctions(root, log)
    announce(options, project, folders, world, server.url, wall)
    return {
      url: server.url,
      async close() {
        stopWatching()
        await server.close()
        await cloud.close()
        await world.close()
      },
    }
  } catch (error) {
    await cloud.close()
    await world.close()
    throw error
  }
}

function announce(
  { write, isEmpty, opensBrowser }: StartOptions,
  project: ProjectFacts,
  folders: DataFolders,
  world: World,
  url: string,
  wall: string[],
): void {
  const lines = [
    '',
    `  ${project.appName}在本机运行：${url}`,
    '',
    '  可以成为的人',
    peopleTable(world, wall, url),
    '',
  ]
  if (isEmpty) {
    const code = setupCode(folders)
    lines.push(`  开通码：${code}（第一个输入它的人成为负责人）`)
    if (!leadsIn(world)) lines.push(`  ${WAY_IN}。`)
    lines.push('')
  }
  lines.push('  改了源码，手机会自己刷新。按 Ctrl-C 结束。', '')
  write(`${lines.join('\n')}\n`)
  if (opensBrowser) openBrowser(url)
}
