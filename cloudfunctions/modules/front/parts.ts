import type { RouteTarget } from '../../../miniprogram/contract/route'

/** What is known of a group for saying what it asks of who looks after it. */
export interface DutyGroup {
  groupId: string
  name: string
  waitingCount: number
  /** Small numbers that domains keep on groups. */
  figures: Readonly<Record<string, number>>
}

/** Something that somebody who looks after a group has to see to. */
export interface Duty {
  kind: 'none' | 'waiting'
  title: string
  detail: string
  count: number
  target: RouteTarget
}

declare module '../../kernel/domain' {
  interface DomainParts {
    /** What a group asks of its admins beyond asks, from what is known of it without another read. */
    duties?: Readonly<Record<string, (group: DutyGroup) => Duty | null>>
  }
}
