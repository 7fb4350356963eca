import { CloudError } from './errors'
import type { Invocation } from './invocations'

/** Actions that the SDK sends without their transaction, so that they run outside it and stay when it is aborted. */
const OUTSIDE = new Set([
  'database.modifyDocument',
  'database.removeDocument',
  'database.calculateDocument',
  'database.aggregateDocuments',
])

/**
 * Notices database calls that look as if they were inside a transaction and are not: wx-server-sdk 4.0.2 sends
 * `where().update`, `where().remove`, `count` and `aggregate` of a transaction without its id.
 */
export class TransactionWatch {
  /** Open transactions by the token of the function call that started them. */
  private readonly open = new Map<string, Set<string>>()

  constructor(
    private readonly strict: boolean,
    private readonly log: (line: string) => void,
  ) {}

  /** @throws CloudError INVALID_PARAM in strict mode, when a call runs outside an open transaction of its function */
  check(action: string, body: Record<string, unknown>, invocation: Invocation | undefined): void {
    if (!invocation || body['transactionId'] !== undefined || !this.isOutside(action, body)) return
    if (!this.open.get(invocation.token)?.size) return
    const text = `${action} on ${String(body['collectionName'])} runs outside the open transaction`
    this.log(`${invocation.functionName}: ${text}`)
    if (this.strict) throw new CloudError('INVALID_PARAM', text)
  }

  started(transactionId: unknown, invocation: Invocation | undefined): void {
    if (!invocation || typeof transactionId !== 'string') return
    const ids = this.open.get(invocation.token) ?? new Set()
    this.open.set(invocation.token, ids.add(transactionId))
  }

  ended(transactionId: unknown, invocation: Invocation | undefined): void {
    if (invocation) this.open.get(invocation.token)?.delete(String(transactionId))
  }

  /** Forgets a function call. @returns the transactions it left open */
  forget(invocation: Invocation): string[] {
    const ids = this.open.get(invocation.token)
    this.open.delete(invocation.token)
    return [...(ids ?? [])]
  }

  private isOutside(action: string, body: Record<string, unknown>): boolean {
    return OUTSIDE.has(action) && body['queryType'] !== 'DOC'
  }
}
