import type { Database, JobDatabase } from './database'
import type { Work } from './context'
import type { Handler } from './define'
import type { ActionName } from '../../miniprogram/contract/index'
import type { FactName, Facts } from './facts'
import type { Deadline } from './later'
import type { Job } from './jobs'
import type { AnyTable } from './table'

/** Something that hangs on a person: nobody leaves the company while it does. */
export interface Holding {
  kind: string
  title: string
  count: number
}

/**
 * What a domain brings; engines add parts of their own by declaration merging (`declare module`), so the kernel knows no engine
 * and engines know no domain.
 */
export interface DomainParts {
  /** Its collections: read and written in its own folder only. */
  tables?: readonly AnyTable[]
  handlers?: { readonly [A in ActionName]?: Handler<A> }
  jobs?: readonly Job[]
  /** What happens when a time comes that was set by `later`. */
  deadlines?: Readonly<Record<string, Deadline>>
  /** What it hears, in the transaction in which it happens. */
  on?: { readonly [F in FactName]?: (work: Work, detail: Facts[F]) => Promise<void> }
  /** What a person holds here. */
  owns?(db: Database, memberId: string): Promise<Holding[]>
  /**
   * Forgets the person: names and texts about them go, what they did stays. Called by a job, again until it answers true.
   */
  erase?(context: EraseContext): Promise<boolean>
}

export interface EraseContext {
  db: JobDatabase
  memberId: string
  now: number
  commit<T>(work: (work: Work) => Promise<T>): Promise<T>
}

/** A domain's face: the only file of it that others may import. */
export type Domain = DomainParts & { readonly name: string }

/** Declares a domain with the names of its parts kept as types. */
export const domain = <const D extends Domain>(parts: D): D => parts
