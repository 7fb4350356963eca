import { atClock, MINUTE } from '../days'
import { SETUP_CODE } from '../product'
import type { Stage } from '../stage'
import type { Scene } from './index'

/** The company is opened; those who read all of it are made managers when they have come into their first group. */
export const companyScene: Scene = (stage) => {
  const { company, timeline } = stage
  const nameOf = (personId: string): string =>
    company.people.find((person) => person.personId === personId)?.name ?? ''
  stage.at(atClock(timeline.day(company.age), '9:30'), async () => {
    const owner = stage.as(company.owner)
    await owner.ask('session.open', {})
    const { memberId } = await owner.act('company.claim', {
      code: SETUP_CODE,
      companyName: company.name,
      name: nameOf(company.owner),
    })
    stage.memberIds.set(company.owner, memberId)
  })
  stage.on((event) => {
    if (event.kind !== 'joined') return
    const isAppointed = company.managers.some(
      ({ personId, groupKey }) => personId === event.personId && groupKey === event.groupKey,
    )
    if (isAppointed) stage.at(stage.now() + 5 * MINUTE, () => appoint(stage, event.personId))
  })
}

async function appoint(stage: Stage, personId: string): Promise<void> {
  const memberId = stage.memberIds.get(personId)
  if (memberId === undefined) throw new Error(`${personId} is nobody yet`)
  await stage.as(stage.company.owner).act('company.appoint', { memberId, role: 'manager' })
  await stage.as(stage.company.owner).ask('company.managers', {})
}
