import { build } from 'esbuild'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createCompiler, formatProblem, type CompiledProject } from '../../../local/compiler'
import { fontFile } from '../../../local/server/fonts'
import { launchBrowser } from '../../../local/browser'
import type { FakeHostOptions, ReportEntry } from './fake-host'

const ROOT = process.cwd()

export interface FixtureOptions extends Partial<FakeHostOptions> {
  /** Copies these components' package into the fixture's `miniprogram_npm`, as 构建npm does. */
  packages?: readonly '@vant/weapp'[]
  width?: number
  height?: number
  hasTouch?: boolean
}

/** A fixture mini program running in Chromium with a fake phone around it. */
export interface RunningFixture {
  page: Page
  project: CompiledProject
  /** Folder of the copy that runs; tests may change files in it. */
  dir: string
  reports(): Promise<ReportEntry[]>
  /** Runs a function in the mini program's window. */
  evaluate<T>(run: string | (() => T)): Promise<T>
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome100',
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.text ?? ''
}

/** A copy of the fixture in a folder of its own, with npm packages put where WeChat's build puts them. */
function prepare(fixture: string, packages: FixtureOptions['packages']): string {
  const dir = mkdtempSync(join(tmpdir(), 'fixture-'))
  cpSync(fixture, dir, { recursive: true })
  for (const name of packages ?? []) {
    const source = join(ROOT, 'node_modules', name, name === '@vant/weapp' ? 'dist' : '')
    if (existsSync(source)) {
      cpSync(source, join(dir, 'miniprogram_npm', name), { recursive: true })
    }
  }
  return dir
}

function serve(project: () => CompiledProject, scripts: Record<string, string>): Promise<Server> {
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>fixture</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/fonts/phone.css"></head><body><script type="module" src="/host.js"></script><script type="module" src="/miniprogram.js"></script></body></html>`
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')
    const reply = (type: string, body: string | Uint8Array): void => {
      response.writeHead(200, { 'content-type': type })
      response.end(body)
    }
    const file = project().files.get(path)
    if (path === '/') reply('text/html; charset=utf-8', html)
    else if (scripts[path] !== undefined) reply('text/javascript; charset=utf-8', scripts[path])
    else if (file) reply(file.type, file.body)
    else if (path.startsWith('/fonts/')) {
      fontFile(ROOT, path.slice('/fonts/'.length)).then(
        (answer) => reply(answer.type, answer.body as string | Uint8Array),
        () => response.writeHead(404).end(),
      )
    } else response.writeHead(404).end()
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

/** Compiles a fixture and opens it. Throws when it does not compile. */
export async function runFixture(
  fixture: string,
  options: FixtureOptions = {},
): Promise<RunningFixture> {
  const { packages, width = 375, height = 812, hasTouch = false, ...host } = options
  const dir = prepare(fixture, packages)
  const compiler = createCompiler({ projectDir: dir, miniprogramRoot: dir })
  const project = await compiler.build()
  if (project.errors.length > 0) throw new Error(project.errors.map(formatProblem).join('\n'))
  const [miniprogram, fake] = await Promise.all([
    bundle('local/phone/miniprogram.ts'),
    bundle('test/pages/kit/fake-host.ts'),
  ])
  const server = await serve(() => project, { '/miniprogram.js': miniprogram, '/host.js': fake })
  const { port } = server.address() as AddressInfo
  let browser: Browser | undefined
  try {
    browser = await launchBrowser()
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 2,
      hasTouch,
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => console.error('page error:', error.message))
    const query = encodeURIComponent(JSON.stringify({ width, height, ...host }))
    await page.goto(`http://127.0.0.1:${port}/?host=${query}`)
    await page.waitForFunction(() => Reflect.get(window, '__fixtureReady') === true, undefined, {
      timeout: 15_000,
    })
    const running = browser
    return {
      page,
      project,
      dir,
      reports: () => page.evaluate(() => Reflect.get(window, '__reports') as ReportEntry[]),
      evaluate: (run) => page.evaluate(run as never),
      async screenshot(path) {
        await page.evaluate(async () => {
          await document.fonts.ready
          for (const frame of document.querySelectorAll('iframe')) {
            await frame.contentDocument?.fonts.ready
          }
        })
        await page.screenshot({ path })
      },
      async close() {
        await running.close()
        server.close()
        rmSync(dir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await browser?.close()
    server.close()
    throw error
  }
}
