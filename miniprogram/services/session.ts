import type { GroupBar } from '../contract/common'
import type { SessionView, Viewer } from '../contract/company'
import type { TemplateKey } from '../contract/notice'
import type { RuleBookView } from '../contract/rules'
import { call, effectCount } from './cloud'
import { chatProof, entrySignature, groupOf, isFromGroup, type EnterOptions } from './entry'
import { listGroups } from './groups'
import { forget, readStored, store } from './storage'

/** What is asked for: by the card (`card`), by the person's own choice (`choice`), or just to know who is looking. */
export interface Wanted {
  groupId?: string
  page?: 'rules' | 'other'
  by?: 'card' | 'choice'
}

const LAST_GROUP = 'last-group'
/** Seats and roles change under us: an older answer is asked for again with the next page that loads, ms. */
const FRESH = 60_000
/** Who was not let in may be by now; only pages that load together share that answer, ms. */
const REFUSAL_FRESH = 2000

let enter: EnterOptions | undefined
/** Signature of the entry that `current` answers. */
let openedBy = ''
let current: SessionView | undefined
let currentAt = 0
let pending: { key: string; signature: string; view: Promise<SessionView> } | undefined
let turn = 0
let prefetched: RuleBookView | null | undefined

/** App.onLaunch/onShow: remembers how we came to the front; a card opened while alive makes the session stale. */
export function noteEnter(options: EnterOptions): void {
  enter = options
}

const entryNow = () => (enter ? entrySignature(enter) : '')

const isNewEntry = () =>
  enter !== undefined &&
  entryNow() !== openedBy &&
  (isFromGroup(enter) || groupOf(enter.query) !== undefined || current?.entry !== 'ok')

const ask = (cloudId: string | undefined, groupId: string | undefined, page: Wanted['page']) =>
  call('session.open', {
    ...(cloudId ? { cloudId } : {}),
    ...(groupId ? { groupId } : {}),
    page: page ?? 'other',
  })

async function open(wanted: Wanted, mine: number): Promise<SessionView> {
  const isByEntry = wanted.by !== 'choice'
  const signature = entryNow()
  const cloudId = isByEntry ? await chatProof(enter) : undefined
  const named = wanted.groupId ?? (isByEntry && enter ? groupOf(enter.query) : undefined)
  const remembered = named || cloudId ? undefined : readStored<string>(LAST_GROUP)
  let view = await ask(cloudId, named ?? remembered, wanted.page)
  if (remembered && view.entry !== 'ok') {
    // The group looked at last is closed to me by now: that was not asked for, so another one will do.
    forget(LAST_GROUP)
    view = await ask(undefined, undefined, wanted.page)
  }
  if (view.entry === 'none' && view.viewer.kind === 'member') {
    // Nothing was asked for on a new phone: the first of my groups.
    const [first] = await listGroups()
    if (first) view = await ask(undefined, first.groupId, wanted.page)
  }
  // A later opening was started meanwhile: its answer is the one that counts.
  if (mine !== turn) return pending?.view ?? current ?? view
  current = view
  currentAt = Date.now()
  openedBy = signature
  prefetched = wanted.page === 'rules' ? view.rules : undefined
  if (view.entry === 'ok' && view.group) store(LAST_GROUP, view.group.groupId)
  return view
}

const isOld = (view: SessionView): boolean =>
  Date.now() - currentAt > (view.entry === 'ok' ? FRESH : REFUSAL_FRESH)

/** The same again: the group that is looked at, which need not be the one that the card named. */
const again = (view: SessionView, wanted: Wanted): Wanted =>
  view.entry === 'ok' && view.group
    ? { ...wanted, groupId: view.group.groupId, by: 'choice' }
    : wanted

/**
 * Who is looking and at which group. One call however many pages ask at once; answered from memory for a minute, or until
 * another card is opened or another group is chosen. Rejects with `CallError`; the next asking tries again.
 */
export function openSession(wanted: Wanted = {}): Promise<SessionView> {
  const isPlain = wanted.groupId === undefined && wanted.by === undefined
  const key = JSON.stringify([wanted.groupId, wanted.by])
  if (pending?.signature === entryNow() && (isPlain || pending.key === key)) return pending.view
  const isOther = wanted.groupId !== undefined && wanted.groupId !== current?.group?.groupId
  const isSame = current && !pending && !isOther && wanted.by !== 'choice' && !isNewEntry()
  if (current && isSame && !isOld(current)) return Promise.resolve(current)
  turn += 1
  const view = open(current && isSame ? again(current, wanted) : wanted, turn).finally(() => {
    if (pending?.view === view) pending = undefined
  })
  pending = { key, signature: entryNow(), view }
  return view
}

/** Looks at a group by the person's own choice, without the chat's proof. */
export const chooseGroup = (groupId: string): Promise<SessionView> =>
  openSession({ groupId, by: 'choice' })

/** Leaves the card behind: my last group, or the visitor's view. */
export const openMine = (): Promise<SessionView> => openSession({ by: 'choice' })

/** Asks again with a fresh proof, e.g. after joining or when the proof was too old. */
export function reopenSession(wanted: Wanted = {}): Promise<SessionView> {
  current = undefined
  return openSession(wanted)
}

/** What the phone knows right now, without asking. */
export const currentSession = (): SessionView | undefined => current
export const currentGroup = (): GroupBar | null => (current?.entry === 'ok' ? current.group : null)
export const viewer = (): Viewer => current?.viewer ?? { kind: 'visitor' }

/** A command changed the group we look at. */
export function noteGroup(group: GroupBar): void {
  if (current?.group?.groupId === group.groupId) current = { ...current, group }
}

/** Rules that came along with the opening; handed out once, later readers ask the cloud. */
export function takeRules(groupId: string): RuleBookView | null | undefined {
  if (current?.group?.groupId !== groupId) return undefined
  const rules = prefetched
  prefetched = undefined
  return rules
}

/** The template to ask consent for; empty when this deployment has none. */
export const templateId = (key: TemplateKey): string => current?.templates[key] ?? ''

/** A proof of the chat for commands that need one; undefined outside of a group chat. */
export const freshProof = (): Promise<string | undefined> => chatProof(enter)

/** Changes when what a page loaded may be out of date: another group, another card, an effect of ours. */
export const sessionStamp = (): string =>
  [current?.group?.groupId ?? '', entryNow(), effectCount()].join('|')

/** Forgets everything; for tests. */
export function resetSession(): void {
  enter = undefined
  openedBy = ''
  current = undefined
  pending = undefined
  prefetched = undefined
}
