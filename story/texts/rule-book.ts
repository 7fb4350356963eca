import { CLAUSE_KINDS, type ClauseKind } from '../../miniprogram/contract/rules'
import { clauseName, type Edit } from './clauses'

/** A clause by the name that edits use; `clauseId` once it has been published. */
export interface NamedClause {
  name: string
  kind: ClauseKind
  text: string
  clauseId?: string
}

const inOrder = (clauses: readonly NamedClause[]): NamedClause[] =>
  CLAUSE_KINDS.flatMap((kind) => clauses.filter((clause) => clause.kind === kind))

/** The starter book with the names that edits use. */
export function nameClauses(starter: readonly { kind: ClauseKind; text: string }[]): NamedClause[] {
  const places = new Map<ClauseKind, number>()
  const named = starter.map(({ kind, text }) => {
    const place = (places.get(kind) ?? 0) + 1
    places.set(kind, place)
    return { name: clauseName(kind, place), kind, text }
  })
  return inOrder(named)
}

/** @throws Error when an edit names a clause that is not there, or adds one that is. */
export function editClauses(
  clauses: readonly NamedClause[],
  edits: readonly Edit[],
): NamedClause[] {
  const next = [...clauses]
  const find = (name: string): number => {
    const index = next.findIndex((clause) => clause.name === name)
    if (index < 0) throw new Error(`the rule book has no clause ${name}`)
    return index
  }
  for (const edit of edits) {
    if ('remove' in edit) next.splice(find(edit.remove), 1)
    else if ('set' in edit) {
      const index = find(edit.set)
      next[index] = { ...next[index]!, text: edit.text }
    } else {
      if (next.some(({ name }) => name === edit.add)) {
        throw new Error(`the rule book has a clause ${edit.add} already`)
      }
      const kind = CLAUSE_KINDS.find((one) => edit.add.startsWith(`${one}-`))
      if (!kind) throw new Error(`${edit.add} names no kind of clause`)
      const place = edit.after === undefined ? next.length : find(edit.after) + 1
      next.splice(place, 0, { name: edit.add, kind, text: edit.text })
    }
  }
  return inOrder(next)
}
