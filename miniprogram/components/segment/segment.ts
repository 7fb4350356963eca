/** Two to five choices of which one holds. `bind:change` with `{ value }`. */
Component({
  properties: {
    options: { type: Array, value: [] as { value: string; label: string }[] },
    value: String,
  },
  methods: {
    onPick(event: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
      const { value } = event.currentTarget.dataset
      if (value !== this.data.value) this.triggerEvent('change', { value })
    },
  },
})
