import { spawn } from 'node:child_process'
import { delimiter, resolve } from 'node:path'

/** How a command ended. */
export interface StepResult {
  name: string
  /** 1 also for one that was killed or could not be started. */
  code: number
  seconds: number
  /** What it printed; empty when it printed straight to the terminal. */
  output: string
}

/**
 * Runs a command of this repository or of its packages from the root.
 * @param live prints as it comes, instead of keeping it until the end
 */
export function runStep(name: string, command: string[], live = false): Promise<StepResult> {
  const [program = '', ...args] = command
  const startedAt = performance.now()
  const bin = resolve('node_modules/.bin')
  return new Promise((done) => {
    const child = spawn(program, args, {
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
      // On Windows the packages' programs are command files.
      shell: process.platform === 'win32',
    })
    let output = ''
    const keep = (data: Buffer): void => void (output += data.toString())
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const end = (code: number): void =>
      done({ name, code, seconds: (performance.now() - startedAt) / 1000, output })
    child.on('error', (error) => {
      output += `${error.message}\n`
      end(1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}
