import type { SessionView } from '../../contract/front'
import { send } from '../../services/cloud'
import { session as current } from '../../services/session'
import { failureOf } from '../../ui/error-text'
import { confirm, done } from '../../ui/feedback'
import { go } from '../../ui/routes'
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
          await go('company.setUp')
          return false
        case 'create':
          await go('groups.bind')
          return false
        case 'join':
          await go('groups.join', { g: groupId })
          return false
        case 'demo':
          await go('demo')
          return false
        case 'mine':
          await current.openMine()
          return true
        case 'reopen':
          await current.reopen()
          return true
        case 'bind':
          return groupId ? this.bindHere(groupId) : false
        case 'leave-waiting':
          return groupId ? this.quitWaiting(groupId) : false
      }
    },
    /** One tap: the card named the group. */
    async bindHere(groupId: string): Promise<boolean> {
      const cloudId = await current.freshProof()
      if (cloudId === undefined) {
        this.setData({ problem: '进群凭证失效了，请回到群里重新点开卡片' })
        return false
      }
      await send('groups.bind', { groupId, cloudId })
      done('已绑定')
      await current.reopen({ groupId, by: 'choice' })
      return true
    },
    async quitWaiting(groupId: string): Promise<boolean> {
      const isSure = await confirm({
        title: '退出候补',
        content: '再次候补要从最后一位排起',
        yes: '退出',
      })
      if (!isSure) return false
      await send('groups.leaveWaiting', { groupId })
      done('已退出候补')
      await current.openMine()
      return true
    },
  },
})
