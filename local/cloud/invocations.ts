import { randomBytes } from 'node:crypto'

/** Where a call chain began: the mini program or a timer trigger. */
export type InvocationSource = 'wx_client' | 'timer'

/** One running call of one function, as the server knows it behind the token that the function's SDK sends back. */
export interface Invocation {
  token: string
  requestId: string
  functionName: string
  source: InvocationSource
  /** The functions passed through, e.g. `wx_client,scf` in a function called by a function. */
  chain: string
  openid?: string
}

/**
 * Who is calling: each function call gets a secret token in its environment (`WX_API_TOKEN`, for timers
 * `WX_TRIGGER_API_TOKEN_V0`), which the SDK puts into every request as `wxCloudApiToken`. The server never believes
 * anything else a function says about the caller.
 */
export class Invocations {
  private readonly running = new Map<string, Invocation>()
  private readonly listeners: ((invocation: Invocation) => void)[] = []

  /** Calls back after each function call, however it ended. */
  onEnd(listener: (invocation: Invocation) => void): void {
    this.listeners.push(listener)
  }

  begin(invocation: Omit<Invocation, 'token'>): Invocation {
    const entry: Invocation = { ...invocation, token: randomBytes(18).toString('base64url') }
    this.running.set(entry.token, entry)
    return entry
  }

  end(invocation: Invocation): void {
    this.running.delete(invocation.token)
    for (const listener of this.listeners) listener(invocation)
  }

  /** The call that owns a token, or undefined for tokens that are forged or whose call has ended. */
  find(token: unknown): Invocation | undefined {
    return typeof token === 'string' ? this.running.get(token) : undefined
  }
}
