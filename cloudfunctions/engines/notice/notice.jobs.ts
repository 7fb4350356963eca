import { ROUTES, routeOf } from '../../../miniprogram/contract/index'
import { addressOf, type RouteTarget } from '../../../miniprogram/contract/route'
import type { Job, JobContext, JobOutcome } from '../../kernel/jobs'
import { audiencePage } from '../../kernel/people'
import { backOff, errorText } from '../../kernel/schedule'
import {
  changePush,
  claimDelivery,
  claimPush,
  setAside,
  settle,
  type PushChange,
} from './notice.claims'
import { atDecentHour, ATTEMPTS_MAX, dueAt, verdictOf } from './notice.logic'
import type { Push } from './notice.parts'
import { addresseesOf, notServed, openPushes, withCredits } from './notice.repo'
import type { PushDoc } from './notice.tables'

/** Pushes looked at together. */
const BATCH = 50
/** People of an audience looked at together. */
const PAGE = 200
/** Sends under way at once. */
const AT_ONCE = 10

/** What became of a page of people. */
type PageEnd = 'through' | 'put-off' | 'end' | 'no-time'

/** One run's work on one push. */
interface Sending {
  context: JobContext
  push: Push
  row: PushDoc
  /** The page in work. */
  cursor: string
  /** What is to be written down with the next change. */
  retryFrom: string | null
  attempts: number
  lastCode: string | null
}

/** The page that the message opens; 今日 when this version has no such route. */
const pageOf = ({ route, params }: RouteTarget): string =>
  addressOf(routeOf(route) ?? ROUTES.today, params).slice(1)

/** Whom of a page the message still has to reach: at most four reads, fewer where nobody agreed to messages. */
async function addressees(
  { context: { db, registry, now }, row }: Sending,
  memberIds: readonly string[],
) {
  const kind = registry.find('messages', row.kind)
  if (!kind) throw new Error(`no domain declares messages of kind ${row.kind}`)
  const agreed = await withCredits(db, memberIds, row.template)
  let ids = agreed.length === 0 ? [] : await notServed(db, row.messageId, agreed)
  const context = { db, registry, now }
  if (row.askId !== null && ids.length > 0) {
    const concerns = registry.find('concerns', 'asks')
    if (!concerns) throw new Error('no engine knows asks')
    const open = await concerns(context, row.askId, ids)
    ids = ids.filter((id) => open.has(id))
  }
  if (kind.stillConcerns && ids.length > 0) {
    const concerned = await kind.stillConcerns(context, row, ids)
    ids = ids.filter((id) => concerned.has(id))
  }
  return ids.length === 0 ? [] : addresseesOf(db, ids)
}

/** Sends to some people at once. */
async function sendSome(
  { context, push, row }: Sending,
  people: readonly { memberId: string; openid: string }[],
) {
  const page = pageOf(row.target)
  const { template, fields } = row
  const sent = await Promise.all(
    people.map(async ({ memberId, openid }) => {
      const delivery = await claimDelivery(context, row, memberId)
      if (!delivery) return []
      return [{ delivery, answer: await push({ openid, template, page, fields }) }]
    }),
  )
  const some = sent.flat()
  const outcomes = some.length === 0 ? [] : await settle(context, some)
  const codes = some.flatMap(({ answer }) => (answer.ok ? [] : [answer.code]))
  return { outcomes, lastCode: codes.at(-1) ?? null }
}

async function sendPage(sending: Sending, memberIds: readonly string[]): Promise<PageEnd> {
  const people = await addressees(sending, memberIds)
  for (let at = 0; at < people.length; at += AT_ONCE) {
    if (!sending.context.hasTime()) return 'no-time'
    const { outcomes, lastCode } = await sendSome(sending, people.slice(at, at + AT_ONCE))
    sending.lastCode = lastCode ?? sending.lastCode
    const verdict = verdictOf(outcomes)
    if (verdict !== 'go-on') return verdict
    if (outcomes.includes('sent')) sending.attempts = 0
    if (outcomes.includes('again')) sending.retryFrom ??= sending.cursor
  }
  return 'through'
}

/** What is written down of the work so far. */
const progressOf = ({ cursor, lastCode, retryFrom, attempts }: Sending) => ({
  cursor,
  lastCode,
  retryFrom,
  attempts,
})

/** Later, with longer pauses; given up after some tries without success. */
function putOff(sending: Sending): PushChange {
  const { context, row } = sending
  const attempts = sending.attempts + 1
  if (attempts >= ATTEMPTS_MAX) return ended('failed', sending.lastCode)
  const nextAt = atDecentHour(context.now + backOff(attempts), row.urgent)
  return { ...progressOf(sending), status: 'pending', owner: null, nextAt, attempts }
}

const ended = (status: 'done' | 'failed', lastCode: string | null): PushChange => ({
  isOpen: false,
  status,
  owner: null,
  lastCode,
})

/** To be taken up by the next run, where this one stopped. */
const paused = (sending: Sending): PushChange => ({
  ...progressOf(sending),
  status: 'pending',
  owner: null,
  nextAt: sending.context.now,
})

/** At the end of the audience: those to be tried again come later. */
function concluded(sending: Sending): PushChange {
  const { retryFrom, lastCode } = sending
  if (retryFrom === null) return ended('done', lastCode)
  return putOff({ ...sending, cursor: retryFrom, retryFrom: null })
}

/**
 * Goes through the audience from where the last run stopped.
 * @returns what is to be written down of it; null when the push has been taken from this run
 */
async function sendAll(sending: Sending): Promise<PushChange | null> {
  const { context, row } = sending
  for (;;) {
    if (!context.hasTime()) return paused(sending)
    const { db, registry } = context
    const page = await audiencePage(db, registry, row.audience, sending.cursor, PAGE)
    const end = await sendPage(sending, page.memberIds)
    if (end === 'no-time') return paused(sending)
    if (end === 'end') return ended('failed', sending.lastCode)
    if (end === 'put-off') return putOff(sending)
    if (page.next === null) return concluded(sending)
    sending.cursor = page.next
    if (!(await changePush(context, row, progressOf(sending)))) return null
  }
}

/** Sends one push, unless it is not its turn; what fails puts off this one alone, with the reason. */
async function sendPush(context: JobContext, push: Push, id: string): Promise<void> {
  const row = await claimPush(context, id, context.newId()).catch(async (error: unknown) => {
    await setAside(context, id, errorText(error))
    throw error
  })
  if (!row) return
  const { cursor, retryFrom, attempts, lastCode } = row
  const sending: Sending = { context, push, row, cursor, retryFrom, attempts, lastCode }
  try {
    const change = await sendAll(sending)
    if (change) await changePush(context, row, change)
  } catch (error) {
    sending.lastCode = errorText(error)
    await changePush(context, row, putOff(sending))
    throw error
  }
}

/** Sends what is due, the longest waiting first, for as long as there is time. One read when nothing is open. */
async function sendDue(context: JobContext, push: Push): Promise<JobOutcome> {
  const { db, now, hasTime } = context
  const tried = new Set<string>()
  const errors: unknown[] = []
  for (;;) {
    const open = await openPushes(db, BATCH)
    const due = open.filter((row) => !tried.has(row._id) && dueAt(row, now) <= now)
    for (const { _id } of due) {
      if (!hasTime()) break
      tried.add(_id)
      await sendPush(context, push, _id).catch((error: unknown) => errors.push(error))
    }
    if (open.length < BATCH || due.length === 0 || !hasTime()) break
  }
  // All had their turn; the timer's log tells of the first that failed.
  if (errors.length > 0) throw errors[0]
  return { isDone: true }
}

/** Runs overlap: each push is claimed by one, each person's message is claimed before it is sent. */
export const noticeJobs = (push: Push): Job[] => [
  { name: 'notice.push', when: 'tick', run: (context) => sendDue(context, push) },
]
