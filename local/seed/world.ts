import type { World } from '../world/types'
import { CREDITS } from './notices'
import type { PersonId } from './people'
import { nameOf } from './people'
import { noteOf, peopleInOrder } from './personas'
import type { SeedPlan } from './plan'

/** Fills the small WeChat: people, chats with their past, and consents to service notices. */
export function fillWorld(world: World, plan: SeedPlan, templateId: string): void {
  for (const personId of peopleInOrder()) {
    const openid = plan.openids.get(personId)
    if (openid === undefined) throw new Error(`${personId} has no openid`)
    world.addPerson({ personId, openid, nickname: nameOf(personId), note: noteOf(personId) })
  }
  for (const { chatId, name, type, opengid, personIds, messages } of plan.chats) {
    world.addChat({ chatId, name, type, personIds, ...(type === 3 && { opengid }) })
    for (const { personId, body, at } of messages) world.post(chatId, personId, body, at)
  }
  for (const [personId, credits] of Object.entries(CREDITS) as [PersonId, number][]) {
    for (let i = 0; i < credits; i += 1) {
      world.recordSubscription(personId, { [templateId]: 'accept' })
    }
  }
}
