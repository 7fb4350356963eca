import type { WxContext, WxFamily } from '../support'

type Level = 'log' | 'info' | 'warn' | 'error'

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

/** Logs that WeChat would keep for the developer go to the host; warnings and errors show in the terminal. */
export function loggerFamily({ host }: WxContext): WxFamily {
  const write =
    (source: string, level: Level) =>
    (...args: unknown[]): void => {
      host.report({ level, text: `${source} ${args.map(textOf).join(' ')}` })
    }
  const logManager = {
    debug: write('[LogManager]', 'log'),
    info: write('[LogManager]', 'info'),
    log: write('[LogManager]', 'log'),
    warn: write('[LogManager]', 'warn'),
  }
  const realtime = (label: string) => ({
    info: write(label, 'info'),
    warn: write(label, 'warn'),
    error: write(label, 'error'),
    setFilterMsg: () => undefined,
    addFilterMsg: () => undefined,
  })
  const realtimeManager = {
    ...realtime('[RealtimeLog]'),
    in: () => undefined,
    getCurrentState: () => ({ size: 0, maxSize: 5120, logCount: 0, maxLogCount: 200 }),
    tag: (name: string) => realtime(`[RealtimeLog ${name}]`),
  }
  return {
    name: 'logger',
    apis: {
      getLogManager: () => logManager,
      getRealtimeLogManager: () => realtimeManager,
      reportAnalytics: write('[reportAnalytics]', 'log'),
      reportEvent: write('[reportEvent]', 'log'),
    },
  }
}
