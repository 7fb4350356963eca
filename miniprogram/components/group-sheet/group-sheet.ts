import { listGroups } from '../../services/groups'
import { chooseGroup } from '../../services/session'
import { failureOf } from '../../ui/error-text'
import { groupTypeText } from '../group-bar/band'

interface Choice {
  groupId: string
  name: string
  detail: string
}

/** The groups one can look at. Loads when opened. `bind:change` after choosing another, `bind:close`. */
Component({
  properties: { isOpen: Boolean, groupId: String },
  data: {
    status: 'loading' as 'loading' | 'ready' | 'error',
    failure: '',
    choices: [] as Choice[],
    choosing: '',
    bones: ['a', 'b', 'c'],
  },
  observers: {
    isOpen(isOpen: boolean) {
      if (isOpen) void this.load()
    },
  },
  methods: {
    async load() {
      if (this.data.choices.length === 0) this.setData({ status: 'loading' })
      try {
        const rows = await listGroups()
        const choices = rows.map((row) => ({
          groupId: row.groupId,
          name: row.name,
          detail: `${groupTypeText(row.type)} · 席位 ${row.seats.taken}/${row.seats.cap}`,
        }))
        this.setData({ status: 'ready', choices })
      } catch (error) {
        this.setData({ status: 'error', failure: failureOf(error).text })
      }
    },
    async onPick(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const { id } = event.currentTarget.dataset
      if (this.data.choosing) return
      if (id === this.data.groupId) return this.onClose()
      this.setData({ choosing: id })
      try {
        await chooseGroup(id)
        this.setData({ choosing: '' })
        this.triggerEvent('change')
      } catch (error) {
        this.setData({ choosing: '', status: 'error', failure: failureOf(error).text })
      }
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
