import type { Page } from '../../../miniprogram/contract/common'
import type { EntryView } from '../../../miniprogram/contract/board'
import type { Database } from '../../kernel/database'
import type { Registry } from '../../kernel/registry'

/** What can be counted of people. */
export interface Metric {
  label: string
  unit: string
  /** `sum` and `count` add up, `ratio` is part ÷ whole of all facts, `last` is the newest value. */
  kind: 'sum' | 'count' | 'ratio' | 'last'
  better: 'more' | 'less'
  /** `own`: the domain keeps the facts behind the figures itself, and lists them as `entries`. */
  facts: 'here' | 'own'
  /** How the figure comes about, as a board says it, until `setWords` says otherwise. */
  words?(all: WordsSource): string
}

/** What a metric's words may be made of: the parts of all domains. */
export type WordsSource = Pick<Registry, 'all'>

/** Whose facts, of which time; the newest first. */
export interface EntriesRequest {
  memberId: string
  /** Null: of all groups, left ones too. */
  groupId: string | null
  /** First moment and first moment after, epoch ms. */
  from: number
  to: number
  cursor: string | undefined
  size: number
}

/** Lists the facts behind the figures of a metric whose domain keeps them. One read. */
export type EntriesSource = (db: Database, request: EntriesRequest) => Promise<Page<EntryView>>

declare module '../../kernel/domain' {
  interface DomainParts {
    metrics?: Readonly<Record<string, Metric>>
    /** By metric, for those that keep their own facts. */
    entries?: Readonly<Record<string, EntriesSource>>
  }
}
