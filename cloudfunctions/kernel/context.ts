import type { TemplateKey } from '../../miniprogram/contract/notice'
import type { SeenText } from '../../miniprogram/contract/seen'
import type { Database, Tx } from './database'
import type { FactName, Facts } from './facts'
import type { Caller } from './identity'
import type { Registry } from './registry'

export type { Actor, Caller } from './identity'

/** How bad a word is: `never` stands in no text, `forbid` in none that offers, `review` wants a person's eye. */
export type WordLevel = 'never' | 'forbid' | 'review'

/** A word of the standard in a text; indexes are UTF-16 code units of the text as it was given. */
export interface Finding {
  word: string
  level: WordLevel
  category: string
  start: number
  end: number
}

export interface PathFinding extends Finding {
  path: string
}

/** Findings of a text that passes are for whoever edits or reviews it; `word` is null where WeChat refused. */
export type TextVerdict =
  | { verdict: 'pass'; findings: PathFinding[] }
  | { verdict: 'review' | 'risky'; path: string; word: string | null }

/** Everything beyond the database; calls go out before a transaction, never inside one. */
export interface Services {
  /**
   * Exchanges the opaque cloudID for the chat it was minted in.
   * @returns null when it is forged, expired, or another person's.
   */
  chatOf(cloudId: string): Promise<{ opengid: string } | null>
  /**
   * Checks texts that others will see: the word standard of their kind, then WeChat's.
   * @returns the first text that does not pass.
   * @throws AppError `unavailable` when WeChat's check does not answer.
   */
  checkTexts(texts: SeenText[], openid: string): Promise<TextVerdict>
  /** The secret that makes the first owner; null when none is configured. */
  setupCode(): string | null
  /** Subscription template ids by key, as configured. */
  templateIds(): Partial<Record<TemplateKey, string>>
}

/** What code inside a transaction works with; it may run several times, so no effects but those on `tx`. */
export interface Work {
  tx: Tx
  /** Epoch ms, the same during the whole call. */
  now: number
  newId(): string
  registry: Registry
  /** Tells the domains that listen, in this transaction. */
  happened<F extends FactName>(fact: F, detail: Facts[F]): Promise<void>
}

interface Base<Grant> {
  grant: Grant
  caller: Caller
  /** Epoch ms, the same during the whole call. */
  now: number
  newId(): string
  registry: Registry
}

export interface QueryContext<Grant> extends Base<Grant> {
  /** Documents read by id are read once a call, queries in one batch included. */
  db: Database
  services: Pick<Services, 'chatOf' | 'templateIds'>
}

/** Before the transaction of a command: what must not run inside it. Access has been checked once already. */
export interface PrepareContext<Grant> extends Base<Grant> {
  db: Database
  services: Services
}

/** Inside the transaction of a command. */
export interface CommandContext<Grant, Prepared> extends Work {
  grant: Grant
  caller: Caller
  prepared: Prepared
  /** Words of the standard in texts that may name them, for whoever edits or reviews them. */
  findings: readonly PathFinding[]
}
