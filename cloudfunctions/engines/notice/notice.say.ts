import type { TemplateKey } from '../../../miniprogram/contract/notice'
import type { RouteTarget } from '../../../miniprogram/contract/route'
import { audienceKey, type Audience } from '../../kernel/audience'
import type { Work } from '../../kernel/context'
import { orderKey } from '../../kernel/order-key'
import { atDecentHour, fitted, messageIdOf } from './notice.logic'
import './notice.parts'
import { messages, pushes, type MessageDoc } from './notice.tables'

/** What is said to an audience. */
export interface Saying {
  /** A kind that some domain declares. */
  kind: string
  /**
   * The thing it is about, unique over all domains, e.g. `rules:GROUP`: what is said later about it to the same audience takes
   * its place. Null: it stands for itself.
   */
  about: string | null
  /** At most {@link AUDIENCES_MAX}; who belongs to several gets it once. */
  audience: Audience | readonly Audience[]
  title: string
  text: string
  target: RouteTarget
  /** The ask that it reminds of: it is done for whoever has settled that. */
  askId?: string | null
  groupId?: string | null
  /** Shown on 今日 as well, among what happened in the group. */
  isNews?: boolean
  /** Also as a subscription message, to those who agreed. `urgent`: at night too. */
  push?: { template?: TemplateKey; fields: Record<string, string>; urgent?: boolean }
}

/** Audiences of one saying: each is a document or two of the caller's transaction. */
export const AUDIENCES_MAX = 20

const isList = (audience: Audience | readonly Audience[]): audience is readonly Audience[] =>
  Array.isArray(audience)

/**
 * Says something to everybody of an audience, in the transaction of what it is about: two writes an audience, one for what is
 * about nothing and not pushed. All see it at once; pushes go out by the timer.
 * @throws Error for a kind that no domain declares, or too many audiences.
 */
export async function say(work: Work, saying: Saying): Promise<void> {
  const kind = work.registry.find('messages', saying.kind)
  if (!kind) throw new Error(`no domain declares messages of kind ${saying.kind}`)
  const keys = [saying.audience].flatMap((one) => (isList(one) ? one : [one])).map(audienceKey)
  if (keys.length > AUDIENCES_MAX) throw new Error(`${keys.length} audiences of ${saying.kind}`)
  const messageId = work.newId()
  const template = saying.push?.template ?? kind.template
  for (const audience of new Set(keys)) {
    const message = messageOf(work.now, messageId, audience, saying)
    await work.tx.put(messages, message)
    if (saying.push && template !== null) await queue(work, message, template, saying.push)
    else if (saying.about !== null) await work.tx.remove(pushes, message._id)
  }
}

function messageOf(
  now: number,
  messageId: string,
  audience: string,
  { kind, about, title, text, target, askId, groupId, isNews }: Saying,
): MessageDoc {
  return {
    _id: messageIdOf(about ?? messageId, audience),
    messageId,
    kind,
    about,
    audience,
    title,
    text,
    target,
    at: now,
    order: orderKey(now, messageId),
    askId: askId ?? null,
    groupId: groupId ?? null,
    isNews: isNews ?? false,
    state: 'live',
  }
}

async function queue(
  { tx, now }: Work,
  { _id, messageId, kind, about, audience, askId, groupId, target }: MessageDoc,
  template: TemplateKey,
  { fields, urgent = false }: NonNullable<Saying['push']>,
): Promise<void> {
  await tx.put(pushes, {
    _id,
    messageId,
    kind,
    about,
    audience,
    askId,
    groupId,
    target,
    template,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, fitted(name, value)]),
    ),
    urgent,
    isOpen: true,
    status: 'pending',
    nextAt: atDecentHour(now, urgent),
    owner: null,
    cursor: '',
    retryFrom: null,
    attempts: 0,
    lastCode: null,
    at: now,
  })
}

/** Calls off what was said about a thing: it stays to be read, as done, and is not pushed any more. Two writes. */
export async function unsay({ tx }: Pick<Work, 'tx'>, about: string, audience: Audience) {
  const id = messageIdOf(about, audienceKey(audience))
  await tx.update(messages, id, { set: { state: 'done' } })
  await tx.remove(pushes, id)
}
