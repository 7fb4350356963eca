import { domain } from '../../kernel/domain'
import { noticeHandlers } from './notice.handlers'
import { noticeJobs } from './notice.jobs'
import type { Push } from './notice.parts'
import { forget } from './notice.repo'
import { deliveries, inboxMarks, messages, pushes, subscriptions } from './notice.tables'

export { say, unsay, AUDIENCES_MAX, type Saying } from './notice.say'
export { creditsOf } from './notice.repo'
export { unreadOf } from './notice.handlers'
export type {
  AskConcern,
  AskDone,
  ConcernContext,
  MessageFace,
  MessageKind,
  Push,
  PushMessage,
} from './notice.parts'

/**
 * Messages to people: one document an audience, read marks a person, subscription messages for those who agreed.
 *
 * @param push sends one subscription message; only the timer's function needs a real one.
 */
export const notice = (push: Push) =>
  domain({
    name: 'notice',
    tables: [messages, inboxMarks, subscriptions, pushes, deliveries],
    handlers: noticeHandlers,
    jobs: noticeJobs(push),
    erase: ({ db, memberId }) => forget(db, memberId),
  })
