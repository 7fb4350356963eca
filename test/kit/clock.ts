import type { Clock } from '../../local/cloud/timers/clock'

/** A clock that stands until it is moved; cloud, timers and functions live by it when given to `startCloud`. */
export class ManualClock implements Clock {
  /** How many ms too early alarms ring. */
  early = 0
  private readonly alarms = new Map<symbol, { instant: number; callback: () => void }>()

  constructor(private time: number) {}

  now = (): number => this.time

  at = (instant: number, callback: () => void): (() => void) => {
    const key = Symbol('alarm')
    this.alarms.set(key, { instant, callback })
    return () => this.alarms.delete(key)
  }

  /** Moves to an instant, ringing what is due on the way. */
  moveTo(time: number): void {
    for (;;) {
      const due = [...this.alarms].filter(([, alarm]) => alarm.instant <= time)
      const next = due.sort(([, a], [, b]) => a.instant - b.instant)[0]
      if (!next) break
      this.alarms.delete(next[0])
      this.time = next[1].instant - this.early
      next[1].callback()
    }
    this.time = time
  }
}

/** Epoch ms of a local time in China, e.g. `2026-11-21T09:00:00`. */
export const inChina = (text: string): number => Date.parse(`${text}+08:00`)
