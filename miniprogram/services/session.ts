import type { GroupBar } from '../contract/common'
import type { SessionView, Viewer } from '../contract/front'
import type { InputOf, OutputOf, QueryName } from '../contract/index'
import type { TemplateKey } from '../contract/notice'
import { CallError } from './call-error'
import { batch, call, effectCount, type Outcomes, type Query } from './cloud'
import { chatProof, entrySignature, groupOf, isFromGroup, type EnterOptions } from './entry'
import { createFirsts } from './firsts'
import { listGroups } from './groups'
import { forget, readStored, store } from './storage'

/** What a session stands on. */
export interface SessionPorts {
  call: typeof call
  batch: typeof batch
  storage: {
    read<T>(key: string): T | undefined
    store(key: string, value: unknown): boolean
    forget(key: string): void
  }
  chatProof: typeof chatProof
  now(): number
  effectCount(): number
  /** My groups, or those I may look at; the first is shown on a new phone. */
  listGroups(): Promise<{ rows: { groupId: string }[] }>
}

/** What is asked for: by the card (`card`), by the person's own choice (`choice`), or just to know who is looking. */
export interface Wanted {
  groupId?: string
  by?: 'card' | 'choice'
  /**
   * What the page will ask of that group next: travels along, so that opening is one call. For `ask` and `takeFirst`. Asked
   * nothing where only the chat tells the group.
   */
  first?(groupId: string): readonly Query[]
}

const LAST_GROUP = 'last-group'
/** Seats and roles change under us: an older answer is asked for again with the next page that loads, ms. */
const FRESH = 60_000
/** Who was not let in may be by now; only pages that load together share that answer, ms. */
const REFUSAL_FRESH = 2000
/** The view of an outcome. @throws CallError */
export function must<T>(outcome: T): Exclude<T, CallError> {
  if (outcome instanceof CallError) throw outcome
  return outcome as Exclude<T, CallError>
}

/**
 * Who is looking at which group, as far as the phone knows, and what came along with finding out. All of its state lives in
 * here; the mini program has one (`session`), tests make their own.
 */
export function createSession(ports: SessionPorts) {
  let enter: EnterOptions | undefined
  /** Signature of the entry that `current` answers. */
  let openedBy = ''
  let current: SessionView | undefined
  let currentAt = 0
  let pending: { key: string; signature: string; view: Promise<SessionView> } | undefined
  let turn = 0
  let touches = 0
  const firsts = createFirsts(() => ports.now())

  const entryNow = () => (enter ? entrySignature(enter) : '')

  const isNewEntry = () =>
    enter !== undefined &&
    entryNow() !== openedBy &&
    (isFromGroup(enter) || groupOf(enter.query) !== undefined || current?.entry !== 'ok')

  /** One call for the session and what the page needs first. */
  async function opening(
    cloudId: string | undefined,
    groupId: string | undefined,
    first: Wanted['first'],
  ): Promise<{ view: SessionView; queries: readonly Query[]; outcomes: readonly unknown[] }> {
    const input = { ...(cloudId ? { cloudId } : {}), ...(groupId ? { groupId } : {}) }
    const queries = (groupId !== undefined && first?.(groupId)) || []
    if (queries.length === 0) {
      return { view: await ports.call('session.open', input), queries, outcomes: [] }
    }
    const opens: Query = { action: 'session.open', input }
    const [view, ...outcomes] = await ports.batch([opens, ...queries])
    return { view: must(view) as SessionView, queries, outcomes }
  }

  async function run(wanted: Wanted, mine: number): Promise<SessionView> {
    const isByEntry = wanted.by !== 'choice'
    const signature = entryNow()
    const cloudId = isByEntry ? await ports.chatProof(enter) : undefined
    const named = wanted.groupId ?? (isByEntry && enter ? groupOf(enter.query) : undefined)
    const remembered = named || cloudId ? undefined : ports.storage.read<string>(LAST_GROUP)
    let got = await opening(cloudId, named ?? remembered, wanted.first)
    if (remembered && got.view.entry !== 'ok') {
      // The group looked at last is closed to me by now: that was not asked for, so another one will do.
      ports.storage.forget(LAST_GROUP)
      got = await opening(undefined, undefined, wanted.first)
    }
    if (got.view.entry === 'none' && got.view.viewer.kind === 'member') {
      // Nothing was asked for on a new phone: the first of my groups.
      const [first] = (await ports.listGroups()).rows
      if (first) got = await opening(undefined, first.groupId, wanted.first)
    }
    const { view } = got
    // A later opening was started meanwhile: its answer is the one that counts.
    if (mine !== turn) return pending?.view ?? current ?? view
    current = view
    currentAt = ports.now()
    openedBy = signature
    firsts.keep(got.queries, got.outcomes)
    if (view.entry === 'ok' && view.group) ports.storage.store(LAST_GROUP, view.group.groupId)
    return view
  }

  const isOld = (view: SessionView): boolean =>
    ports.now() - currentAt > (view.entry === 'ok' ? FRESH : REFUSAL_FRESH)

  /** The same again: the group that is looked at, which need not be the one that the card named. */
  const again = (view: SessionView, wanted: Wanted): Wanted =>
    view.entry === 'ok' && view.group
      ? { ...wanted, groupId: view.group.groupId, by: 'choice' }
      : wanted

  /**
   * Who is looking and at which group. One call however many pages ask at once; answered from memory for a minute, or until
   * another card is opened or another group is chosen. Rejects with `CallError`; the next asking tries again.
   */
  function open(wanted: Wanted = {}): Promise<SessionView> {
    const isPlain = wanted.groupId === undefined && wanted.by === undefined
    const key = JSON.stringify([wanted.groupId, wanted.by])
    if (pending?.signature === entryNow() && (isPlain || pending.key === key)) return pending.view
    const isOther = wanted.groupId !== undefined && wanted.groupId !== current?.group?.groupId
    const isSame = current && !pending && !isOther && wanted.by !== 'choice' && !isNewEntry()
    if (current && isSame && !isOld(current)) return Promise.resolve(current)
    turn += 1
    const view = run(current && isSame ? again(current, wanted) : wanted, turn).finally(() => {
      if (pending?.view === view) pending = undefined
    })
    pending = { key, signature: entryNow(), view }
    return view
  }

  /** Answers queries by what came along with the opening; the rest travels in one call. */
  async function ask<const Q extends readonly Query[]>(queries: Q): Promise<Outcomes<Q>> {
    const views: unknown[] = queries.map(({ action, input }) => firsts.take(action, input))
    const rest = queries.filter((_query, index) => views[index] === undefined)
    if (rest.length === 0) return views as Outcomes<Q>
    const asked: unknown[] = await ports.batch(rest)
    return views.map((view) => (view === undefined ? asked.shift() : view)) as Outcomes<Q>
  }

  const viewer = (): Viewer => current?.viewer ?? { kind: 'visitor' }
  const group = (): GroupBar | null => (current?.entry === 'ok' ? current.group : null)

  return {
    open,
    /** What came along with the opening, handed out once; undefined when it did not. */
    takeFirst: firsts.take,
    ask,
    viewer,
    group,
    /** The answer to one query: what came along, else of the cloud. Rejects with `CallError`. */
    get: async <A extends QueryName>(action: A, input: InputOf<A>): Promise<OutputOf<A>> => {
      const view = firsts.take(action, input)
      return view === undefined ? ports.call(action, input) : view
    },
    /** App.onLaunch/onShow: remembers how we came to the front; a card opened while alive makes the session stale. */
    noteEnter(options: EnterOptions): void {
      enter = options
    },
    /** Looks at a group by the person's own choice, without the chat's proof. */
    choose: (groupId: string): Promise<SessionView> => open({ groupId, by: 'choice' }),
    /** Leaves the card behind: my last group, or the visitor's view. */
    openMine: (): Promise<SessionView> => open({ by: 'choice' }),
    /** Asks again with a fresh proof, e.g. after joining or when the proof was too old. */
    reopen(wanted: Wanted = {}): Promise<SessionView> {
      current = undefined
      return open(wanted)
    },
    /** The person is not in this group any more: it is not looked at again by itself. */
    leave(groupId: string): void {
      if (ports.storage.read<string>(LAST_GROUP) === groupId) ports.storage.forget(LAST_GROUP)
      if (current?.group?.groupId === groupId) current = undefined
    },
    /** What the phone knows right now, without asking. */
    current: (): SessionView | undefined => current,
    /** A command changed the group we look at. */
    noteGroup(changed: GroupBar): void {
      if (current?.group?.groupId === changed.groupId) current = { ...current, group: changed }
    },
    /** The template to ask consent for; empty when this deployment has none. */
    templateId: (key: TemplateKey): string => current?.templates[key] ?? '',
    /** A proof of the chat for commands that need one; undefined outside of a group chat. */
    freshProof: (): Promise<string | undefined> => ports.chatProof(enter),
    /** Somebody points at what has changed, e.g. a message: pages that come to the front load again. */
    touch(): void {
      touches += 1
    },
    /** Changes when what a page loaded may be out of date: another group, another card, an effect of ours, a message. */
    stamp: (): string =>
      [current?.group?.groupId ?? '', entryNow(), ports.effectCount(), touches].join('|'),
  }
}

export type Session = ReturnType<typeof createSession>

/** The mini program's own. */
export const session: Session = createSession({
  call,
  batch,
  storage: { read: readStored, store, forget },
  chatProof,
  now: () => Date.now(),
  effectCount,
  listGroups: () => listGroups(),
})
