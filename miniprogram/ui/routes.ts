import { ROUTES, routeOf, type RouteName } from '../contract/index'
import { addressOf, type RouteParams, type RouteTarget } from '../contract/route'
import { groupOf } from '../services/entry'
import { session } from '../services/session'
import { done } from './feedback'

/** Parameters as pages have them at hand; empty ones are left out. */
export type Params = Readonly<Record<string, string | undefined>>

/** What a tab page was opened with: WeChat gives it no query. */
const handed = new Map<string, RouteParams>()

const filled = (params: Params): RouteParams =>
  Object.fromEntries(
    Object.entries(params).filter((pair): pair is [string, string] => Boolean(pair[1])),
  )

/** A page of ours with its parameters, as a menu or a row holds it until it is tapped. */
export const targetOf = (name: RouteName, params: Params = {}): RouteTarget => ({
  route: name,
  params: filled(params),
})

/** The address of a page of ours, e.g. for a card. */
export const addressFor = (name: RouteName, params: Params = {}): string =>
  addressOf(ROUTES[name], filled(params))

async function show({ route, params }: RouteTarget): Promise<void> {
  const definition = routeOf(route)
  if (!definition) return done('请更新后再打开')
  if (!definition.isTab) {
    await wx.navigateTo({ url: addressOf(definition, params) })
    return
  }
  const groupId = groupOf(params)
  if (groupId && groupId !== session.group()?.groupId) await session.choose(groupId)
  handed.set(route, params)
  await wx.switchTab({ url: addressOf(definition, {}) })
}

/**
 * Opens what a message, a due row or a card points at: always loaded afresh, since it tells of something new. A tab page takes no
 * query, so the group is chosen first. Rejects with `CallError` when that fails.
 */
export function openRoute(target: RouteTarget): Promise<void> {
  session.touch()
  return show(target)
}

/** Opens a page of ours by its name, as `openRoute`, without loading again what is known. */
export const go = (name: RouteName, params: Params = {}): Promise<void> =>
  show(targetOf(name, params))

/** Opens a page of a subpackage in place of this one, so that going back does not lead to a finished form. */
export async function replace(name: RouteName, params: Params = {}): Promise<void> {
  await wx.redirectTo({ url: addressFor(name, params) })
}

/** What this tab page was opened with, handed out once. */
export function takeParams(name: RouteName): RouteParams {
  const params = handed.get(name) ?? {}
  handed.delete(name)
  return params
}

/** Back where the person came from, or to 今日 when this page was opened from a card. */
export async function goBack(): Promise<void> {
  if (getCurrentPages().length > 1) await wx.navigateBack()
  else await wx.switchTab({ url: addressFor('today') })
}
