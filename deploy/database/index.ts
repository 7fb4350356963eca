import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeployError } from '../errors'
import { table } from '../table'
import type { CollectionDeclaration, DatabaseClient } from './client'
import { diffDatabase, type DiffRow, type RemoteCollection } from './diff'

/** @throws DeployError before a build. */
export function readSchema(root: string): CollectionDeclaration[] {
  const file = join(root, 'dist/cloudfunctions/schema.json')
  if (!existsSync(file)) throw new DeployError(`There is no ${file}`, 'Run `npm run build`.')
  return JSON.parse(readFileSync(file, 'utf8')) as CollectionDeclaration[]
}

async function readRemote(
  client: DatabaseClient,
  declared: readonly CollectionDeclaration[],
): Promise<Map<string, RemoteCollection>> {
  const ours = new Set(declared.map(({ name }) => name))
  const remote = new Map<string, RemoteCollection>()
  for (const name of await client.collections()) {
    const isOurs = ours.has(name)
    remote.set(name, {
      indexes: isOurs ? await client.indexes(name) : [],
      rule: isOurs ? await client.rule(name) : { tag: '', text: null },
    })
  }
  return remote
}

/** One step after the other, so that a failure is that step's; a collection is closed before it gets indexes. */
async function apply(
  client: DatabaseClient,
  declared: readonly CollectionDeclaration[],
  rows: readonly DiffRow[],
  log: (line: string) => void,
): Promise<number> {
  const byName = new Map(declared.map((collection) => [collection.name, collection]))
  const missing = new Set<string>()
  let failures = 0
  for (const { collection, part, verdict } of rows) {
    const ours = byName.get(collection)
    if (!ours || (verdict !== 'create' && verdict !== 'set') || missing.has(collection)) continue
    const index = ours.indexes.find(({ name }) => name === part)
    try {
      if (part === 'collection') await client.createCollection(collection)
      else if (part === 'rule') await client.setRule(collection, ours.securityRule)
      else if (index) await client.createIndex(collection, index)
      log(`done: ${collection} ${part}`)
    } catch (error) {
      failures++
      if (part === 'collection') missing.add(collection)
      log(`FAILED: ${collection} ${part}: ${(error as Error).message}`)
    }
  }
  return failures
}

const NOTES: Partial<Record<DiffRow['verdict'], string>> = {
  differs:
    'An index of that name is another one. Drop it in the console (云开发 → 数据库 → 索引管理) and run this again.',
  'not ours': 'Not in the schema: left alone.',
}

/** The diff as a table, unchanged parts counted only. */
export function describeDiff(rows: readonly DiffRow[]): string {
  const shown = rows.filter(({ verdict }) => verdict !== 'same')
  const lines = [`${rows.length - shown.length} of ${rows.length} parts are as declared.`]
  if (shown.length > 0) {
    const cells = shown.map((row) => [row.verdict, row.collection, row.part, row.here, row.there])
    lines.push(table(['what', 'collection', 'part', 'here', 'there'], cells))
  }
  const verdicts = new Set(shown.map(({ verdict }) => verdict))
  for (const [verdict, note] of Object.entries(NOTES)) {
    if (verdicts.has(verdict as DiffRow['verdict'])) lines.push(`${verdict}: ${note}`)
  }
  return lines.join('\n')
}

/** What the functions will do to documents of older versions: nothing here writes documents. */
export function describeMigrations(declared: readonly CollectionDeclaration[]): string[] {
  return declared.flatMap(({ name, migrations = [] }) =>
    migrations.map(({ to, what }) => `migrates ${name} to version ${to}: ${what}`),
  )
}

export interface DatabaseRun {
  declared: readonly CollectionDeclaration[]
  /** Null: no credentials, so everything is compared with an empty environment. */
  client: DatabaseClient | null
  isDryRun: boolean
  log: (line: string) => void
}

/** Creates what is missing. Answers how many steps failed or are left to a person. */
export async function deployDatabase({
  declared,
  client,
  isDryRun,
  log,
}: DatabaseRun): Promise<number> {
  const remote = client ? await readRemote(client, declared) : new Map<string, RemoteCollection>()
  if (!client) log('No Tencent Cloud key: compared with an empty environment.')
  const rows = diffDatabase(declared, remote)
  log(describeDiff(rows))
  for (const line of describeMigrations(declared)) log(line)
  const open = rows.filter(({ verdict }) => verdict === 'differs').length
  if (isDryRun || !client) {
    log('Dry run: nothing was changed.')
    return 0
  }
  return open + (await apply(client, declared, rows, log))
}
