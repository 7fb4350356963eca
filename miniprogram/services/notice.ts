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

/** WeChat's question for a message. Neither promise rejects: the deed of the tap must not depend on them. */
export interface Asking {
  /** The question is off the screen; whether the person agreed. */
  answered: Promise<boolean>
  /** The cloud knows of it; sends left, or null when none was granted. */
  granted: Promise<number | null>
}

/**
 * Asks for one message and tells the cloud when the person agreed. To be called first thing in a tap: WeChat refuses to
 * ask after anything asynchronous.
 */
export function askForMessage(template: TemplateKey): Asking {
  const answered = ask(template)
  const granted = answered.then((isGranted) => (isGranted ? grant(template) : null))
  return { answered, granted: granted.catch(() => null) }
}

async function ask(template: TemplateKey): Promise<boolean> {
  const id = templateId(template)
  if (id === '') return false
  try {
    const answers = await wx.requestSubscribeMessage({ tmplIds: [id] })
    return ((answers as unknown as Record<string, string>)[id] ?? '').startsWith('accept')
  } catch {
    return false
  }
}

async function grant(template: TemplateKey): Promise<number> {
  const { credits } = await sendIntent('notice.grant', 'notice.grant', { templates: [template] })
  return credits[template] ?? 0
}
