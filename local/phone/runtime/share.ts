import type { GeneralComponent } from 'glass-easel'
import type { Card } from '../../world/types'
import type { ShareSettings } from '../wx/support'
import type { Page } from './page'
import { formatQuery, parseUrl } from './url'

/** WeChat waits so long for the promise that `onShareAppMessage` may return, then takes the rest of the result. */
const PROMISE_MS = 3000

interface ShareContent {
  title?: string
  path?: string
  imageUrl?: string
  promise?: Promise<ShareContent>
}

export interface ShareContext {
  appName: string
  settings: ShareSettings | undefined
  /** A URL that another frame can show. */
  portableUrl(src: string): Promise<string>
}

async function withPromise(content: ShareContent): Promise<ShareContent> {
  if (!content.promise) return content
  const { promise, ...rest } = content
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<ShareContent>((resolve) => {
    timer = setTimeout(() => resolve(rest), PROMISE_MS)
  })
  try {
    return (await Promise.race([promise, timeout])) ?? rest
  } finally {
    clearTimeout(timer)
  }
}

/** Asks the page what to share and fills in WeChat's defaults. */
export async function makeCard(
  page: Page,
  context: ShareContext,
  button?: GeneralComponent,
): Promise<Card> {
  const target = button && {
    id: button.id,
    dataset: button.dataset as Record<string, unknown>,
  }
  const given = page.call('onShareAppMessage', { from: button ? 'button' : 'menu', target })
  const content = await withPromise((given ?? {}) as ShareContent)
  const query = formatQuery(page.query)
  const path = content.path
    ? parseUrlText(content.path, page.path)
    : page.path + (query && `?${query}`)
  return {
    title: content.title ?? context.appName,
    path,
    ...(content.imageUrl ? { imageUrl: await context.portableUrl(content.imageUrl) } : {}),
    withShareTicket: context.settings?.withShareTicket === true,
    ...statusOf(context.settings),
  }
}

/** `wx.updateShareMenu({ isUpdatableMessage: true, … })` makes the card a dynamic one. */
function statusOf(settings: ShareSettings | undefined): Pick<Card, 'status'> {
  const { isUpdatableMessage, activityId, templateInfo } = settings ?? {}
  if (!isUpdatableMessage || !activityId) return {}
  const pairs = templateInfo?.parameterList ?? []
  return {
    status: {
      activityId,
      templateId: templateInfo?.templateId ?? '',
      state: 0,
      parameters: Object.fromEntries(pairs.map(({ name, value }) => [name, value])),
      at: Date.now(),
    },
  }
}

function parseUrlText(url: string, from: string): string {
  const { path, query } = parseUrl(url, from)
  const text = formatQuery(query)
  return text ? `${path}?${text}` : path
}
