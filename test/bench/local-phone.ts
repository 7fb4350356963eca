import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../local/browser'

/** The least and the median of several tries: what the machine does besides only ever adds. */
export interface Tries {
  least: number
  median: number
}

/** What a person waits for at the local WeChat. */
export interface LocalPhoneFigures {
  /**
   * Seconds from the start of the process that `npm start` runs until the first page of the mini program stands on a
   * phone with what its function answered: bundling the command, opening data and cloud, compiling the mini program,
   * opening the phone in a browser that is already running, tapping the card in the chat, a cold start of the function.
   */
  coldStart: Tries
  /** Seconds of that until the address is printed. */
  listening: Tries
  /** Milliseconds from saving a page's file until the phone has painted the page with it. */
  changed: Record<Change, Tries>
}

type Change = 'wxml' | 'wxss' | 'ts'

const STARTS = 5
const CHANGES = 7
/** Between two changes: the old pages are removed and the rest of the reload ends. */
const PAUSE_MS = 700
const START_LIMIT_MS = 120_000
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true }
const PERSON = 'chen-yinuo'
const PAGE = 'miniprogram/pages/rules/rules'

interface Stage {
  root: string
  data: string
  /** Copy of the mini program: the repository's files stay as they are. */
  project: string
}

interface Started {
  child: ChildProcess
  url: string
  startedAt: number
  listeningAt: number
}

function prepare(): Stage {
  const root = mkdtempSync(join(tmpdir(), 'bench-phone-'))
  const project = join(root, 'project')
  cpSync('miniprogram', join(project, 'miniprogram'), { recursive: true })
  cpSync('project.config.json', join(project, 'project.config.json'))
  return { root, data: join(root, 'data'), project }
}

/** Runs what `npm start` runs, on any free port. */
function start({ data, project }: Stage): Promise<Started> {
  const startedAt = Date.now()
  const options = ['--port', '0', '--no-open', '--data', data, '--project', project]
  const child = spawn(
    process.execPath,
    ['tools/run.mjs', 'local/cli.ts', 'start', '--story', 'story/index.ts', ...options],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let printed = ''
  return new Promise((done, fail) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}:\n${printed}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (!url) return
      clearTimeout(timer)
      done({ child, url, startedAt, listeningAt: Date.now() })
    })
  })
}

async function end({ child }: Started): Promise<void> {
  child.removeAllListeners('exit')
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/* What of a browser's window the functions that run in the page use. */
interface PageDocument {
  querySelector(selector: string): PageFrame | null
  getElementById(id: string): object | null
}
interface PageFrame {
  contentDocument: PageDocument | null
  contentWindow: MiniProgramWindow | null
}
interface MiniProgramWindow {
  document: PageDocument
  __miniprogram?: { pages(): { path: string; instance: { data: Record<string, unknown> } }[] }
}
declare const document: PageDocument
declare function getComputedStyle(element: object): { getPropertyValue(name: string): string }
declare function requestAnimationFrame(callback: () => void): void

/** Opens the newest card and waits until its page has its content and was painted; the page's own clock tells when. */
async function openCard(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/phone?person=${PERSON}&chat=newest`)
  await page.locator('[data-native="card"]').last().click()
  const handle = await page.waitForFunction(
    () => {
      const inner = document.querySelector('.mini iframe')?.contentWindow
      const top = inner?.__miniprogram?.pages().at(-1)
      if (top?.instance.data['status'] !== 'ready') return 0
      return new Promise<number>((painted) => {
        requestAnimationFrame(() => requestAnimationFrame(() => painted(Date.now())))
      })
    },
    undefined,
    { polling: 'raf' },
  )
  return await handle.jsonValue()
}

interface Start {
  /** Seconds from the start of the process. */
  listening: number
  shown: number
}

/** A start as on any later day: artefacts built, company played, nothing running. */
async function coldStart(stage: Stage, browser: Browser): Promise<Start> {
  const started = await start(stage)
  const context = await browser.newContext(PHONE)
  try {
    const shownAt = await openCard(await context.newPage(), started.url)
    const secondsTo = (at: number): number => (at - started.startedAt) / 1000
    return { listening: secondsTo(started.listeningAt), shown: secondsTo(shownAt) }
  } finally {
    await context.close()
    await end(started)
  }
}

/** Edits of a page's files; the mark tells this edit from all others. */
const EDITS: Record<Change, (source: string, mark: string) => string> = {
  wxml: (source, mark) => `<view id="${mark}">${mark}</view>${source}`,
  wxss: (source, mark) => `${source}\n.app { --bench: ${mark}; }\n`,
  ts: (source, mark) =>
    source.replace('onLoad() {', `onLoad() {\n    this.setData({ bench: '${mark}' } as never)`),
}

/** When the phone shows a change: its element, its custom property, or the data that its script has set. */
async function arrival(page: Page, kind: Change, mark: string): Promise<number> {
  const handle = await page.waitForFunction(
    ([kind, mark]) => {
      const frame = document.querySelector('.mini iframe:not(.behind)')
      const inner = frame?.contentWindow
      const page = inner?.document.querySelector('iframe')?.contentDocument
      const app = page?.querySelector('.app')
      if (!inner || !page || !app) return 0
      const top = inner.__miniprogram?.pages().at(-1)
      const isThere = {
        wxml: () => page.getElementById(mark) !== null,
        wxss: () => getComputedStyle(app).getPropertyValue('--bench').trim() === mark,
        ts: () => top?.instance.data['bench'] === mark,
      }[kind]()
      if (!isThere) return 0
      return new Promise<number>((painted) => {
        requestAnimationFrame(() => painted(Date.now()))
      })
    },
    [kind, mark] as const,
    { polling: 'raf' },
  )
  return await handle.jsonValue()
}

/** Saves a page's file again and again, as somebody at work does, with the phone open on that page. */
async function changes(stage: Stage, browser: Browser): Promise<Record<Change, number[]>> {
  const times: Record<Change, number[]> = { wxml: [], wxss: [], ts: [] }
  const started = await start(stage)
  const context = await browser.newContext(PHONE)
  try {
    const page = await context.newPage()
    await openCard(page, started.url)
    for (const kind of ['wxml', 'wxss', 'ts'] as const) {
      const file = join(stage.project, `${PAGE}.${kind}`)
      const source = readFileSync(file, 'utf8')
      for (let round = 0; round < CHANGES; round++) {
        const mark = `bench-${kind}-${round}`
        const savedAt = Date.now()
        writeFileSync(file, EDITS[kind](source, mark))
        times[kind].push((await arrival(page, kind, mark)) - savedAt)
        await page.waitForTimeout(PAUSE_MS)
      }
      writeFileSync(file, source)
    }
    return times
  } finally {
    await context.close()
    await end(started)
  }
}

function triesOf(values: number[]): Tries {
  const sorted = [...values].sort((a, b) => a - b)
  return { least: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0 }
}

/** Takes a minute on a quiet machine of two cores. */
export async function measureLocalPhone(): Promise<LocalPhoneFigures> {
  const stage = prepare()
  const browser = await launchBrowser()
  try {
    // The first start plays the company; it is not one of those that count.
    await end(await start(stage))
    const starts: Start[] = []
    for (let round = 0; round < STARTS; round++) starts.push(await coldStart(stage, browser))
    const times = await changes(stage, browser)
    return {
      coldStart: triesOf(starts.map(({ shown }) => shown)),
      listening: triesOf(starts.map(({ listening }) => listening)),
      changed: {
        wxml: triesOf(times.wxml),
        wxss: triesOf(times.wxss),
        ts: triesOf(times.ts),
      },
    }
  } finally {
    await browser.close()
    rmSync(stage.root, { recursive: true, force: true })
  }
}

if (process.argv[1]?.endsWith('local-phone.ts')) console.log(await measureLocalPhone())
