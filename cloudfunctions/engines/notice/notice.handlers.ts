import { known } from '../../kernel/access'
import { audienceKeysOf, belongsSince } from '../../kernel/audience'
import type { Database } from '../../kernel/database'
import { handleCommand, handleQuery } from '../../kernel/define'
import type { Caller } from '../../kernel/identity'
import type { Registry } from '../../kernel/registry'
import {
  askedFor,
  believed,
  distinct,
  isRead,
  pageWanted,
  seenMark,
  UNREAD_MAX,
  withSeen,
} from './notice.logic'
import { addCredit, markOf, messagesBefore, messagesSince, newsOf } from './notice.repo'
import { inboxMarks, type MessageDoc } from './notice.tables'
import { inboxRow, isDone, newsRow } from './notice.views'

/** After every possible order key. */
const END = '~'
const NEWS_SHOWN = 5

/** What was said before somebody came does not concern them. */
const mayRead =
  (caller: Caller) =>
  ({ audience, at }: Pick<MessageDoc, 'audience' | 'at'>): boolean =>
    at >= belongsSince(caller, audience)

/** What is only news stands on 今日; the inbox has what is said to somebody. */
const isForInbox =
  (registry: Registry) =>
  ({ kind }: Pick<MessageDoc, 'kind'>): boolean =>
    registry.find('messages', kind)?.isNewsOnly !== true

/** Of several messages about one ask, such as a reminder to all and one by name, the newest; rows come newest first. */
function newestOfAsks<M extends Pick<MessageDoc, 'askId' | 'order'>>(rows: readonly M[]): M[] {
  const newest = new Map<string, string>()
  for (const { askId, order } of rows) {
    if (askId !== null && (newest.get(askId) ?? '') < order) newest.set(askId, order)
  }
  return rows.filter(({ askId, order }) => askId === null || newest.get(askId) === order)
}

/** Which asks of these messages are settled for a member; one read, none without asks. */
async function settledAsks(
  db: Database,
  registry: Registry,
  rows: readonly Pick<MessageDoc, 'askId'>[],
  memberId: string,
): Promise<ReadonlySet<string>> {
  const askIds = [...new Set(rows.flatMap(({ askId }) => (askId === null ? [] : [askId])))]
  const done = registry.find('done', 'asks')
  return done && askIds.length > 0 ? done(db, askIds, memberId) : new Set()
}

/** Messages that wait unread, at most {@link UNREAD_MAX}; what is done does not count. Three reads. */
export async function unreadOf(
  { db, registry, now }: { db: Database; registry: Registry; now: number },
  caller: Caller,
  memberId: string,
): Promise<{ unread: number; hasMore: boolean }> {
  const audiences = audienceKeysOf(caller)
  const marks = believed(await markOf(db, memberId), now)
  const limit = askedFor(UNREAD_MAX + 1, audiences.length)
  const found = await messagesSince(db, audiences, marks.until, limit)
  const mine = newestOfAsks(distinct(found.filter(mayRead(caller)).filter(isForInbox(registry))))
  const unread = mine.filter(({ order, state }) => state === 'live' && !isRead(order, marks))
  const settled = await settledAsks(db, registry, unread, memberId)
  const open = unread.filter((message) => !isDone(message, settled))
  return {
    unread: Math.min(UNREAD_MAX, open.length),
    hasMore: found.length === limit,
  }
}

export const noticeHandlers = {
  ...handleCommand('notice.grant', {
    access: known,
    async run({ tx, grant, now }, { templates }) {
      const credits: Record<string, number> = {}
      for (const template of new Set(templates)) {
        credits[template] = await addCredit(tx, grant.memberId, template, now)
      }
      return { credits }
    },
  }),
  ...handleQuery('notice.inbox', {
    access: known,
    async run({ db, registry, grant, now }, { cursor, size }) {
      const { caller, memberId } = grant
      const audiences = audienceKeysOf(caller)
      const sinces = audiences.map((key) => belongsSince(caller, key))
      const limit = askedFor(pageWanted(size, sinces, now), audiences.length)
      const [found, mark] = await Promise.all([
        messagesBefore(db, audiences, cursor ?? END, limit),
        markOf(db, memberId),
      ])
      const mine = newestOfAsks(
        distinct(found.filter(mayRead(caller)).filter(isForInbox(registry))),
      )
      const shown = mine.slice(0, size)
      const settled = await settledAsks(db, registry, shown, memberId)
      const marks = believed(mark, now)
      // After the last shown one, or where the look ended when all it found is shown.
      const last = mine.length > size ? shown.at(-1) : found.length === limit && found.at(-1)
      return {
        rows: shown.map((message) => inboxRow(message, marks, settled)),
        upTo: seenMark(
          shown.map(({ order }) => order),
          now,
        ),
        ...(last ? { next: last.order } : {}),
      }
    },
  }),
  ...handleCommand('notice.read', {
    access: known,
    async run({ tx, grant, now }, { upTo }) {
      const { memberId } = grant
      const marks = withSeen(await tx.get(inboxMarks, memberId), upTo, now)
      await tx.put(inboxMarks, { _id: memberId, ...marks })
      return { readUntil: Number(marks.until) }
    },
  }),
  ...handleQuery('notice.news', {
    access: known,
    async run({ db, registry, grant, now }, { groupId }) {
      const { caller, memberId } = grant
      const prefix = groupId === undefined ? 'group:' : `group:${groupId}:`
      const ofGroup = audienceKeysOf(caller).filter((key) => key.startsWith(prefix))
      const [news, unread] = await Promise.all([
        ofGroup.length === 0 ? [] : newsOf(db, ofGroup, NEWS_SHOWN),
        unreadOf({ db, registry, now }, caller, memberId),
      ])
      return { rows: distinct(news.filter(mayRead(caller))).map(newsRow), ...unread }
    },
  }),
}
