import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser'
import { startCloud } from '../cloud'
import type { Cloud, CollectionDeclaration } from '../cloud/types'
import { createCompiler, type Compiler } from '../compiler'
import { startServer } from '../server'
import { openWorld } from '../world'
import type { World } from '../world/types'
import { clockFrom } from './clock'
import { answerControl } from './control'
import { startAutomator, type Automator, type Device } from './index'
import { WeChat } from './wechat'

/** What runs on the phones of a stage. */
export interface StageProject {
  /** Folder with `project.config.json`. */
  dir: string
  miniprogramRoot: string
  appName: string
  appid: string
  /** Built functions; absent: the cloud has none. */
  functionsDir?: string
  collections?: CollectionDeclaration[]
  /** Environment variables of the functions. */
  environment?: Record<string, string>
  /** Subscription templates of the account. */
  templates?: readonly { templateId: string; title: string; fields: Record<string, string> }[]
}

export interface StageOptions {
  /** Root of this repository. */
  root: string
  /** Everything is written below it; the caller removes it. */
  dataDir: string
  project: StageProject
  /** Fills the empty folders before they are opened. */
  prepare?: ((folders: { cloud: string; world: string }) => Promise<void>) | undefined
  /** Fills the world and cloud, and names the person whose phone is driven by default. */
  seed: (parts: { world: World; cloud: Cloud; now: number }) => Promise<{ firstPerson: string }>
  /** Epoch ms at which the time of this WeChat starts; absent: now. */
  startAt?: number
  /** 0 or absent: any free port. */
  port?: number
  device?: Partial<Device>
  log?: (line: string) => void
}

/** The whole of WeChat on free ports: cloud, small WeChat, server, Chromium and automator. */
export interface Stage {
  world: World
  cloud: Cloud
  serverUrl: string
  browser: Browser
  automator: Automator
  wechat: WeChat
  close(): Promise<void>
}

/** The project as it is now: a change of its source while a test runs must not reload the phones under it. */
function once({ dir, miniprogramRoot }: StageProject): Compiler {
  const compiler = createCompiler({ projectDir: dir, miniprogramRoot })
  return { build: () => compiler.build(), watch: () => () => undefined }
}

/**
 * Starts everything a test or a picture needs on a fresh data folder.
 * @throws whatever part fails to start; parts started before it are closed again
 */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { root, dataDir, project } = options
  const log = options.log ?? (() => undefined)
  const clock = clockFrom(options.startAt ?? Date.now())
  const closers: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const opening = launchBrowser()
    closers.push(async () => (await opening).close())
    const { templates } = project
    await options.prepare?.({ cloud: join(dataDir, 'cloud'), world: join(dataDir, 'world') })
    const world = await openWorld({
      dir: join(dataDir, 'world'),
      appid: project.appid,
      now: clock.now,
      ...(templates && { templates: [...templates] }),
      log,
    })
    closers.push(() => world.close())
    const cloud = await startCloud({
      dataDir: join(dataDir, 'cloud'),
      world,
      log,
      ...(options.startAt !== undefined && { clock }),
      ...(project.functionsDir && { functionsDir: project.functionsDir }),
      ...(project.collections ? { collections: project.collections } : { maxScan: Infinity }),
      ...(project.environment && { environment: project.environment }),
    })
    closers.push(() => cloud.close())
    const { firstPerson } = await options.seed({ world, cloud, now: clock.now() })
    const server = await startServer({
      cloud,
      world,
      compiler: once(project),
      root,
      dataDir: join(dataDir, 'phone'),
      now: clock.now,
      appName: project.appName,
      templates: (templates ?? []).map(({ templateId: id, ...template }) => ({ id, ...template })),
      log,
    })
    closers.push(() => server.close())
    const browser = await opening
    const automator = await startAutomator({
      port: options.port ?? 0,
      serverUrl: server.url,
      browser,
      firstPerson,
      root,
      accounts: () =>
        world.people().map(({ nickname, openid }) => ({ nickName: nickname, openid })),
      clockOffset: options.startAt === undefined ? 0 : clock.offset,
      log,
      onRequest: (request, response) => void answerControl(wechat, request, response),
      ...(options.device && { device: options.device }),
    })
    const wechat = new WeChat(world, automator)
    closers.push(() => automator.close())
    return { world, cloud, serverUrl: server.url, browser, automator, wechat, close }
  } catch (error) {
    await close()
    throw error
  }
}
