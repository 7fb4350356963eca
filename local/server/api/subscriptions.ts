import type { MessageTemplate } from '../../shared/views'
import type { SubscribeDecision } from '../../world/types'
import type { ApiContext, Routes } from '../context'
import { HttpError } from '../http'

const DECISIONS: readonly string[] = ['accept', 'reject', 'ban', 'filter']

/** A template nobody described still has a title, so that the sheet can name what is asked. */
function templateFor(context: ApiContext, id: string): MessageTemplate {
  return context.templates.find((one) => one.id === id) ?? { id, title: '服务提醒', fields: {} }
}

export const subscriptionRoutes: Routes = {
  /** Titles and fields of templates, from the mini program's console in production. */
  templates(call) {
    const ids = call.body['ids']
    if (!Array.isArray(ids)) return { templates: call.context.templates }
    return { templates: ids.map((id) => templateFor(call.context, String(id))) }
  },
  /** Answers of one subscription sheet. */
  subscribe(call) {
    const given = call.body['decisions']
    if (typeof given !== 'object' || given === null) {
      throw new HttpError(400, '"decisions" is missing')
    }
    const decisions: Record<string, SubscribeDecision> = {}
    for (const [id, value] of Object.entries(given)) {
      if (!DECISIONS.includes(String(value))) throw new HttpError(400, 'unknown decision')
      decisions[id] = value as SubscribeDecision
    }
    call.context.world.recordSubscription(call.person.personId, decisions)
    return {}
  },
  settings: ({ context, person }) => context.state.settings(person.personId),
  /** Kept answers and authorisations; a shallow patch. */
  setSettings(call) {
    call.context.state.setSettings(call.person.personId, call.body)
    return {}
  },
}
