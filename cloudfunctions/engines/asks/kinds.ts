import type { TemplateKey } from '../../../miniprogram/contract/notice'
import type { AskDoc } from './asks.tables'

/** Why people are told of an ask. */
export type AskReason = 'start' | 'reminder'

/** What a message says. */
export interface AskWords {
  title: string
  text: string
  fields: Record<string, string>
}

/** A kind of thing that can be expected of people. */
export interface AskKind {
  template: TemplateKey
  /** Route of the page that lists who has done it; it takes `g` and `ask`. */
  roster: string
  words(ask: AskDoc, reason: AskReason): AskWords
  /** What those who look after the group read when people are late. */
  overdue?(ask: AskDoc, late: number): AskWords
}

declare module '../../kernel/domain' {
  interface DomainParts {
    /** What can be expected of people. */
    asks?: Readonly<Record<string, AskKind>>
  }
}
