import { audienceKeysOf, audienceOf, belongsSince, isInPart } from '../../kernel/audience'
import type { Caller } from '../../kernel/context'
import type { Database, Reader } from '../../kernel/database'
import { identityOf, isInCompany } from '../../kernel/identity'
import { peopleOf, type GroupPerson } from '../../kernel/people'
import type { Registry } from '../../kernel/registry'
import { askMarks, asks, leaves, markId, type AskDoc, type AskMarkDoc } from './asks.tables'
import { isSettled, type Addressee } from './asks.logic'

/** Open asks that concern one person; beyond, the list says so. */
export const OPEN_MAX = 200
/** Marks read of one ask: a group has at most 100 people, some of whom have left. */
const MARKS_MAX = 1000

export const getAsk = (reader: Reader, id: string): Promise<AskDoc | null> => reader.get(asks, id)

export const marksOf = (db: Database, id: string): Promise<AskMarkDoc[]> =>
  db.find(askMarks, { index: 'by_ask', where: { askId: id }, limit: MARKS_MAX })

/** Marks of several asks at once, at most {@link MARKS_MAX}. */
export const marksOfMany = (db: Database, ids: readonly string[]): Promise<AskMarkDoc[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db.find(askMarks, { index: 'by_ask', where: { askId: { in: [...ids] } }, limit: MARKS_MAX })

/** Open asks to any of these audiences. */
export const openAsks = (db: Database, keys: readonly string[]): Promise<AskDoc[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : db.find(asks, {
        index: 'by_audience',
        where: { audience: { in: [...keys] }, state: 'open' },
        limit: OPEN_MAX,
      })

/** The people of an ask's audience: at most one read. The company's is not listed as a whole. */
export async function peopleOfAsk(
  db: Database,
  registry: Registry,
  ask: AskDoc,
): Promise<GroupPerson[]> {
  const audience = audienceOf(ask.audience)
  if (audience.to === 'group') {
    const group = await peopleOf(registry).group(db, audience.groupId)
    if (!group?.isActive) return []
    return group.people.filter(({ role }) => isInPart(audience.part, role))
  }
  if (audience.to === 'company') return []
  const person = await identityOf(db, audience.memberId)
  if (!person || !isInCompany({ ...person, identityId: person._id })) return []
  const { memberId, name, since } = person
  return [{ memberId, name, role: 'member', since }]
}

/** Everybody an ask is for with what is known of them: three reads. */
export async function addresseesOf(
  db: Database,
  registry: Registry,
  ask: AskDoc,
): Promise<Addressee[]> {
  const [everybody, marks] = await Promise.all([
    peopleOfAsk(db, registry, ask),
    marksOf(db, ask._id),
  ])
  // Who came after it was closed was never asked.
  const people = everybody.filter(({ since }) => ask.closedAt === null || since <= ask.closedAt)
  const away = await db.getMany(
    leaves,
    people.map(({ memberId }) => memberId),
  )
  const markOf = new Map(marks.map((mark) => [mark.memberId, mark]))
  const leaveOf = new Map(away.map((leave) => [leave._id, leave]))
  return people.map((person) => ({
    person,
    mark: markOf.get(person.memberId),
    leave: leaveOf.get(person.memberId),
  }))
}

/** An open ask around the caller. */
export interface OpenAsk {
  ask: AskDoc
  /** The caller has not settled it, and it is not put off. */
  isMine: boolean
  /** Since when the caller belongs to its audience. */
  since: number
  /** Everybody's marks, for asks of groups that the caller looks after; null where they were not read. */
  marks: AskMarkDoc[] | null
}

/**
 * What is open for the caller over all modules, and how far the groups that they look after have come: two reads, three when those
 * groups have more marks than one read answers.
 */
export async function openAround(
  db: Database,
  caller: Caller,
  adminOf: readonly string[],
  now: number,
): Promise<OpenAsk[]> {
  const { memberId } = caller
  if (memberId === null) return []
  const open = await openAsks(db, audienceKeysOf(caller))
  const isLookedAfter = ({ groupId }: AskDoc) => groupId !== null && adminOf.includes(groupId)
  const around = adminOf.length > 0
  const all = around
    ? await marksOfMany(
        db,
        open.map(({ _id }) => _id),
      )
    : []
  const isWhole = around && all.length < MARKS_MAX
  const mine = isWhole
    ? all.filter((mark) => mark.memberId === memberId)
    : await db.getMany(
        askMarks,
        open.map(({ _id }) => markId(_id, memberId)),
      )
  const byAsk = new Map(mine.map((mark) => [mark.askId, mark]))
  return open.map((ask) => {
    const mark = byAsk.get(ask._id)
    const isPutOff = mark?.snoozedUntil != null && mark.snoozedUntil > now
    return {
      ask,
      isMine: !isSettled(mark) && !isPutOff,
      since: belongsSince(caller, ask.audience),
      marks: isWhole && isLookedAfter(ask) ? all.filter(({ askId }) => askId === ask._id) : null,
    }
  })
}
