import { atClock, DAY, MINUTE, periodFields, workdayBefore } from './calendar'
import type {
  Acknowledgement,
  LedgerEntry,
  PeriodScore,
  RuleBook,
  Score,
  Source,
} from './documents'
import { idOf, orderOf } from './documents'
import { entryOf, ownerOf, type LedgerContext } from './entries'
import { createCounter, dayFacts, memberEvents } from './events'
import { closeRace } from './race'
import { SHARES, SUGGESTIONS } from './sources'

const ACKNOWLEDGE_RULE = 'rules.acknowledge'

/** Deals, trainings, drills and all else that people do day by day. */
function dailyEntries(context: LedgerContext): LedgerEntry[] {
  const { groups, memberships, incentives, timeline, random } = context
  const number = createCounter()
  const days = dayFacts(timeline.day(Math.max(...groups.map(({ age }) => age))), timeline.now)
  return groups.flatMap((group) =>
    group.members.flatMap((member) => {
      const id = idOf(group.groupId, member.personId)
      const membership = memberships.find(({ _id }) => _id === id)
      if (!membership) throw new Error(`there is no membership ${id}`)
      const { joinedAt, removedAt } = membership
      const until = removedAt ?? timeline.now - MINUTE
      const events = memberEvents({
        group,
        member,
        joinedAt,
        until,
        days,
        number,
        random: random.of(`daily/${id}`),
      })
      const owner = ownerOf(membership, groups)
      return events.flatMap((event) => entryOf(owner, event, incentives) ?? [])
    }),
  )
}

/** Things that happen now and then in the whole company, each to one person: spread evenly over the months. */
function rareEntries(
  context: LedgerContext,
  plan: { ruleId: string; kind: string; titles: readonly string[]; prefix: string; clock: string },
): LedgerEntry[] {
  const { groups, memberships, incentives, timeline, random } = context
  const own = random.of(plan.ruleId)
  const oldest = Math.max(...groups.map(({ age }) => age)) - 8
  const workers = groups.flatMap((group) => {
    const busy = group.members.filter(({ work, isSecond }) => work !== 'none' && !isSecond)
    return busy.map(({ personId }) => idOf(group.groupId, personId))
  })
  return own.shuffle(plan.titles).flatMap((title, index) => {
    const daysAgo = Math.floor(oldest * (1 - (index + own.next() * 0.8) / plan.titles.length))
    const day = workdayBefore(timeline.day(Math.max(0, daysAgo - 1)))
    const at = atClock(day, plan.clock) + own.int(0, 150) * MINUTE
    const present = memberships.filter(
      ({ _id, status, joinedAt }) => workers.includes(_id) && status === 'active' && joinedAt < at,
    )
    if (present.length === 0) return []
    const source: Source = {
      kind: plan.kind,
      id: `${plan.kind}-${index + 1}`,
      title: `${plan.prefix}${title}`,
    }
    return (
      entryOf(
        ownerOf(own.pick(present), groups),
        { ruleId: plan.ruleId, source, at },
        incentives,
      ) ?? []
    )
  })
}

/** What confirming the 群规 earned. */
function acknowledgementEntries(
  { groups, memberships, incentives }: LedgerContext,
  facts: readonly Acknowledgement[],
  books: readonly RuleBook[],
): LedgerEntry[] {
  return facts.flatMap(({ groupId, memberId, version, at }) => {
    const membership = memberships.find(({ _id }) => _id === idOf(groupId, memberId))
    const book = books.find(({ _id }) => _id === groupId)
    if (!membership || !book) throw new Error(`${memberId} confirmed rules that are not there`)
    const source = {
      kind: 'rules',
      id: `${groupId}@${version}`,
      title: `${book.groupName}群规 v${version}`,
    }
    return (
      entryOf(ownerOf(membership, groups), { ruleId: ACKNOWLEDGE_RULE, source, at }, incentives) ??
      []
    )
  })
}

/** Two orders were cancelled later: the points are taken back by an entry that names the first one. */
function corrections(entries: readonly LedgerEntry[], { timeline }: LedgerContext): LedgerEntry[] {
  return ['huadong', 'huanan'].flatMap((groupId, index) => {
    const alone = entries.find(
      ({ _id, ruleId, at, source, ...entry }) =>
        ruleId === 'sales.deal' &&
        entry.groupId === groupId &&
        at > timeline.day(48 + index * 9) &&
        at < timeline.day(20) &&
        !entries.some((other) => other.source.id === source.id && other._id !== _id),
    )
    if (!alone) return []
    const at = atClock(workdayBefore(alone.at + 9 * DAY), '15:20') + index * 17 * MINUTE
    const { source, memberId } = alone
    const _id = idOf(alone.ruleId, `correction/${source.id}`, memberId)
    const title = `退单：${source.title}`
    return {
      ...alone,
      _id,
      points: -alone.points,
      source: { kind: 'correction', id: source.id, title },
      at,
      order: orderOf(at, _id),
      corrects: alone._id,
    }
  })
}

/** Every point ever given, oldest first. @throws Error when a source would be credited twice. */
export function writeLedger(
  context: LedgerContext,
  facts: readonly Acknowledgement[],
  books: readonly RuleBook[],
): LedgerEntry[] {
  const earned = [
    ...dailyEntries(context),
    ...rareEntries(context, {
      ruleId: 'feedback.adopted',
      kind: 'suggestion',
      titles: SUGGESTIONS,
      prefix: '建议：',
      clock: '14:00',
    }),
    ...rareEntries(context, {
      ruleId: 'training.share',
      kind: 'share',
      titles: SHARES,
      prefix: '分享：',
      clock: '15:30',
    }),
    ...acknowledgementEntries(context, facts, books),
  ]
  const settled = [...earned, ...corrections(earned, context)]
  const entries = [...settled, ...closeRace(settled, context)]
  const ids = new Set(entries.map(({ _id }) => _id))
  if (ids.size < entries.length) throw new Error('the seed credits a source twice')
  return entries.sort((a, b) => (a.order < b.order ? -1 : 1))
}

/** The fold of entries by period, as field names. */
export function foldEntries(entries: readonly LedgerEntry[]): Record<string, PeriodScore> {
  const periods: Record<string, PeriodScore> = {}
  for (const { points, category, at } of entries) {
    for (const field of periodFields(at)) {
      const period = (periods[field] ??= { points: 0, at: 0, by: {} })
      period.points += points
      period.at = Math.max(period.at, at)
      period.by[category] = (period.by[category] ?? 0) + points
    }
  }
  return periods
}

/** One score row a membership, former ones included. */
export function writeScores(
  { memberships, groups }: LedgerContext,
  entries: readonly LedgerEntry[],
): Score[] {
  const byOwner = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    const id = idOf(entry.groupId, entry.memberId)
    const list = byOwner.get(id)
    if (list) list.push(entry)
    else byOwner.set(id, [entry])
  }
  return memberships.map((membership): Score => {
    const own = byOwner.get(membership._id) ?? []
    const { groupId, memberId, name, joinedAt, removedAt } = membership
    return {
      _id: membership._id,
      groupId,
      memberId,
      name,
      groupName: ownerOf(membership, groups).groupName,
      isActive: membership.status === 'active',
      periods: foldEntries(own),
      updatedAt: Math.max(joinedAt, removedAt ?? 0, ...own.map(({ at }) => at)),
    }
  })
}
