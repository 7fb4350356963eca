import { AppError } from './errors'
import { logDefect } from './log'
import type { Document } from './paths'
import type { AnyTable } from './table'

/** Field that says which version a stored document has; absent: 1. Never handed to domains. */
export const VERSION_FIELD = 'v'

export type Raw = Document & Record<string, unknown>

export const versionOf = (raw: Raw): number => {
  const version = raw[VERSION_FIELD]
  return typeof version === 'number' ? version : 1
}

export const isOutdated = (table: AnyTable, raw: Raw): boolean => versionOf(raw) < table.version

/** The document as the code of today knows it: migrated in memory when it is older. It stays as it is in the database. */
export function upgraded(table: AnyTable, raw: Raw): Raw {
  const { [VERSION_FIELD]: _version, ...plain } = raw
  if (table.version === 1 || !isOutdated(table, raw)) {
    return table.version === 1 ? raw : (plain as Raw)
  }
  let document: Record<string, unknown> = plain
  for (const { to, what, up } of table.migrations) {
    if (to <= versionOf(raw)) continue
    try {
      document = up(structuredClone(document))
    } catch (error) {
      logDefect(`${table.name}/${raw._id}`, `migration to ${to}: ${what}`, error)
      throw new AppError('unavailable', '这部分数据正在升级，请稍后再试')
    }
  }
  return { ...document, _id: raw._id }
}

/** What is written: with its version, when the table has had more than one. */
export const stamped = <D extends Document>(table: AnyTable, document: D): D =>
  table.version === 1 ? document : { ...document, [VERSION_FIELD]: table.version }
