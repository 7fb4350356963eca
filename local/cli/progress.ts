/** Steps that take longer than a moment say so, with the time they took. */
const WORTH_SAYING_MS = 300

export interface Progress {
  /** @param run may say how far it is. */
  step<T>(label: string, run: (say: (text: string) => void) => Promise<T> | T): Promise<T>
}

export function createProgress(write: (text: string) => void): Progress {
  return {
    async step(label, run) {
      const startedAt = performance.now()
      let said = false
      const timer = setTimeout(() => {
        said = true
        write(`  ${label} …`)
      }, WORTH_SAYING_MS)
      try {
        const result = await run((text) => {
          if (said) write(` ${text}`)
        })
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
        if (said) write(` ${seconds} 秒\n`)
        return result
      } catch (error) {
        if (said) write(' 没有完成\n')
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
