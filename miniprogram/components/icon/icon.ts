/** A line icon in the colour of its text. Names: `tools/icons/shapes.ts`. */
Component({
  properties: {
    name: String,
    /** rpx. */
    size: { type: Number, value: 40 },
  },
})
