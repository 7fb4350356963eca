import type { TemplateKey } from '../../../miniprogram/contract/notice'
import type { Database } from '../../kernel/database'
import type { Registry } from '../../kernel/registry'
import type { PushDoc } from './notice.tables'

/** What a question at sending time is answered with: queries are possible, nothing is written. */
export interface ConcernContext {
  db: Database
  registry: Registry
  now: number
}

/** What a domain is shown of its message when it is asked whom it still concerns. */
export type MessageFace = Pick<
  PushDoc,
  'kind' | 'about' | 'audience' | 'askId' | 'groupId' | 'target' | 'at'
>

/** A kind of message that a domain sends. */
export interface MessageKind {
  /** The subscription template that it goes out by; null: it stays in the inbox. */
  template: TemplateKey | null
  /** Shown among the news of its group only, not in the inbox. */
  isNewsOnly?: true
  /**
   * Which of these people a message still concerns, asked just before it is pushed. Absent: all. May be asked several times
   * about the same people; what it throws puts off this message only.
   */
  stillConcerns?(
    context: ConcernContext,
    message: MessageFace,
    memberIds: readonly string[],
  ): Promise<ReadonlySet<string>>
}

/** Which of these people have not settled that ask; one question for a page of people. */
export type AskConcern = (
  context: ConcernContext,
  askId: string,
  memberIds: readonly string[],
) => Promise<ReadonlySet<string>>

/** Which of these asks a member has settled, or nobody has to settle any more; one read. */
export type AskDone = (
  db: Database,
  askIds: readonly string[],
  memberId: string,
) => Promise<ReadonlySet<string>>

declare module '../../kernel/domain' {
  interface DomainParts {
    messages?: Readonly<Record<string, MessageKind>>
    /** Brought by the engine that has asks, so that messages need not know it. */
    concerns?: Readonly<Record<'asks', AskConcern>>
    done?: Readonly<Record<'asks', AskDone>>
  }
}

/** What goes to WeChat. */
export interface PushMessage {
  openid: string
  template: TemplateKey
  /** Without leading slash. */
  page: string
  fields: Record<string, string>
}

/** Sends one subscription message; never throws. */
export type Push = (message: PushMessage) => Promise<{ ok: true } | { ok: false; code: string }>
