import { avatarColor, surname } from './colors'

/** A person as a rounded square with the surname, in a colour made from the id. */
Component({
  properties: {
    memberId: String,
    name: String,
    /** rpx. */
    size: { type: Number, value: 72 },
  },
  data: { letter: '', color: '' },
  observers: {
    'memberId, name'(memberId: string, name: string) {
      this.setData({ letter: surname(name), color: avatarColor(memberId || name) })
    },
  },
})
