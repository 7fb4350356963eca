import type { TemplateKey } from '../contract/notice'
import { send } from './cloud'
import { session } from './session'

/** Messages can be asked for in this deployment. */
export const canAsk = (template: TemplateKey): boolean => session.templateId(template) !== ''

/** WeChat's question for messages. Neither promise rejects: the deed of the tap must not depend on them. */
export interface Asking {
  /** The question is off the screen; whether the person agreed to any. */
  answered: Promise<boolean>
  /** The cloud knows of it; sends left of those asked for, or null when none was granted. */
  granted: Promise<number | null>
}

/**
 * Asks for one message of each template, at most three, and tells the cloud what the person agreed to. To be called first
 * thing in a tap: WeChat refuses to ask after anything asynchronous.
 */
export function askForMessage(...templates: TemplateKey[]): Asking {
  const accepted = ask(templates.filter(canAsk))
  const granted = accepted.then((keys) => (keys.length > 0 ? grant(keys) : null))
  return {
    answered: accepted.then((keys) => keys.length > 0),
    granted: granted.catch(() => null),
  }
}

async function ask(templates: TemplateKey[]): Promise<TemplateKey[]> {
  if (templates.length === 0) return []
  try {
    const answers = (await wx.requestSubscribeMessage({
      tmplIds: templates.map((key) => session.templateId(key)),
    })) as unknown as Record<string, string>
    return templates.filter((key) => (answers[session.templateId(key)] ?? '').startsWith('accept'))
  } catch {
    return []
  }
}

async function grant(templates: TemplateKey[]): Promise<number> {
  const { credits } = await send('notice.grant', { templates })
  return templates.reduce((sum, key) => sum + (credits[key] ?? 0), 0)
}
