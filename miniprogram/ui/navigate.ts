import { groupOf } from '../services/entry'
import { chooseGroup, currentGroup } from '../services/session'
import { parsePath } from './path'

const TABS = ['pages/today/today', 'pages/rules/rules', 'pages/board/board', 'pages/me/me']

/**
 * Opens a page of ours. A tab page takes no query, so the group in it is chosen first; rejects with `CallError` when that
 * fails.
 */
export async function openPath(path: string): Promise<void> {
  const { page, query } = parsePath(path)
  if (!TABS.includes(page)) {
    await wx.navigateTo({ url: path.startsWith('/') ? path : `/${path}` })
    return
  }
  const groupId = groupOf(query)
  if (groupId && groupId !== currentGroup()?.groupId) await chooseGroup(groupId)
  await wx.switchTab({ url: `/${page}` })
}

/** Opens a page of a subpackage in place of this one, so that going back does not lead to a finished form. */
export async function replacePath(path: string): Promise<void> {
  await wx.redirectTo({ url: path })
}

/** Back where the person came from, or to 今日 when this page was opened from a card. */
export async function goBack(): Promise<void> {
  if (getCurrentPages().length > 1) await wx.navigateBack()
  else await wx.switchTab({ url: '/pages/today/today' })
}

/** To the beginning of what has just replaced the content of this page. */
export async function scrollToTop(): Promise<void> {
  await wx.pageScrollTo({ scrollTop: 0, duration: 0 })
}
