import { asks } from '../engines/asks'
import { metrics } from '../engines/metrics'
import { notice, type Push } from '../engines/notice'
import { waitlist } from '../engines/waitlist'
import { kernel } from '../kernel'
import { handlersOf, type Handlers } from '../kernel/define'
import { createRegistry } from '../kernel/registry'
import { company } from './company'
import { front } from './front'
import { groups } from './groups'
import { incentives } from './incentives'
import { rules } from './rules'

/** Every domain with its actions: the only place that knows them all, and the one line that a new one adds. */
const MODULES = [front, company, groups, rules, incentives] as const
const ENGINES = [kernel, asks, metrics, waitlist] as const

/**
 * All that the product is made of.
 * @param push sends one subscription message; only the timer's function has a real one.
 */
export function createProduct(push: Push) {
  const domains = [...ENGINES, notice(push), ...MODULES] as const
  // An action without a handler does not compile here.
  const handlers: Handlers = handlersOf(domains)
  return { registry: createRegistry(domains), handlers }
}

/** For functions that never send: what is said waits for the timer. */
export const noPush: Push = () => Promise.resolve({ ok: false, code: 'no-push' })
