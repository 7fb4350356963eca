import { watch } from 'node:fs'
import { join } from 'node:path'
import { load } from './load'

const SETTLE_MS = 150

interface FunctionsModule {
  buildFunctions(): Promise<void>
}

/** Builds the cloud functions again when their source changes; the function host notices the new files itself. */
export function watchFunctions(root: string, log: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const rebuild = async (): Promise<void> => {
    const startedAt = performance.now()
    try {
      const tools = await load<FunctionsModule>(root, 'tools/build-functions.ts')
      await tools?.buildFunctions()
      log(`云函数已重新构建，${Math.round(performance.now() - startedAt)} 毫秒`)
    } catch (error) {
      log(`云函数没有构建成功：${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(rebuild)
    }, SETTLE_MS)
  }
  const watchers = ['cloudfunctions', 'miniprogram/contract'].map((folder) =>
    // An error is a folder that vanished before it could be watched; the watcher itself lives on.
    watch(join(root, folder), { recursive: true }, later).on('error', later),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
