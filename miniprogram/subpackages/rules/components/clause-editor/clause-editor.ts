import { CLAUSE_TEXT_MAX } from '../../../../contract/limits'
import { CLAUSE_KINDS, type ClauseKind } from '../../../../contract/rules'
import { KIND_NAMES } from '../../../../pages/rules/rules.model'
import { CLOSED_EDITOR } from '../../edit/edit.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { kind: ClauseKind }>

/**
 * The sheet for one clause: its kind, words, place. The page keeps every keystroke: `bind:text` `{ value }`, `bind:kind`
 * `{ kind }`, `bind:step` `{ by }`, `bind:remove`, `bind:close`.
 */
Component({
  properties: { editor: { type: Object, value: CLOSED_EDITOR } },
  data: {
    kinds: CLAUSE_KINDS.map((kind) => ({ kind, name: KIND_NAMES[kind] })),
    max: CLAUSE_TEXT_MAX,
    /** What is in the box; follows the editor only when another clause is opened, so that typing is never overwritten. */
    text: '',
    clauseId: '',
  },
  observers: {
    editor(editor: typeof CLOSED_EDITOR) {
      if (!editor.isOpen) this.setData({ clauseId: '' })
      else if (editor.clauseId !== this.data.clauseId) {
        this.setData({ clauseId: editor.clauseId, text: editor.text })
      }
    },
  },
  methods: {
    onText({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: detail.value })
      this.triggerEvent('text', detail)
    },
    onKind(event: Tap) {
      this.triggerEvent('kind', { kind: event.currentTarget.dataset.kind })
    },
    onUp() {
      if (this.data.editor.canUp) this.triggerEvent('step', { by: -1 })
    },
    onDown() {
      if (this.data.editor.canDown) this.triggerEvent('step', { by: 1 })
    },
    onRemove() {
      this.triggerEvent('remove')
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
