import type { RouteTarget } from '../../contract/route'

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
  target: RouteTarget
}

/** One row of 要我做的. `bind:open` with `{ target }`. */
Component({
  properties: { row: { type: Object, value: null as unknown as DueRow } },
  methods: {
    onTap() {
      this.triggerEvent('open', { target: this.data.row.target })
    },
  },
})
