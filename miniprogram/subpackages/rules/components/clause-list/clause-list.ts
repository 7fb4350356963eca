import type { ClauseKind } from '../../../../contract/rules'
import { rectsOf, type Rect } from '../../../../ui/measure'
import { dropPlace, type EditSection } from '../../edit/edit.model'

type Row = WechatMiniprogram.TouchEvent<
  object,
  object,
  { id: string; kind: ClauseKind; place: number; removed?: boolean }
>

interface Drag {
  id: string
  from: number
  place: number
  startY: number
  /** Rows of the kind when the drag began; empty until measured. */
  rects: Rect[]
}

const drags = new WeakMap<object, Drag>()

/**
 * The clauses of a draft by kind. `bind:pick` and `bind:restore` with `{ id }`, `bind:add` with `{ kind }`, `bind:move` with
 * `{ id, place }` while a row is dragged by its handle over others of its kind.
 */
Component({
  properties: {
    sections: { type: Array, value: [] as EditSection[] },
    canAdd: Boolean,
  },
  data: { dragging: '' },
  methods: {
    onPick(event: Row) {
      const { id, removed } = event.currentTarget.dataset
      if (!removed) this.triggerEvent('pick', { id })
    },
    onRestore(event: Row) {
      this.triggerEvent('restore', { id: event.currentTarget.dataset.id })
    },
    onAdd(event: Row) {
      this.triggerEvent('add', { kind: event.currentTarget.dataset.kind })
    },
    async onDragStart(event: Row) {
      const { id, kind, place } = event.currentTarget.dataset
      const [touch] = event.touches
      if (!touch) return
      const drag: Drag = { id, from: place, place, startY: touch.clientY, rects: [] }
      drags.set(this, drag)
      this.setData({ dragging: id })
      drag.rects = await rectsOf(this, `.kept-${kind}`)
    },
    onDragMove(event: Row) {
      const drag = drags.get(this)
      const [touch] = event.touches
      if (!drag || !touch) return
      const place = dropPlace(drag.rects, drag.from, touch.clientY - drag.startY)
      if (place === drag.place) return
      drag.place = place
      this.triggerEvent('move', { id: drag.id, place })
    },
    onDragEnd() {
      drags.delete(this)
      this.setData({ dragging: '' })
    },
  },
})
