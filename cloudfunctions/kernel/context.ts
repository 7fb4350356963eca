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

export type TextVerdict =
  { verdict: 'pass' } | { verdict: 'review' | 'risky'; index: number; word: string | null }

/** Everything beyond the database; calls go out before a transaction, never inside one. */
export interface Services {
  /**
   * Exchanges the opaque cloudID for the chat it was minted in.
   * @returns null when it is forged, expired, or another person's.
   */
  chatOf(cloudId: string): Promise<{ opengid: string } | null>
  /**
   * Checks texts that others will see: local word standard, then WeChat's.
   * @returns the first text that does not pass.
   * @throws AppError `unavailable` when WeChat's check does not answer.
   */
  checkTexts(texts: string[], openid: string): Promise<TextVerdict>
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
