import { createDispatcher } from '../cloudfunctions/kernel/dispatch'
import type { DatabasePort } from '../cloudfunctions/kernel/database'
import type { Registry } from '../cloudfunctions/kernel/registry'
import { runTick } from '../cloudfunctions/kernel/tick'
import { createProduct, type Product } from './product'
import type { StoredDocument } from '../local/cloud/in-process'
import type { World } from '../local/world/types'
import type {
  ActionName,
  CommandName,
  InputOf,
  OutputOf,
  QueryName,
} from '../miniprogram/contract/index'
import { createAgenda } from './agenda'
import type { Company } from './company'
import { SECOND } from './days'
import type { Random } from './random'
import { createTally, type Tally } from './tally'
import type { Timeline } from './timeline'

/** What scenes tell each other, so that none of them knows another. */
export type StoryEvent =
  | { kind: 'joined'; groupKey: string; personId: string }
  | { kind: 'waiting'; groupKey: string; personId: string; position: number }
  | { kind: 'published'; groupKey: string; version: number; material: boolean }
  | { kind: 'confirmed'; groupKey: string; personId: string; version: number; count: number }

/** A person with a phone: what they do goes through the product as it does in WeChat. */
export interface Phone {
  /** @throws StoryError when the product refuses. */
  ask<A extends QueryName>(action: A, input: InputOf<A>): Promise<OutputOf<A>>
  /** @throws StoryError when the product refuses. */
  act<A extends CommandName>(action: A, input: InputOf<A>): Promise<OutputOf<A>>
  cloudIdIn(chatId: string): string
}

/** Where scenes play. */
export interface Stage {
  company: Company
  timeline: Timeline
  random: Random
  world: World
  registry: Registry
  database: DatabasePort
  tally: Tally
  /** Epoch ms in the story. */
  now(): number
  /** Notes what is to happen; what would be later than the end of the story never happens. */
  at(time: number, run: () => Promise<void> | void): void
  as(personId: string): Phone
  /** Ids that the product gave: of groups by key, of people. */
  groupIds: Map<string, string>
  memberIds: Map<string, string>
  groupId(key: string): string
  on(listener: (event: StoryEvent) => void): void
  tell(event: StoryEvent): void
  /** The jobs run soon, as somebody has done something. */
  stir(): void
  /** The jobs run now. */
  tick(): Promise<void>
  /** Time stands still and nothing counts while somebody looks whether all is right. */
  still<T>(look: () => Promise<T>): Promise<T>
  /** Every document of a collection. */
  documents(collection: string): Promise<StoredDocument[]>
}

/** The product refused what the story wanted: the story is wrong, or the product is. */
export class StoryError extends Error {
  override name = 'StoryError'
}

export interface StageOptions {
  company: Company
  timeline: Timeline
  random: Random
  world: World
  database: DatabasePort
  documents(collection: string): Promise<StoredDocument[]>
  clock: { now: number }
  /** The functions' environment: `TEMPLATE_TODO` … */
  environment: Readonly<Record<string, string>>
}

/** A tap takes a moment. */
const TAP = SECOND
/** After what somebody did, the jobs run when all that waits for a minute's end is due. */
const STIR = 130 * SECOND
const ID_LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** Sets the stage; {@link advance} lets time pass on it. */
export function createStage(options: StageOptions) {
  const { company, timeline, random, world, database, clock, environment } = options
  const agenda = createAgenda()
  const tally = createTally()
  const ids = random.of('ids')
  const newId = (): string => ids.text(20, ID_LETTERS)
  const now = (): number => clock.now
  let caller: string | null = null
  const product: Product = createProduct({ world, environment, openid: () => caller })
  const newDispatcher = () =>
    createDispatcher(product.handlers, product.registry, {
      database,
      services: product.services,
      openid: () => caller,
      now,
      newId,
      log: tally.called,
    })
  let dispatch = newDispatcher()
  const listeners: ((event: StoryEvent) => void)[] = []
  const openids = new Map(company.people.map(({ personId, openid }) => [personId, openid]))
  let stirredUntil = 0

  async function call(personId: string, action: ActionName, input: unknown, isCommand: boolean) {
    const openid = openids.get(personId)
    if (openid === undefined) throw new StoryError(`nobody is called ${personId}`)
    caller = openid
    const key = isCommand ? { idempotencyKey: newId() } : {}
    const reply = await dispatch({ action, input, ...key })
    caller = null
    if (!tally.isPaused) clock.now += TAP
    if (reply.ok) return reply.data
    const { code, message, fields } = reply.error
    throw new StoryError(
      `${personId} ${action}: ${code} ${message} ${JSON.stringify(fields ?? {})} of ${JSON.stringify(input)}`,
    )
  }

  const stage: Stage = {
    company,
    timeline,
    random,
    world,
    database,
    tally,
    registry: product.registry,
    now,
    at(time, run) {
      if (time <= timeline.now) agenda.add(Math.max(time, clock.now), run)
    },
    as: (personId) => ({
      ask: (action, input) => call(personId, action, input, false) as never,
      async act(action, input) {
        const data = await call(personId, action, input, true)
        stage.stir()
        return data as never
      },
      cloudIdIn: (chatId) => world.mintCloudId(personId, chatId),
    }),
    groupIds: new Map(),
    memberIds: new Map(),
    groupId(key) {
      const id = stage.groupIds.get(key)
      if (id === undefined) throw new StoryError(`there is no group ${key} yet`)
      return id
    },
    on: (listener) => void listeners.push(listener),
    tell: (event) => {
      for (const listener of listeners) listener(event)
    },
    stir() {
      if (stirredUntil > clock.now) return
      stirredUntil = clock.now + STIR
      stage.at(stirredUntil, () => stage.tick())
    },
    async tick() {
      const report = await runTick(product.registry, { database, now, newId, elapsed: () => 0 })
      tally.ticked(report)
      const [failed] = report.failed
      if (failed) throw failed.error
    },
    async still(look) {
      tally.isPaused = true
      // Who looks at everything in one moment is faster than any hand: the limit of calls begins anew.
      dispatch = newDispatcher()
      try {
        return await look()
      } finally {
        tally.isPaused = false
      }
    },
    documents: options.documents,
  }
  return {
    stage,
    /** Lets everything happen up to a moment. */
    async advance(until: number): Promise<void> {
      for (let moment = agenda.next(until); moment; moment = agenda.next(until)) {
        clock.now = Math.max(clock.now, moment.at)
        await moment.run()
      }
      clock.now = Math.max(clock.now, until)
    },
  }
}
