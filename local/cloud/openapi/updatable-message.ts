import { fail, ok, type ApiFamily } from './api'

/** Dynamic cards (developers.weixin.qq.com, updatable-message). */
export const updatableMessage: ApiFamily = {
  'updatableMessage.createActivityId': (_call, { activities }) => {
    const { id, expiresAt } = activities.create()
    return ok({ activity_id: id, expiration_time: expiresAt })
  },

  'updatableMessage.setUpdatableMsg': ({ params }, { activities }) => {
    const activity = activities.find(params['activity_id'])
    if (!activity) return fail(44002, 'invalid activity_id')
    if (activities.isExpired(activity)) return fail(44005, 'activity_id expired')
    const target = params['target_state']
    if (target !== 0 && target !== 1) return fail(47001, 'target_state invalid')
    if (activity.state === 1) return fail(47001, 'activity is already in its final state')
    if (!hasParameters(params['template_info'])) return fail(47001, 'template_info invalid')
    activities.setState(activity, target)
    return ok()
  },
}

function hasParameters(info: unknown): boolean {
  const list = (info as { parameter_list?: unknown } | null | undefined)?.parameter_list
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((entry: unknown) => {
      const pair = entry as { name?: unknown; value?: unknown } | null
      return typeof pair?.name === 'string' && typeof pair.value === 'string'
    })
  )
}
