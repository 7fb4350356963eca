import type { SessionView } from '../../contract/company'
import { leaveWaiting } from '../../services/groups'
import { openMine, reopenSession } from '../../services/session'
import { failureOf } from '../../ui/error-text'
import { confirm, done } from '../../ui/feedback'
import { openPath } from '../../ui/navigate'
import { pathOf } from '../../ui/path'
import { entryWords, type EntryAct, type EntryWords } from './entry-words'

/** Where a person stands who is not in the group: one sentence, one button. `bind:change` when the session changed. */
Component({
  properties: { session: { type: Object, value: null as unknown as SessionView } },
  data: { words: null as EntryWords | null, isBusy: false, problem: '' },
  observers: {
    session(session: SessionView | null) {
      this.setData({ words: session ? entryWords(session) : null, problem: '' })
    },
  },
  methods: {
    async onTap() {
      const { words, isBusy } = this.data
      if (!words || isBusy) return
      this.setData({ isBusy: true, problem: '' })
      try {
        if (await this.perform(words.act)) this.triggerEvent('change')
      } catch (error) {
        this.setData({ problem: failureOf(error).text })
      }
      this.setData({ isBusy: false })
    },
    /** @returns whether the session changed. */
    async perform(act: EntryAct): Promise<boolean> {
      const groupId = this.data.session.group?.groupId
      switch (act) {
        case 'claim':
          await openPath('/subpackages/company/setup/setup')
          return false
        case 'create':
          await openPath('/subpackages/group/bind/bind')
          return false
        case 'join':
          await openPath(pathOf('subpackages/group/join/join', { g: groupId }))
          return false
        case 'demo':
          await openPath('/subpackages/visitor/demo/demo')
          return false
        case 'mine':
          await openMine()
          return true
        case 'reopen':
          await reopenSession()
          return true
        case 'leave-waiting':
          return groupId ? this.quitWaiting(groupId) : false
      }
    },
    async quitWaiting(groupId: string): Promise<boolean> {
      const isSure = await confirm({
        title: '退出候补',
        content: '再次候补要从最后一位排起',
        yes: '退出',
      })
      if (!isSure) return false
      await leaveWaiting(groupId)
      done('已退出候补')
      await openMine()
      return true
    },
  },
})
