import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'running'

/** Somebody else works on the same data. */
export class InUseError extends Error {
  override readonly name = 'InUseError'

  constructor(pid: number) {
    super(`本机数据正在被使用（进程 ${pid}），可能已经启动过一次。先用 Ctrl-C 结束它。`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM'
  }
}

/** The process that has a data folder open, if it still runs. */
export function holderOf(dir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dir, FILE), 'utf8'))
    return pid !== process.pid && isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/**
 * Takes a data folder for this process; one that died left nothing that matters.
 * @returns what gives it back
 * @throws InUseError
 */
export function takeLock(dir: string): () => void {
  const holder = holderOf(dir)
  if (holder !== undefined) throw new InUseError(holder)
  mkdirSync(dir, { recursive: true })
  const file = join(dir, FILE)
  rmSync(file, { force: true })
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
  } catch (error) {
    // Two starts at the same moment: the other one was faster.
    const other = holderOf(dir)
    throw other === undefined ? error : new InUseError(other)
  }
  return () => rmSync(file, { force: true })
}
