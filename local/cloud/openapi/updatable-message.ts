import { fail, ok, type ApiFamily } from './api'

/** Dynamic cards (developers.weixin.qq.com, updatable-message). */
export const updatableMessage: ApiFamily = {
  'updatableMessage.createActivityId': (_call, { activities }) => {
    const { id, expiresAt } = activities.create()
    return ok({ activity_id: id, expiration_time: expiresAt })
  },

  'updatableMessage.setUpdatableMsg': ({ params }, { activities, world }) => {
    const activity = activities.find(params['activity_id'])
    if (!activity) return fail(44002, 'invalid activity_id')
    if (activities.isExpired(activity)) return fail(44005, 'activity_id expired')
    const target = params['target_state']
    if (target !== 0 && target !== 1) return fail(47001, 'target_state invalid')
    if (activity.state === 1) return fail(47001, 'activity is already in its final state')
    const parameters = parametersOf(params['template_info'])
    if (!parameters) return fail(47001, 'template_info invalid')
    activities.setState(activity, target)
    world.updateCards(activity.id, target, parameters)
    return ok()
  },
}

/** Undefined when it is not a list of names and values. */
function parametersOf(info: unknown): Record<string, string> | undefined {
  const list = (info as { parameter_list?: unknown } | null | undefined)?.parameter_list
  if (!Array.isArray(list) || list.length === 0) return undefined
  const parameters: Record<string, string> = {}
  for (const entry of list as ({ name?: unknown; value?: unknown } | null)[]) {
    if (typeof entry?.name !== 'string' || typeof entry.value !== 'string') return undefined
    parameters[entry.name] = entry.value
  }
  return parameters
}
