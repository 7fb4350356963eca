import type { IncentiveTerms } from './incentives.tables'

/** What a domain gives points for, as long as nobody changed it. */
export type IncentiveDefault = Pick<IncentiveTerms, 'category' | 'title' | 'points'> &
  Partial<Omit<IncentiveTerms, 'category' | 'title' | 'points'>>

/** An incentive as it holds now. */
export interface Incentive extends IncentiveTerms {
  id: string
  /** 1: the default. */
  version: number
}

declare module '../../kernel/domain' {
  interface DomainParts {
    incentives?: Readonly<Record<string, IncentiveDefault>>
  }
}
