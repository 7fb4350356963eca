import { chatIdOf } from '../company'
import { atClock, HOUR, MINUTE } from '../days'
import type { GroupPlan, MemberPlan } from '../groups'
import { absenceOf, freeMoment, isThere, officeMoment } from '../habits'
import type { Stage } from '../stage'
import { editClauses, nameClauses, type NamedClause } from '../texts/rule-book'
import type { VersionPlan } from '../texts/clauses'
import type { Scene } from './index'

/** How long people take who are in time; they have 72 hours. */
const IN_TIME = 60 * HOUR
const LATE = { from: 76 * HOUR, to: 120 * HOUR }
const LATE_CHANCE = 0.06
/** Confirms no version but the last. */
const NEVER_CHANCE = 0.03
/** Reads a change that asks nothing. */
const MINOR_CHANCE = 0.45
/** Agrees to a reminder after confirming. */
const CONSENT_CHANCE = 0.3

/** 群规: versions with their notes, confirmations at human times, reminders by hand. */
export const ruleScene: Scene = (stage) => {
  const { company, timeline } = stage
  for (const group of company.groups) {
    const book = new RuleBook(stage, group, company.rules[group.key] ?? [])
    book.plan()
  }
  for (const { groupKey, personId, daysAgo, clock } of company.reminders) {
    stage.at(atClock(timeline.day(daysAgo), clock), () => remind(stage, groupKey, personId))
  }
}

async function remind(stage: Stage, groupKey: string, personId: string): Promise<void> {
  const group = stage.company.groups.find(({ key }) => key === groupKey)
  const admin = stage.as(group!.members[0]!.personId)
  const groupId = stage.groupId(groupKey)
  const { askId } = (await admin.ask('rules.get', { groupId }))!
  const { pending } = await admin.ask('asks.roster', { askId })
  const memberId = stage.memberIds.get(personId)
  if (!pending.some((row) => row.memberId === memberId)) {
    throw new Error(`${personId} has nothing to be reminded of`)
  }
  await admin.act('asks.remind', { askId, memberIds: [memberId!] })
}

/** One group's rules on their way through the versions. */
class RuleBook {
  private clauses: NamedClause[] = []
  private version = 0
  private readonly confirmed = new Map<number, number>()

  constructor(
    private readonly stage: Stage,
    private readonly group: GroupPlan,
    private readonly versions: readonly VersionPlan[],
  ) {}

  plan(): void {
    const { stage, group } = this
    for (const plan of this.versions) stage.at(this.timeOf(plan), () => this.publish(plan))
    stage.on((event) => {
      if (event.kind !== 'joined' || event.groupKey !== group.key || this.version === 0) return
      const member = group.members.find(({ personId }) => personId === event.personId)
      if (member) this.planConfirmation(member, 'came')
    })
  }

  private timeOf({ daysAgo, clock }: VersionPlan): number {
    return officeMoment(this.stage.timeline, daysAgo, clock)
  }

  private async publish(plan: VersionPlan): Promise<void> {
    const { stage, group } = this
    const groupId = stage.groupId(group.key)
    const admin = stage.as(group.members[0]!.personId)
    if (this.version === 0) {
      this.clauses = nameClauses((await admin.ask('rules.starter', { groupId })).clauses)
    }
    const clauses = editClauses(this.clauses, plan.edits)
    const { version } = await admin.act('rules.publish', {
      groupId,
      baseVersion: this.version,
      clauses: clauses.map(({ name: _, ...clause }) => clause),
      material: plan.material,
      note: plan.note,
    })
    const book = (await admin.ask('rules.get', { groupId }))!
    this.clauses = clauses.map((clause, index) => ({
      ...clause,
      clauseId: book.clauses[index]!.clauseId,
    }))
    this.version = version
    const { material } = book
    stage.tell({ kind: 'published', groupKey: group.key, version, material })
    for (const member of group.members) {
      if (isThere(member, stage.now(), stage.timeline, this.joining())) {
        this.planConfirmation(member, material ? 'asked' : 'minor')
      }
    }
  }

  private joining() {
    return this.stage.random.of(`joining/${this.group.key}`)
  }

  /** The next version that asks everybody again. */
  private nextAsking(): VersionPlan | undefined {
    return this.versions.slice(this.version).find(({ material }) => material)
  }

  /** Until when the version in force can be confirmed by this person: the next one, or the end of the story. */
  private endFor(member: MemberPlan): number {
    const { stage } = this
    const next = this.nextAsking()
    const end = next ? this.timeOf(next) : stage.timeline.settledAt
    const { from } = absenceOf(member, stage.timeline)
    return Math.min(end, from > stage.now() ? from : Infinity)
  }

  private planConfirmation(member: MemberPlan, why: 'asked' | 'came' | 'minor'): void {
    const { stage, group, version } = this
    const { personId, role } = member
    const isLast = this.nextAsking() === undefined
    const isPending = stage.company.pending[group.key]?.includes(personId) ?? false
    if (role === 'observer' || (isPending && isLast)) return
    const random = stage.random.of(`confirming/${group.key}/${version}/${personId}`)
    const from = stage.now() + 4 * MINUTE
    const until = this.endFor(member) - MINUTE
    if (until <= from) return
    if (why === 'minor') {
      if (random.chance(MINOR_CHANCE)) {
        stage.at(freeMoment(from, until, random), () => this.read(personId))
      }
      return
    }
    if (!isLast && random.chance(NEVER_CHANCE)) return
    const isLate = !isLast && random.chance(LATE_CHANCE)
    const opening = isLate ? LATE : { from: 0, to: IN_TIME }
    const latest = Math.min(until, from + opening.to)
    const earliest = Math.min(latest - MINUTE, from + opening.from)
    stage.at(freeMoment(earliest, latest, random), () => this.confirm(personId))
  }

  private async read(personId: string): Promise<void> {
    const groupId = this.stage.groupId(this.group.key)
    await this.stage.as(personId).ask('rules.get', { groupId })
  }

  /** Opens the card, reads, confirms; some agree to be reminded next time. */
  private async confirm(personId: string): Promise<void> {
    const { stage, group } = this
    const phone = stage.as(personId)
    const groupId = stage.groupId(group.key)
    const cloudId = phone.cloudIdIn(chatIdOf(group.key))
    await phone.ask('session.open', { cloudId, groupId })
    const book = await phone.ask('rules.get', { groupId })
    if (!book?.mine?.isDue) return
    await phone.act('asks.seen', { askId: book.askId })
    await phone.act('rules.acknowledge', { groupId, version: book.version })
    const count = (this.confirmed.get(book.version) ?? 0) + 1
    this.confirmed.set(book.version, count)
    stage.tell({
      kind: 'confirmed',
      groupKey: group.key,
      personId,
      version: book.version,
      count,
    })
    const random = stage.random.of(`consent/${group.key}/${book.version}/${personId}`)
    if (random.chance(CONSENT_CHANCE)) await agree(stage, personId)
  }
}

/** One accepted request is one message. */
export async function agree(stage: Stage, personId: string): Promise<void> {
  const { templates } = await stage.as(personId).ask('session.open', {})
  const templateId = templates.todo
  if (templateId === undefined) return
  stage.world.recordSubscription(personId, { [templateId]: 'accept' })
  await stage.as(personId).act('notice.grant', { templates: ['todo'] })
}
