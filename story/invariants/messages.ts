import { DAY } from '../days'
import type { Stage } from '../stage'
import { collector } from './collect'

interface Message {
  _id: string
  about: string | null
  audience: string
}
interface Subscription {
  _id: string
  memberId: string
  template: string
  credits: number
}
interface Push {
  _id: string
  isOpen: boolean
  status: string
  nextAt: number
  attempts: number
}

/** A thing is said once to an audience; nobody gets more messages than they agreed to; nothing hangs on its way out. */
export async function messageProblems(stage: Stage): Promise<string[]> {
  const { documents, world, now, memberIds } = stage
  const messages = (await documents('messages')) as unknown as Message[]
  const subscriptions = (await documents('subscriptions')) as unknown as Subscription[]
  const pushes = (await documents('pushes')) as unknown as Push[]
  const { problems, same, holds } = collector()
  const said = new Set<string>()
  for (const { about, audience } of messages) {
    if (about === null) continue
    const key = `${about} to ${audience}`
    holds(`said twice: ${key}`, !said.has(key))
    said.add(key)
  }
  const templates = (await stage.as(stage.company.owner).ask('session.open', {})).templates
  const personOf = new Map([...memberIds].map(([personId, memberId]) => [memberId, personId]))
  for (const { _id, memberId, template, credits } of subscriptions) {
    holds(`consents of ${_id} are below nothing`, credits >= 0)
    const personId = personOf.get(memberId)
    const templateId = template === 'todo' ? templates.todo : templates.seat
    if (personId === undefined || templateId === undefined) continue
    same(`consents of ${_id}`, credits, world.credits(personId, templateId))
  }
  for (const { _id, isOpen, status, nextAt, attempts } of pushes) {
    if (!isOpen) continue
    holds(`push ${_id} hangs (${status}, ${attempts} tries)`, nextAt > now() - DAY)
  }
  return problems
}
