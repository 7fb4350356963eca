/** A function's log line as the cloud hands it on: `[api] text`. */
const FUNCTION_LINE = /^\[[\w-]+\] (.*)$/s

function isRoutine(text: string): boolean {
  if (/^cold start of /.test(text)) return true
  const json = FUNCTION_LINE.exec(text)?.[1]
  if (json === undefined) return false
  try {
    const line = JSON.parse(json) as { type?: unknown; code?: unknown; isOverBudget?: unknown }
    return line.type === 'call' && line.code !== 'internal' && line.isOverBudget !== true
  } catch {
    return false
  }
}

/** Lets through what somebody has to know; every call and cold start only when asked for with `--verbose`. */
export function terminalLog(write: (text: string) => void, isVerbose: boolean) {
  return (line: string): void => {
    if (isVerbose || !isRoutine(line)) write(`${line}\n`)
  }
}
