import type { GroupBar } from '../../contract/common'
import { listGroups } from '../../services/groups'
import { session } from '../../services/session'
import { failureOf } from '../../ui/error-text'
import { groupTypeText } from '../group-bar/band'

interface Choice {
  groupId: string
  name: string
  detail: string
}

const choiceOf = (row: GroupBar): Choice => ({
  groupId: row.groupId,
  name: row.name,
  detail: `${groupTypeText(row.type)} · 席位 ${row.seats.taken}/${row.seats.cap}`,
})

/** The groups one can look at. Loads when opened. `bind:change` after choosing another, `bind:close`. */
Component({
  properties: { isOpen: Boolean, groupId: String },
  data: {
    status: 'loading' as 'loading' | 'ready' | 'error',
    failure: '',
    choices: [] as Choice[],
    /** Where the list goes on; empty at its end. */
    next: '',
    isMoreLoading: false,
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
        const { rows, next = '' } = await listGroups()
        this.setData({ status: 'ready', choices: rows.map(choiceOf), next })
      } catch (error) {
        this.setData({ status: 'error', failure: failureOf(error).text })
      }
    },
    async onMore() {
      const { next, choices, isMoreLoading } = this.data
      if (next === '' || isMoreLoading) return
      this.setData({ isMoreLoading: true })
      try {
        const page = await listGroups(next)
        const more = [...choices, ...page.rows.map(choiceOf)]
        this.setData({ choices: more, next: page.next ?? '' })
      } catch (error) {
        this.setData({ status: 'error', failure: failureOf(error).text })
      }
      this.setData({ isMoreLoading: false })
    },
    async onPick(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const { id } = event.currentTarget.dataset
      if (this.data.choosing) return
      if (id === this.data.groupId) return this.onClose()
      this.setData({ choosing: id })
      try {
        await session.choose(id)
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
