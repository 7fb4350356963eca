import type { Meter } from './database'

/** One line a call. Never inputs, names, openids or texts of people. */
export interface CallRecord extends Meter {
  requestId: string
  action: string
  memberId: string | null
  /** `ok` or the error code. */
  code: string
  ms: number
  /** Operations allowed by the contract; a call above it is logged as a warning. */
  isOverBudget: boolean
}

export type CallLog = (record: CallRecord) => void

export const logCall: CallLog = (record) => {
  const line = JSON.stringify({ type: 'call', ...record })
  if (record.isOverBudget || record.code === 'internal') console.warn(line)
  else console.log(line)
}

/** A defect: the stack goes to the log, the person gets `internal` and the request id. */
export function logDefect(requestId: string, action: string, error: unknown): void {
  const stack = error instanceof Error ? error.stack : JSON.stringify(error)
  console.error(JSON.stringify({ type: 'defect', requestId, action, stack }))
}
