import { randomBytes } from 'node:crypto'
import { fail, ok, type ApiFamily } from './api'

/** Life of an activity id in seconds: a card made with it can be updated for a day. */
const ACTIVITY_LIFE_SECONDS = 24 * 60 * 60

interface Activity {
  expiresAt: number
  state: number
}

const activities = new Map<string, Activity>()

/** Dynamic cards: the id is made here, the card's state is kept while the cloud runs. */
export const updatableMessage: ApiFamily = {
  'updatableMessage.createActivityId': (_call, { now }) => {
    const expirationTime = Math.floor(now() / 1000) + ACTIVITY_LIFE_SECONDS
    const activityId = randomBytes(24).toString('base64url')
    activities.set(activityId, { expiresAt: expirationTime, state: 0 })
    return ok({ activity_id: activityId, expiration_time: expirationTime })
  },

  'updatableMessage.setUpdatableMsg': ({ params }, { now }) => {
    const id = params['activity_id']
    const activity = typeof id === 'string' ? activities.get(id) : undefined
    if (!activity) return fail(44002, 'invalid activity_id')
    if (activity.expiresAt * 1000 < now()) return fail(44005, 'activity_id expired')
    const target = params['target_state']
    if (target !== 0 && target !== 1) return fail(47001, 'target_state invalid')
    if (activity.state === 1) return fail(47001, 'activity is already in its final state')
    if (!hasParameters(params['template_info'])) return fail(47001, 'template_info invalid')
    activity.state = target
    return ok()
  },
}

function hasParameters(info: unknown): boolean {
  if (typeof info !== 'object' || info === null) return false
  const list = (info as { parameter_list?: unknown }).parameter_list
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((entry: unknown) => {
      const pair = entry as { name?: unknown; value?: unknown } | null
      return typeof pair?.name === 'string' && typeof pair.value === 'string'
    })
  )
}
