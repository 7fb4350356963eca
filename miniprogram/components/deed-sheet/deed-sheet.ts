import { REASON_MAX } from '../../contract/limits'

/** Something that cannot simply be taken back, before it is done. */
export interface Deed {
  title: string
  /** What it will do, one sentence each. */
  lines: string[]
  /** Of the button, and while it is being done. */
  yes: string
  busy: string
  isDanger: boolean
  /** Where others are concerned: why. Null asks for none. */
  reason: { label: string; placeholder: string } | null
}

/**
 * Asks before a deed: lists what it does, takes the reason where there has to be one. `bind:yes`, `bind:reason` `{ value }`,
 * `bind:close`.
 */
Component({
  properties: {
    isOpen: Boolean,
    deed: { type: Object, value: null as unknown as Deed },
    reason: String,
    issue: String,
    problem: String,
    isBusy: Boolean,
  },
  data: { max: REASON_MAX },
  methods: {
    onReason({ detail }: { detail: { value: string } }) {
      this.triggerEvent('reason', detail)
    },
    onYes() {
      if (!this.data.isBusy) this.triggerEvent('yes')
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
