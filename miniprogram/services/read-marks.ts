import { readStored, store } from './storage'

const mark = (groupId: string) => `read:${groupId}`

/** How many clauses of this version have been read; kept so that reading goes on after an interruption. */
export function readCount(groupId: string, version: number): number {
  const stored = readStored<{ version: number; count: number }>(mark(groupId))
  return stored?.version === version ? stored.count : 0
}

export const noteRead = (groupId: string, version: number, count: number): boolean =>
  store(mark(groupId), { version, count })
