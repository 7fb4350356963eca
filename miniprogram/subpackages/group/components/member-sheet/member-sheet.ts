import type { GroupRole } from '../../../../contract/common'
import { REASON_MAX } from '../../../../contract/limits'
import { removalLines, type MemberSheet } from '../../home/home.model'

type Tap = WechatMiniprogram.TouchEvent<object, object, { role: GroupRole }>

/**
 * What an admin can do about one person: another role, or out of the group, which first says what happens and asks why.
 * `bind:role` `{ role }`, `bind:reason` `{ value }`, `bind:remove`, `bind:close`.
 */
Component({
  properties: {
    isOpen: Boolean,
    sheet: { type: Object, value: null as unknown as MemberSheet },
    reason: String,
    issue: String,
    problem: String,
    isBusy: Boolean,
  },
  data: { isRemoving: false, lines: [] as string[], max: REASON_MAX },
  observers: {
    sheet(sheet: MemberSheet | null) {
      this.setData({ isRemoving: false, lines: sheet ? removalLines(sheet.name) : [] })
    },
  },
  methods: {
    onRole(event: Tap) {
      const { role } = event.currentTarget.dataset
      const { sheet, isBusy } = this.data
      const choice = sheet.roles.find((one) => one.role === role)
      if (!isBusy && !sheet.lock && choice && !choice.isOn) this.triggerEvent('role', { role })
    },
    onAskRemove() {
      this.setData({ isRemoving: true })
    },
    onBack() {
      this.setData({ isRemoving: false })
    },
    onReason({ detail }: { detail: { value: string } }) {
      this.triggerEvent('reason', detail)
    },
    onRemove() {
      this.triggerEvent('remove')
    },
    onClose() {
      this.setData({ isRemoving: false })
      this.triggerEvent('close')
    },
  },
})
