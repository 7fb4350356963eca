/** The environment of the cloud functions, as the console gives it (docs/DEPLOYING.md). */
declare namespace NodeJS {
  interface ProcessEnv {
    /** Whoever enters it in an empty environment becomes the owner. */
    SETUP_CODE?: string
    /** Subscription template ids, one a key of `contract/notice.ts`. */
    TEMPLATE_TODO?: string
    TEMPLATE_SEAT?: string
  }
}

/**
 * What the platform uses of wx-server-sdk 4.0.2. Its own types are mostly `any`, union with `void` and lack options that exist,
 * so the shapes seen in @cloudbase/database 1.4.3 and in answers are written down here once.
 */
declare namespace WxServerSdk {
  interface Document {
    get(): Promise<{ data: unknown }>
    set(options: { data: object }): Promise<unknown>
    update(options: { data: object }): Promise<{ stats: { updated: number } }>
    remove(): Promise<unknown>
  }
  interface Query {
    orderBy(field: string, direction: 'asc' | 'desc'): Query
    limit(count: number): Query
    field(fields: Record<string, boolean>): Query
    get(): Promise<{ data: unknown[] }>
    count(): Promise<{ total: number }>
    remove(): Promise<{ stats: { removed: number } }>
  }
  interface Collection {
    doc(id: string): Document
    where(condition: object): Query
    add(options: { data: object }): Promise<unknown>
  }
  interface Transaction {
    collection(name: string): Collection
    commit(): Promise<unknown>
    rollback(reason?: unknown): Promise<unknown>
  }
  type Operator = 'eq' | 'in' | 'lt' | 'gt' | 'gte' | 'set' | 'inc'
  interface Command extends Record<Operator, (value: unknown) => unknown> {
    remove(): unknown
    and(...conditions: unknown[]): unknown
  }
  interface Database {
    command: Command
    collection(name: string): Collection
    startTransaction(): Promise<Transaction>
  }
  interface OpenApi {
    security: {
      msgSecCheck(request: object): Promise<{ result?: { suggest?: 'pass' | 'review' | 'risky' } }>
    }
    subscribeMessage: { send(request: object): Promise<{ errCode: number }> }
  }
  /** Answers a promise; its type says otherwise. */
  type GetOpenData = (options: {
    list: string[]
  }) => Promise<{ list: { cloudID?: string; data?: { opengid?: unknown } }[] }>
}
