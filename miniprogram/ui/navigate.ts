import { groupOf } from '../services/entry'
import { chooseGroup, currentGroup } from '../services/session'

const TABS = ['pages/today/today', 'pages/rules/rules', 'pages/board/board', 'pages/me/me']

/** Splits a path of our own; values are decoded. */
export function parsePath(path: string): { page: string; query: Record<string, string> } {
  const [page = '', search = ''] = path.replace(/^\//, '').split('?')
  const query: Record<string, string> = {}
  for (const part of search.split('&')) {
    const [key, value = ''] = part.split('=')
    if (key) query[key] = decodeURIComponent(value)
  }
  return { page, query }
}

/** `/page?a=b` with encoded values; parts without value are left out. */
export function pathOf(page: string, query: Record<string, string | undefined> = {}): string {
  const parts = Object.entries(query)
    .filter((part): part is [string, string] => part[1] !== undefined && part[1] !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  return parts.length > 0 ? `/${page}?${parts.join('&')}` : `/${page}`
}

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

/** Back where the person came from, or to 今日 when this page was opened from a card. */
export async function goBack(): Promise<void> {
  if (getCurrentPages().length > 1) await wx.navigateBack()
  else await wx.switchTab({ url: '/pages/today/today' })
}
