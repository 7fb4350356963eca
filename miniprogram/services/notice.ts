import type { Page } from '../contract/common'
import type { InboxRow, TemplateKey } from '../contract/notice'
import { call } from './cloud'
import { sendIntent } from './idempotency'
import { templateId } from './session'

export const getInbox = (cursor?: string): Promise<Page<InboxRow>> =>
  call('notice.inbox', cursor ? { cursor } : {})

export const markRead = (): Promise<{ unread: number }> =>
  sendIntent('notice.read', 'notice.read', {})

/** Messages can be asked for in this deployment. */
export const canAsk = (template: TemplateKey): boolean => templateId(template) !== ''

/**
 * Asks for one message and tells the cloud when the person agreed. To be called first thing in a tap: WeChat refuses to
 * ask after anything asynchronous. Never rejects, the deed of the tap must not depend on it.
 * @returns sends left, or null when none was granted.
 */
export async function askForMessage(template: TemplateKey): Promise<number | null> {
  const id = templateId(template)
  if (id === '') return null
  try {
    const answers = await wx.requestSubscribeMessage({ tmplIds: [id] })
    const answer = (answers as unknown as Record<string, string>)[id] ?? ''
    if (!answer.startsWith('accept')) return null
    const { credits } = await sendIntent('notice.grant', 'notice.grant', {
      templates: [template],
    })
    return credits[template] ?? 0
  } catch {
    return null
  }
}
