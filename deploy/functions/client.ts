/** What a deployment may do to cloud functions. There is no way to delete one. */
export interface FunctionsClient {
  /** Null when there is none of that name. */
  find(name: string): Promise<RemoteFunction | null>
  create(it: LocalFunction, variables: ReadonlyMap<string, string>): Promise<void>
  updateCode(it: LocalFunction): Promise<void>
  /** Sets the timeout and replaces the whole set of environment variables. */
  configure(name: string, timeout: number, variables: ReadonlyMap<string, string>): Promise<void>
  addTrigger(name: string, trigger: Trigger): Promise<void>
}

export interface Trigger {
  name: string
  type: 'timer'
  /** Seven fields, in UTC+8. */
  config: string
}

/** A folder of `dist/cloudfunctions` with its `config.json`. */
export interface LocalFunction {
  name: string
  dir: string
  runtime: string
  memoryMb: number
  timeout: number
  permissions: readonly string[]
  triggers: readonly Trigger[]
  bytes: number
}

export interface RemoteFunction {
  runtime: string
  timeout: number
  variables: ReadonlyMap<string, string>
  triggers: readonly { name: string; config: string }[]
}
