/** Something due, as `today.model` prepares it. */
export interface DueRow {
  key: string
  icon: string
  title: string
  detail: string
  due: string
  tone: 'overdue' | 'today' | 'later'
  /** `+5`, empty for none. */
  points: string
  path: string
}

/** One row of 要我做的. `bind:open` with `{ path }`. */
Component({
  properties: { row: { type: Object, value: null as unknown as DueRow } },
  methods: {
    onTap() {
      this.triggerEvent('open', { path: this.data.row.path })
    },
  },
})
