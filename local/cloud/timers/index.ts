import type { CallOutcome, FunctionHost } from '../functions/host'
import type { Clock } from './clock'
import { Schedule } from './schedule'

export interface TimersOptions {
  functions: FunctionHost
  clock: Clock
  log: (line: string) => void
}

/** Fires the timer triggers of all functions. Fires that fell into a time when the cloud was down are not made up for. */
export class Timers {
  private readonly cancels = new Map<string, () => void>()

  constructor(private readonly options: TimersOptions) {}

  /**
   * Arms every function's trigger.
   * @throws Error naming the function whose trigger the platform would refuse
   */
  start(): void {
    for (const name of this.options.functions.names()) this.arm(name)
  }

  close(): void {
    for (const cancel of this.cancels.values()) cancel()
    this.cancels.clear()
  }

  /** Reads a function's trigger again, after its `config.json` changed. */
  rearm(name: string): void {
    this.cancels.get(name)?.()
    this.cancels.delete(name)
    this.arm(name)
  }

  /**
   * Calls a function as its trigger would, without a user.
   * @param instant epoch ms the trigger was due, now when absent
   * @throws Error when the function has no trigger
   */
  fire(name: string, instant?: number): Promise<CallOutcome> {
    const { functions, clock } = this.options
    const trigger = functions.config(name)?.trigger
    if (!trigger) throw new Error(`${name} has no timer trigger`)
    return functions.call({
      name,
      event: JSON.stringify({
        Type: 'Timer',
        TriggerName: trigger.name,
        Time: new Date(instant ?? clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
        Message: '',
      }),
      source: 'timer',
      chain: 'wx_unknown',
    })
  }

  private arm(name: string): void {
    const { functions, clock } = this.options
    const trigger = functions.config(name)?.trigger
    if (!trigger) return
    const schedule = scheduleOf(name, trigger.cron)
    const armAfter = (instant: number): void => {
      const next = schedule.next(instant)
      if (next === undefined) return
      const ring = (): void => {
        // A timer may ring a moment early; the next one still is after this one.
        armAfter(Math.max(clock.now(), next))
        this.fireQuietly(name, next)
      }
      this.cancels.set(name, clock.at(next, ring))
    }
    armAfter(clock.now())
  }

  /** The platform drops what a trigger's call answers; failures of the call are in the log already. */
  private fireQuietly(name: string, instant: number): void {
    try {
      void this.fire(name, instant)
    } catch (error) {
      this.options.log(`timer of ${name} did not fire: ${String(error)}`)
    }
  }
}

function scheduleOf(name: string, cron: string): Schedule {
  try {
    return new Schedule(cron)
  } catch (error) {
    throw new Error(`the trigger of ${name} is not valid: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
