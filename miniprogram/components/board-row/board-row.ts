/** A line of a board as `board.model` prepares it. */
export interface BoardLine {
  key: string
  memberId: string
  place: string
  name: string
  detail: string
  points: string
  /** e.g. `距上一名 12`. */
  gap: string
  isMe: boolean
}

/** One line of a board. `bind:open` with `{ memberId }`: the figure opens to its entries. */
Component({
  properties: {
    row: { type: Object, value: null as unknown as BoardLine },
    canOpen: { type: Boolean, value: true },
  },
  methods: {
    onTap() {
      if (this.data.canOpen) this.triggerEvent('open', { memberId: this.data.row.memberId })
    },
  },
})
