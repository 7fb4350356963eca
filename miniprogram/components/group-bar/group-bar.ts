import type { GroupBar } from '../../contract/common'
import { mayHaveOthers } from '../../services/groups'
import { bandOf, groupTypeText } from './band'

/** The group a page is about: name, type, seats, and the way to another one. `bind:change` after switching. */
Component({
  properties: {
    group: { type: Object, value: null as unknown as GroupBar },
    /** The group is not known yet: keeps its place. */
    isPending: Boolean,
    /** Off where the page is about this very group. */
    canSwitch: { type: Boolean, value: true },
  },
  data: { typeText: '', tone: 'good', word: '', hasOthers: false, isOpen: false },
  observers: {
    group(group: GroupBar | null) {
      if (!group) return
      this.setData({
        typeText: groupTypeText(group.type),
        hasOthers: mayHaveOthers(group),
        ...bandOf(group.seats),
      })
    },
  },
  methods: {
    onOpen() {
      this.setData({ isOpen: true })
    },
    onClose() {
      this.setData({ isOpen: false })
    },
    onChange() {
      this.setData({ isOpen: false })
      this.triggerEvent('change')
    },
  },
})
