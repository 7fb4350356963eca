import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { startCloud } from '../cloud'
import { declarations } from '../cloud/declarations'
import { createCompiler } from '../compiler'
import { openWorld, type World } from '../world'
import { openBrowser } from './browser'
import { PROJECTS } from './data'
import { takeLock } from './lock'
import { functionsOf, readProject, type ProjectFacts } from './project'
import { serveOnFreePort } from './serve'
import type { Running } from './start'

export interface PhoneOptions {
  /** Root of this repository, where the browser code and the packages are. */
  root: string
  /** Folder of the mini program: with `project.config.json`, or with `app.json` itself. */
  project: string
  /** File with the collections that its functions need; see `declarations`. */
  collections?: string
  port: number
  opensBrowser: boolean
  write: (text: string) => void
}

/** Each project keeps its own people, chats and storage. */
function dataDirFor(root: string, project: string): string {
  const mark = createHash('sha256').update(project).digest('hex').slice(0, 8)
  return join(root, '.local', PROJECTS, `${basename(project)}-${mark}`)
}

function firstPage({ dir, miniprogramRoot }: ProjectFacts): string {
  const text = readFileSync(join(dir, miniprogramRoot, 'app.json'), 'utf8')
  const { pages = [], entryPagePath } = JSON.parse(text) as {
    pages?: string[]
    entryPagePath?: string
  }
  return entryPagePath ?? pages[0] ?? ''
}

/** Two people in a group with a card that opens the first page. */
function populate(world: World, project: ProjectFacts): void {
  if (world.people().length > 0) return
  const people = ['小满', '立秋'].map((nickname, at) =>
    world.addPerson({ personId: `person-${at + 1}`, nickname, note: '微信用户' }),
  )
  const personIds = people.map((one) => one.personId)
  const chat = world.addChat({ chatId: 'chat', name: '一个群聊', personIds })
  world.post(chat.chatId, personIds[1] ?? null, {
    kind: 'card',
    card: { title: project.appName, path: firstPage(project), withShareTicket: true },
  })
}

/**
 * Shows any mini program on a phone, with a cloud of its own behind it that runs the functions of the project.
 * @throws InUseError when the same project is shown already
 */
export async function startPhone(options: PhoneOptions): Promise<Running> {
  const dir = resolve(options.project)
  const project = readProject(dir)
  const dataDir = dataDirFor(options.root, dir)
  const release = await takeLock(dataDir)
  try {
    const running = await show(options, project, dataDir)
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

async function show(
  options: PhoneOptions,
  project: ProjectFacts,
  dataDir: string,
): Promise<Running> {
  const { dir } = project
  const log = (line: string): void => options.write(`${line}\n`)
  const world = await openWorld({ dir: join(dataDir, 'world'), appid: project.appid, log })
  populate(world, project)
  const cloud = await startCloud({
    dataDir: join(dataDir, 'cloud'),
    world,
    timers: false,
    log,
    ...functionsOf(project),
    ...(await declarations(options.collections)),
  })
  const server = await serveOnFreePort(
    {
      cloud,
      world,
      compiler: createCompiler({ projectDir: dir, miniprogramRoot: project.miniprogramRoot }),
      root: options.root,
      dataDir: join(dataDir, 'phone'),
      port: options.port,
      appName: project.appName,
      log,
    },
    (port) => log(`  端口 ${port} 被占用，换下一个`),
  )
  options.write(`\n  ${project.appName}：${server.url}\n\n`)
  if (options.opensBrowser) openBrowser(server.url)
  return {
    url: server.url,
    async close() {
      await server.close()
      await cloud.close()
      await world.close()
    },
  }
}
