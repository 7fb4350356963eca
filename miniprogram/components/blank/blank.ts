/** Nothing here, or nothing more to do: a sentence that says what comes next, one button, and room for more below. */
Component({
  properties: {
    icon: String,
    title: String,
    text: String,
    /** Empty: no button. */
    button: String,
    isBusy: Boolean,
    problem: String,
    /** Stands for something that went well. */
    isGood: Boolean,
  },
  methods: {
    onTap() {
      if (!this.data.isBusy) this.triggerEvent('act')
    },
  },
})
