import type { GroupBar } from '../../contract/common'
import { mayHaveOthers } from '../../services/groups'
import { go } from '../../ui/routes'
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
        tone: bandOf(group.seats).tone,
        word: bandOf(group.seats).word,
      })
    },
  },
  pageLifetimes: {
    /** What lies over the page does not wait there for another group. */
    hide() {
      this.setData({ isOpen: false })
    },
  },
  methods: {
    /** On pages that are about more than this group, its name leads to what the group is. */
    onHome() {
      const { canSwitch, group } = this.data
      if (canSwitch) void go('groups.home', { g: group.groupId })
    },
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
