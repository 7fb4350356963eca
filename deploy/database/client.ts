/** What a deployment may do to a database. There is no way to drop anything. */
export interface DatabaseClient {
  collections(): Promise<string[]>
  indexes(collection: string): Promise<RemoteIndex[]>
  rule(collection: string): Promise<RemoteRule>
  createCollection(name: string): Promise<void>
  createIndex(collection: string, index: IndexDeclaration): Promise<void>
  setRule(collection: string, rule: SecurityRule): Promise<void>
}

export type Direction = 1 | -1

/** As `dist/cloudfunctions/schema.json` has it, built from the tables of all domains. */
export interface IndexDeclaration {
  name: string
  fields: [path: string, direction: Direction][]
  unique?: boolean
}

export interface SecurityRule {
  read: boolean | string
  write: boolean | string
}

export interface CollectionDeclaration {
  name: string
  indexes: IndexDeclaration[]
  /** Version of the documents written now; older ones are migrated by the functions, when read and by a job. */
  version?: number
  migrations?: { to: number; what: string }[]
  securityRule: SecurityRule
}

export interface RemoteIndex {
  name: string
  /** Directions as the cloud names them: `1`, `-1`, `2dsphere`. */
  fields: [path: string, direction: string][]
  unique: boolean
}

/** A preset (`ADMINONLY`, `READONLY` …), or `CUSTOM` with the rule's text. */
export interface RemoteRule {
  tag: string
  text: string | null
}
