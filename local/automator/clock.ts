import { systemClock, type Clock } from '../cloud/timers/clock'

/** A clock that starts at a given moment when made and runs on from there. */
export function clockFrom(startAt: number): Clock & { offset: number } {
  const offset = startAt - Date.now()
  return {
    offset,
    now: () => Date.now() + offset,
    at: (instant, callback) => systemClock.at(instant - offset, callback),
  }
}

/** Script that moves a browser window's `Date` by an offset, before the window's own scripts run. */
export function dateScript(offset: number): string {
  return `{
    const now = () => Real.now() + ${offset}
    const Real = Date
    Date = new Proxy(Real, {
      construct: (target, args, made) => Reflect.construct(target, args.length ? args : [now()], made),
      apply: () => new Real(now()).toString(),
      get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    })
  }`
}
