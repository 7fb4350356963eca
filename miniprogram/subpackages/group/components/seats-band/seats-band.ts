import { bandOf } from '../../../../components/group-bar/band'
import type { GroupBar } from '../../../../contract/common'
import { bandDrawing, type BandDrawing } from './seats-words'

/** Seats taken on a bar with the ideal range marked. */
Component({
  properties: {
    seats: { type: Object, value: null as unknown as GroupBar['seats'] },
    /** Without the numbers under the bar. */
    isPlain: Boolean,
  },
  data: { drawing: null as BandDrawing | null, tone: 'good' },
  observers: {
    seats(seats: GroupBar['seats'] | null) {
      if (seats) this.setData({ drawing: bandDrawing(seats), tone: bandOf(seats).tone })
    },
  },
})
