import { call, send } from '../../../services/cloud'
import { session } from '../../../services/session'
import { forgetAll } from '../../../services/storage'
import { definePage, pageState } from '../../../ui/define-page'
import { openPrivacy } from '../../../ui/privacy'
import { go } from '../../../ui/routes'
import { ERASE, holdLines, type HoldLine } from './privacy.model'

/** What is kept of a person, and how to have it deleted. */
definePage({
  data: {
    ...pageState(),
    isVisitor: false,
    holds: [] as HoldLine[],
    deed: ERASE,
    isDeedOpen: false,
    isErased: false,
  },

  closed: { isDeedOpen: false },

  async load() {
    if (this.data.isErased) return {}
    const { viewer } = await session.open()
    if (viewer.kind === 'visitor') return { isVisitor: true, holds: [] }
    return { isVisitor: false, holds: holdLines((await call('me.holds', {})).rows) }
  },

  onPrivacy() {
    void this.submit(openPrivacy)
  },

  onErase() {
    if (this.data.holds.length === 0) this.patch({ isDeedOpen: true, problem: null })
  },

  onDeedClose() {
    this.patch({ isDeedOpen: false })
  },

  onYes() {
    void this.submit(async () => {
      await send('me.erase', {})
      forgetAll()
      this.patch({ isErased: true, isDeedOpen: false })
      // It is done whatever becomes of this look; the next page asks again.
      await session.reopen({ by: 'choice' }).catch(() => undefined)
    })
  },

  onToday() {
    void this.submit(() => go('today'))
  },
})
