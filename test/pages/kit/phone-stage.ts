import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { launchBrowser } from '../../../local/browser'
import { startCloud, type Cloud } from '../../../local/cloud'
import { createCompiler } from '../../../local/compiler'
import { startServer, type LocalServer } from '../../../local/server'
import { openWorld, type World } from '../../../local/world'

/** The small WeChat with a fixture mini program, real server, cloud and browser. */
export interface PhoneStage {
  world: World
  cloud: Cloud
  server: LocalServer
  browser: Browser
  /** Copy of the fixture that runs; tests may change files in it. */
  project: string
  /** Warnings, errors and failed requests of all pages so far. */
  problems: string[]
  open(path: string, size?: { width: number; height: number }): Promise<Page>
  close(): Promise<void>
}

export const TEMPLATE = 'template-1'

function populate(world: World): void {
  world.addPerson({ personId: 'chen', nickname: '陈一诺', note: '华东客户维护群 · 成员' })
  world.addPerson({ personId: 'lin', nickname: '林可欣', note: '华东客户维护群 · 管理员' })
  world.addPerson({ personId: 'wu', nickname: '吴清和', note: '公司管理者' })
  world.addChat({ chatId: 'group', name: '华东客户维护群', personIds: ['chen', 'lin', 'wu'] })
  world.addChat({ chatId: 'other', name: '新品上市项目群', personIds: ['chen', 'wu'] })
  world.post('group', 'lin', { kind: 'text', text: '@陈一诺 点一下', mention: ['chen'] })
  world.post('group', 'lin', {
    kind: 'card',
    card: { title: '编号 7 · 2/3 已确认', path: 'pages/detail/detail?id=7', withShareTicket: true },
  })
}

export async function openPhoneStage(): Promise<PhoneStage> {
  const dir = mkdtempSync(join(tmpdir(), 'phone-stage-'))
  const project = join(dir, 'project')
  cpSync('test/pages/fixtures/basic', project, { recursive: true })
  cpSync('node_modules/@vant/weapp/dist', join(project, 'miniprogram_npm/@vant/weapp'), {
    recursive: true,
  })
  const world = await openWorld({ dir: join(dir, 'world'), appid: 'wx0000000000000000' })
  populate(world)
  const cloud = await startCloud({ dataDir: join(dir, 'cloud'), world, timers: false })
  const server = await startServer({
    cloud,
    world,
    compiler: createCompiler({ projectDir: project, miniprogramRoot: '.' }),
    root: process.cwd(),
    dataDir: join(dir, 'phone'),
    appName: '样例',
    templates: [{ id: TEMPLATE, title: '确认提醒', fields: { thing1: '事项' } }],
    wall: ['chen', 'lin', 'wu'],
    hint: () => '从「发现 → 小程序」进入。',
  })
  const browser = await launchBrowser()
  const problems: string[] = []
  return {
    world,
    cloud,
    server,
    browser,
    project,
    problems,
    async open(path, size = { width: 375, height: 812 }) {
      const page = await browser.newPage({ viewport: size, hasTouch: true })
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
      page.on('console', (message) => {
        if (['warning', 'error'].includes(message.type())) problems.push(message.text())
      })
      await page.goto(server.url + path)
      return page
    },
    async close() {
      await browser.close()
      await server.close()
      await cloud.close()
      await world.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Waits until the mini program's first page is drawn. */
export async function miniProgram(page: Page): Promise<Frame> {
  await page.locator('.mini.front').waitFor()
  await page.locator('.splash').waitFor({ state: 'detached' })
  // During a reload the old one stays until the new one is drawn.
  await page.waitForFunction(
    () => document.querySelectorAll('.mini iframe:not(.behind)').length === 1,
  )
  await page.waitForFunction(() => document.querySelectorAll('.mini iframe').length === 1)
  const frame = page.frames().find((one) => one.url().includes('/miniprogram'))
  if (!frame) throw new Error('the mini program is not open')
  return frame
}

/** Calls `wx.<name>` in the mini program; the answer is fetched by `answerOf`. */
export async function startCall(frame: Frame, name: string, options: object = {}): Promise<void> {
  await frame.evaluate(
    ([api, given]) => {
      const holder = window as unknown as { answer?: unknown }
      holder.answer = undefined
      const wx = window.__miniprogram?.globals.wx ?? {}
      const call = wx[api] as (options: object) => Promise<unknown>
      call(given).then(
        (value) => (holder.answer = value),
        (error: unknown) => (holder.answer = error),
      )
    },
    [name, options] as const,
  )
}

export async function answerOf(frame: Frame): Promise<Record<string, unknown>> {
  const handle = await frame.waitForFunction(
    () => (window as unknown as { answer?: unknown }).answer,
  )
  return (await handle.jsonValue()) as Record<string, unknown>
}
