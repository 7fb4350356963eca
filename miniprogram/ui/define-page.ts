import { textScale } from '../services/device'
import { onBusy } from '../services/cloud'
import { groupOf } from '../services/entry'
import { session } from '../services/session'
import { failureOf, type Failure } from './error-text'
import { done } from './feedback'

export type Status = 'loading' | 'ready' | 'empty' | 'error' | 'submitting'

/** What every page's data begins with. */
export interface PageState {
  status: Status
  /** Why nothing could be loaded (`error`), or why what is shown may be old (`ready`). */
  failure: Failure | null
  /** Why the last tap did not go through; shown beside its button. */
  problem: Failure | null
  /** Style of the root element: the text size the person has chosen in WeChat. */
  rootStyle: string
}

export const pageState = (): PageState => ({
  status: 'loading',
  failure: null,
  problem: null,
  rootStyle: '',
})

/** What the helper adds to a page. */
export interface PageTools<D> {
  /** One `setData` with what changed; nothing after the page is gone. */
  patch(change: Partial<D & PageState>): void
  /** Loads now, keeping what is shown. Never rejects. */
  refresh(): Promise<void>
  /**
   * Runs the work of one tap. A second tap meanwhile does nothing; a failure becomes `problem` and
   * the page is `ready` again. Resolves to whether it went through.
   */
  submit(work: () => Promise<void>): Promise<boolean>
  /** Runs at the page's end. */
  own(cleanup: () => void): void
  /** For the retry button. */
  onRetry(): void
  readonly query: Record<string, string>
  /** The group that the card named, until it has been loaded once. */
  cardGroup(): string | undefined
}

interface Hidden {
  isGone: boolean
  isBusy: boolean
  turn: number
  stamp: string
  loadedAt: number
  isCardUsed: boolean
  cleanups: (() => void)[]
}

/** A page shown again after this long loads again, ms. */
const FRESH = 60_000

type Custom = WechatMiniprogram.Page.CustomOption
export type PageThis<D extends PageState, M extends Custom> = WechatMiniprogram.Page.Instance<
  D,
  M & PageTools<D>
>

type Spec<D extends PageState, M extends Custom> = M & {
  data: D
  /** Fetches what the page shows and answers the whole change; a status other than `ready` is named in it. */
  load?(): Promise<Partial<D>>
  /** After what was loaded is on the screen. */
  loaded?(): void
  /** Data that puts away what lies over the page; applied when the page hides, so nothing waits there for another group. */
  closed?: Partial<D>
} & Partial<WechatMiniprogram.Page.ILifetime> &
  ThisType<PageThis<D, M>>

interface Running extends PageTools<PageState> {
  data: PageState
  setData(change: Partial<PageState>, callback?: () => void): void
  query: Record<string, string>
  load?(): Promise<Partial<PageState>>
  loaded?(): void
  closed?: Partial<PageState>
}

const hidden = new WeakMap<object, Hidden>()

const stateOf = (page: object): Hidden => {
  const known = hidden.get(page)
  if (known) return known
  const fresh: Hidden = {
    isGone: false,
    isBusy: false,
    turn: 0,
    stamp: '',
    loadedAt: 0,
    isCardUsed: false,
    cleanups: [],
  }
  hidden.set(page, fresh)
  return fresh
}

/** Loads once; of several loads at a time the last one counts. */
async function loadInto(page: Running): Promise<void> {
  if (!page.load) return
  const state = stateOf(page)
  state.turn += 1
  const mine = state.turn
  const hasContent = page.data.status !== 'loading' && page.data.status !== 'error'
  if (page.data.status === 'error') page.patch({ status: 'loading' })
  try {
    const change = await page.load()
    if (mine !== state.turn) return
    state.isCardUsed = true
    state.stamp = session.stamp()
    state.loadedAt = Date.now()
    if (state.isGone) return
    page.setData({ status: 'ready', failure: null, problem: null, ...change }, () => {
      if (!state.isGone) page.loaded?.()
    })
  } catch (error) {
    if (mine !== state.turn) return
    page.patch({ status: hasContent ? page.data.status : 'error', failure: failureOf(error) })
  }
}

async function submitOnce(page: Running, work: () => Promise<void>): Promise<boolean> {
  const state = stateOf(page)
  if (state.isBusy) return false
  state.isBusy = true
  page.patch({ status: 'submitting', problem: null })
  // The command goes on by itself; a network that is gone says so when it has failed.
  const stop = onBusy(({ answered }) => answered && done('人多，正在排队'))
  try {
    await work()
    if (page.data.status === 'submitting') page.patch({ status: 'ready' })
    return true
  } catch (error) {
    page.patch({ status: 'ready', problem: failureOf(error) })
    return false
  } finally {
    stop()
    state.isBusy = false
  }
}

const tools: Omit<PageTools<PageState>, 'query'> & ThisType<Running> = {
  patch(change) {
    if (stateOf(this).isGone) return
    this.setData(change)
  },
  refresh() {
    return loadInto(this)
  },
  submit(work) {
    return submitOnce(this, work)
  },
  own(cleanup) {
    stateOf(this).cleanups.push(cleanup)
  },
  onRetry() {
    void loadInto(this)
  },
  cardGroup() {
    return stateOf(this).isCardUsed ? undefined : groupOf(this.query)
  },
}

const isStale = (state: Hidden) =>
  state.stamp !== session.stamp() || Date.now() - state.loadedAt > FRESH

/** WeChat hands a page its query as it stands in the address: what `addressOf` encoded is still encoded. */
function decoded(query: Record<string, string>): Record<string, string> {
  const plain = (text: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      // Not encoded by us: a card of another version.
      return text
    }
  }
  return Object.fromEntries(Object.entries(query).map(([name, text]) => [name, plain(text)]))
}

/**
 * Registers a page as a small state machine: loads when first shown and again when what it shows may be out of date (another
 * group, an effect of ours, a minute gone), on pull-down and on retry; shows the last content with a note when loading
 * fails; ends timers and observers with the page.
 */
export function definePage<D extends PageState, M extends Custom>(spec: Spec<D, M>): void {
  const own = spec as unknown as Partial<WechatMiniprogram.Page.ILifetime> & Running
  const page = {
    ...own,
    ...tools,
    query: {},
    onLoad(this: Running, given: Record<string, string>) {
      const query = decoded(given)
      this.query = query
      this.patch({ rootStyle: `--scale: ${textScale()}` })
      return own.onLoad?.call(this as never, query)
    },
    onShow(this: Running) {
      if (isStale(stateOf(this)) && !stateOf(this).isBusy) void loadInto(this)
      return own.onShow?.call(this as never)
    },
    onHide(this: Running) {
      if (this.closed) this.patch(this.closed)
      return own.onHide?.call(this as never)
    },
    async onPullDownRefresh(this: Running) {
      await loadInto(this)
      await wx.stopPullDownRefresh()
      if (this.data.failure) done('没有刷新成功')
    },
    onUnload(this: Running) {
      const state = stateOf(this)
      state.isGone = true
      for (const cleanup of state.cleanups) cleanup()
      return own.onUnload?.call(this as never)
    },
  }
  Page(page as never)
}
