import type { Failure } from '../../ui/error-text'
import type { Status } from '../../ui/define-page'

/** Shapes of what is coming, block by block. */
const SHAPES: Record<string, string[]> = {
  today: ['rows', 'figures', 'lines'],
  reader: ['lines', 'text', 'text'],
  board: ['podium', 'people', 'people'],
  list: ['people', 'people'],
  me: ['person', 'figures', 'lines'],
}

/**
 * What stands in for a page's content: its shape while loading, a sentence with 重试 when it failed, a note on top when what
 * is shown may be old. `bind:retry`.
 */
Component({
  properties: {
    status: { type: String, value: 'loading' as Status as string },
    failure: { type: Object, value: null as unknown as Failure },
    shape: { type: String, value: 'list' },
  },
  data: { blocks: [] as { key: string; kind: string }[], bones: ['a', 'b', 'c'] },
  observers: {
    shape(shape: string) {
      const kinds = SHAPES[shape] ?? []
      this.setData({ blocks: kinds.map((kind, index) => ({ key: `${index}`, kind })) })
    },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})
