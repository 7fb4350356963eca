/** A numbered sentence of the 群规 as `rules.model` prepares it. */
export interface ClauseRow {
  clauseId: string
  number: string
  text: string
  change: '' | 'added' | 'changed' | 'removed'
  /** The old words of a changed clause. */
  before: string
}

/** One clause; a change is marked by colour and by word. */
Component({
  properties: { row: { type: Object, value: null as unknown as ClauseRow } },
})
