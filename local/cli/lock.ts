import { ClassicLevel } from 'classic-level'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const LOCK = 'lock'
const HOLDER = 'running'
/** A process that was killed holds its files until the system has taken it apart; a running one holds them longer. */
const PATIENCE_MS = 1500
const POLL_MS = 50

/** Somebody else works on the same data. */
export class InUseError extends Error {
  override readonly name = 'InUseError'

  /** @param pid only for people; undefined when the other one has not said it yet */
  constructor(pid: number | undefined) {
    const who = pid === undefined ? '' : `（进程 ${pid}）`
    super(`本机数据正在被使用${who}，可能已经启动过一次。先用 Ctrl-C 结束它。`)
  }
}

/** Gives a data folder back. */
export type Release = () => Promise<void>

/**
 * Takes a data folder for this process.
 *
 * The lock is the operating system's, on the `LOCK` file of an empty LevelDB: `fcntl` on Linux and macOS, a file opened
 * without sharing on Windows. It ends with the process however that ends, so nothing stale can be left, and no process
 * id has to be believed, which the system may have given to somebody else. Node itself has no file locks; sockets by
 * name would be left behind on Linux and macOS, and a port could be anybody's.
 * @throws InUseError when another start, of this process too, keeps it
 */
export async function takeLock(dir: string): Promise<Release> {
  mkdirSync(dir, { recursive: true })
  const level = await openLocked(dir)
  const file = join(dir, HOLDER)
  writeFileSync(file, String(process.pid))
  return async () => {
    rmSync(file, { force: true })
    await level.close()
  }
}

/** @throws InUseError while somebody has the folder; does nothing to one that nobody ever had */
export async function assertFree(dir: string): Promise<void> {
  if (!existsSync(join(dir, LOCK))) return
  const release = await takeLock(dir)
  await release()
}

async function openLocked(dir: string): Promise<ClassicLevel> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const level = new ClassicLevel(join(dir, LOCK))
    try {
      await level.open()
      return level
    } catch (error) {
      if (codeOf((error as Error).cause) !== 'LEVEL_LOCKED') throw error
      if (Date.now() > deadline) throw new InUseError(holderOf(dir))
    }
    await sleep(POLL_MS)
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code

/** Whoever wrote its process id last. */
function holderOf(dir: string): number | undefined {
  try {
    return Number(readFileSync(join(dir, HOLDER), 'utf8')) || undefined
  } catch {
    return undefined
  }
}
