import { countCharacters } from '../../contract/characters'

/**
 * A labelled line or box to type in, with what is wrong and how much fits. The page keeps the text: `bind:change` with
 * `{ value }` at every keystroke, `bind:done` when the keyboard's own button is tapped.
 */
Component({
  properties: {
    label: String,
    value: String,
    placeholder: String,
    /** Most characters; the count shows when little room is left, always in a box. */
    max: { type: Number, value: 140 },
    /** UTF-16 units that fit, where characters are counted as people do (`fieldMax`); 0 for as many as characters. */
    room: Number,
    error: String,
    hint: String,
    isLong: Boolean,
    /** Inside of a sheet: WeChat draws a box in a fixed layer otherwise in the wrong place. */
    isFixed: Boolean,
    doneWord: { type: String, value: 'done' },
  },
  data: { count: '' },
  observers: {
    'value, max, isLong'(value: string, max: number, isLong: boolean) {
      const count = countCharacters(value)
      const isNear = isLong || count * 5 >= max * 4
      this.setData({ count: isNear ? `${count}/${max}` : '' })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.triggerEvent('change', { value: event.detail.value })
    },
    onConfirm() {
      this.triggerEvent('done')
    },
  },
})
