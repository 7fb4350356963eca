import { DAY } from '../days'
import type { Stage } from '../stage'
import { collector } from './collect'

interface Book {
  _id: string
  version: number
  requiredVersion: number
  clauses: unknown[]
}
interface Version {
  groupId: string
  version: number
  material: boolean
  clauses: unknown[]
}
interface Ask {
  _id: string
  kind: string
  groupId: string | null
  state: string
}
interface Deadline {
  _id: string
  at: number
  status: string
  lastError: string | null
}

/** One version of the 群规 is in force, one ask goes with it, marks belong to asks, and nothing waits past its time. */
export async function askProblems({ documents, now }: Stage): Promise<string[]> {
  const books = (await documents('rule_books')) as unknown as Book[]
  const versions = (await documents('rule_versions')) as unknown as Version[]
  const asks = (await documents('asks')) as unknown as Ask[]
  const marks = await documents('ask_marks')
  const deadlines = (await documents('deadlines')) as unknown as Deadline[]
  const { problems, same, holds } = collector()
  for (const book of books) {
    const own = versions.filter(({ groupId }) => groupId === book._id)
    own.sort((a, b) => a.version - b.version)
    const numbers = own.map(({ version }) => version)
    same(
      `versions of ${book._id}`,
      numbers,
      Array.from({ length: book.version }, (_, n) => n + 1),
    )
    same(`clauses in force of ${book._id}`, book.clauses, own.at(-1)?.clauses)
    const required = own.filter(({ material }) => material).at(-1)?.version
    same(`version to confirm of ${book._id}`, book.requiredVersion, required)
    const open = asks.filter(
      ({ kind, groupId, state }) =>
        kind === 'rules.confirm' && groupId === book._id && state === 'open',
    )
    const wanted = [`rules.confirm:${book._id}:${book.requiredVersion}`]
    same(
      `open asks of ${book._id}`,
      open.map(({ _id }) => _id),
      wanted,
    )
  }
  const known = new Set(asks.map(({ _id }) => _id))
  for (const { _id, askId } of marks) {
    holds(`mark ${_id} of an ask that nobody knows`, known.has(String(askId)))
  }
  for (const { _id, at, status, lastError } of deadlines) {
    holds(`deadline ${_id} is late by days`, at > now() - DAY)
    same(`deadline ${_id}`, [status, lastError], ['waiting', null])
  }
  return problems
}
