import type { TemplateKey } from '../../miniprogram/contract/notice'
import type { CompanyRole } from '../../miniprogram/contract/common'
import type { Database, Tx } from './database'

/** Who calls: always a WeChat user, perhaps not yet a member of the company. */
export interface Caller {
  /** Never leaves the server. */
  openid: string
  memberId: string | null
  companyRole: CompanyRole | null
}

/** A caller who is a member. */
export interface Actor extends Caller {
  memberId: string
}

/** What a text is, which decides what the word standard does about it (`modules/content/content.logic.ts`). */
export type TextKind = 'name' | 'post' | 'rules' | 'script' | 'reason'

/** A text that others will see, with the path of the input field it came in. */
export interface CheckedText {
  path: string
  kind: TextKind
  text: string
}

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
   * Checks texts that others will see: local word standard, then WeChat's.
   * @returns the first text that does not pass, else what its readers should look at.
   * @throws AppError `unavailable` when WeChat's check does not answer, or answers only for people who were here lately.
   */
  checkTexts(texts: CheckedText[], openid: string): Promise<TextVerdict>
  /** The secret that makes the first owner; null when none is configured. */
  setupCode(): string | null
  /** Subscription template ids by key, as configured. */
  templateIds(): Partial<Record<TemplateKey, string>>
}

interface Base<Grant> {
  grant: Grant
  caller: Caller
  /** Epoch ms, the same during the whole call. */
  now: number
  newId(): string
}

export interface QueryContext<Grant> extends Base<Grant> {
  db: Database
  services: Pick<Services, 'chatOf' | 'templateIds'>
}

/** Before the transaction of a command: what must not run inside it. Access has been checked once already. */
export interface PrepareContext<Grant> extends Base<Grant> {
  db: Database
  services: Services
}

/** Inside the transaction; may run several times, so no effects but those on `tx`. */
export interface CommandContext<Grant, Prepared> extends Base<Grant> {
  tx: Tx
  prepared: Prepared
}
