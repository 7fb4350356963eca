import type { WxFamily } from '../support'

interface Entry {
  entryType: string
  name: string
  startTime: number
  duration: number
  navigationStart: number
  navigationType: string
}

type EntryList = ReturnType<typeof entryList>

function entryList(entries: readonly Entry[]) {
  return {
    getEntries: () => [...entries],
    getEntriesByType: (type: string) => entries.filter((one) => one.entryType === type),
    getEntriesByName: (name: string, type?: string) =>
      entries.filter((one) => one.name === name && (type === undefined || one.entryType === type)),
  }
}

/** Only the launch is measured here; how fast a phone is cannot be learnt from a computer. */
function launchEntry(): Entry {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const startTime = performance.timeOrigin
  return {
    entryType: 'navigation',
    name: 'appLaunch',
    startTime,
    duration: page ? page.domContentLoadedEventEnd : 0,
    navigationStart: startTime,
    navigationType: 'appLaunch',
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/performance/wx.getPerformance.html */
export function performanceFamily(): WxFamily {
  const getPerformance = (): object => ({
    ...entryList([launchEntry()]),
    setBufferSize: () => undefined,
    createObserver: (callback: (list: EntryList) => void) => ({
      observe: ({ entryTypes = [] }: { entryTypes?: string[] } = {}) => {
        if (!entryTypes.includes('navigation')) return
        setTimeout(() => callback(entryList([launchEntry()])), 0)
      },
      disconnect: () => undefined,
    }),
  })
  return {
    name: 'performance',
    apis: { getPerformance, reportPerformance: () => undefined },
  }
}
