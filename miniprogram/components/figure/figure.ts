/** A number with its unit and what it counts. `bind:open` when it can be opened. */
Component({
  properties: {
    value: String,
    unit: String,
    label: String,
    canOpen: Boolean,
  },
  methods: {
    onTap() {
      if (this.data.canOpen) this.triggerEvent('open')
    },
  },
})
