/** A panel that rises from the bottom, with a title and a slot. `bind:close` when the person puts it away. */
Component({
  properties: { isOpen: Boolean, title: String },
  methods: {
    onClose() {
      this.triggerEvent('close')
    },
  },
})
