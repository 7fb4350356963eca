import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type {} from '../../../local/phone/automation/target'
import type { RunningFixture } from './harness'

const MARK = '@@result '
const TIMEOUT_MS = 120_000

/**
 * Runs a drive script (`test/pages/drive/<name>.ts`) in a process of its own, because what drives the browser is an ES
 * module, and returns the JSON value it answered.
 */
export function drive<T>(name: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const file = join('test/pages/drive', `${name}.ts`)
    const child = spawn(process.execPath, ['tools/run.mjs', file], { timeout: TIMEOUT_MS })
    let output = ''
    let errors = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      const line = output.split('\n').find((one) => one.startsWith(MARK))
      if (line) resolve(JSON.parse(line.slice(MARK.length)) as T)
      else reject(new Error(`${file} ended with ${code}\n${output}\n${errors}`))
    })
  })
}

/** Called by a drive script with what it found. */
export function answer(value: unknown): void {
  console.log(MARK + JSON.stringify(value))
}

interface LogHolder {
  globalData: { log: string[] }
}

/** Entries of `getApp().globalData.log` since the last call. */
export function takeLog(fixture: RunningFixture): Promise<string[]> {
  return fixture.page.evaluate(() => {
    const app = window.__miniprogram?.globals.getApp() as unknown as LogHolder
    return app.globalData.log.splice(0)
  })
}

/** Calls `wx.<name>` in the mini program and waits for its answer. */
export function callWx(
  fixture: RunningFixture,
  name: string,
  options: object = {},
): Promise<unknown> {
  return fixture.page.evaluate(
    async ([api, given]) => {
      const wx = window.__miniprogram?.globals.wx ?? {}
      const call = wx[api] as (options: object) => Promise<unknown>
      try {
        return await call(given)
      } catch (error) {
        return error
      }
    },
    [name, options] as const,
  )
}

/** Waits until the mini program has nothing left to do that frames and short timers bring. */
export function settle(fixture: RunningFixture, ms = 300): Promise<void> {
  return fixture.page.waitForTimeout(ms)
}
