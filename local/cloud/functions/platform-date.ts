/**
 * Gives a thread the platform's idea of time: cloud functions run in UTC, whatever the machine's time zone is, and a
 * cloud with a clock of its own shifts their "now". Threads share the zone of their process, so `Date` and `Intl` are
 * adjusted in place. The host evaluates this function's source text in the thread: nothing outside its body exists.
 *
 * @returns sets what the function takes for the time, as epoch ms
 */
export function installPlatformDate(): (now: number) => void {
  type Methods = Record<string, (this: Date, ...args: never[]) => unknown>
  const RealDate = Date
  const RealFormat = Intl.DateTimeFormat
  const ZONE = 'Coordinated Universal Time'
  let shift = 0

  const useUtc = (): void => {
    const methods = RealDate.prototype as unknown as Methods
    const parts = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']
    for (const part of parts) {
      methods[`get${part}`] = methods[`getUTC${part}`] as Methods[string]
      methods[`set${part}`] = methods[`setUTC${part}`] as Methods[string]
    }
    methods['getDay'] = methods['getUTCDay'] as Methods[string]
    methods['getTimezoneOffset'] = () => 0
    methods['toDateString'] = function () {
      const [day, date, month, year] = this.toUTCString().replace(',', '').split(' ')
      return year === undefined ? 'Invalid Date' : `${day} ${month} ${date} ${year}`
    }
    methods['toTimeString'] = function () {
      const time = this.toUTCString().split(' ')[4]
      return time === undefined ? 'Invalid Date' : `${time} GMT+0000 (${ZONE})`
    }
    methods['toString'] = function () {
      const isValid = !Number.isNaN(this.getTime())
      return isValid ? `${this.toDateString()} ${this.toTimeString()}` : 'Invalid Date'
    }
    for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
      const original = methods[name] as (this: Date, ...args: unknown[]) => unknown
      methods[name] = function (locales?: unknown, options?: object) {
        return original.call(this, locales, { timeZone: 'UTC', ...options })
      }
    }
    const inUtc = (args: unknown[]): [] =>
      [args[0], { timeZone: 'UTC', ...(args[1] as object | undefined) }] as unknown as []
    Intl.DateTimeFormat = new Proxy(RealFormat, {
      construct: (target, args) => new target(...inUtc(args)),
      apply: (target, _self, args) => target(...inUtc(args as unknown[])),
    })
  }

  /** Texts without a zone mean UTC; a date alone in ISO form already does. */
  const parse = (text: string): number => {
    const hasZone = /(?:Z|GMT|UTC?|[+-]\d{2}:?\d{2}|\))\s*$/i.test(text)
    if (hasZone || /^\d{4}(?:-\d{2}){0,2}$/.test(text)) return RealDate.parse(text)
    return RealDate.parse(/^\d{4}-\d{2}-\d{2}T/.test(text) ? `${text}Z` : `${text} UTC`)
  }

  const construct = (args: unknown[]): unknown[] => {
    if (args.length === 0) return [RealDate.now() + shift]
    if (args.length > 1) return [RealDate.UTC(...(args as [number]))]
    return typeof args[0] === 'string' ? [parse(args[0])] : args
  }

  useUtc()
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, construct(args), newTarget) as Date,
    apply: (target) => new target(target.now() + shift).toString(),
    get: (target, key) => {
      if (key === 'now') return () => target.now() + shift
      return key === 'parse' ? parse : (Reflect.get(target, key) as unknown)
    },
  })
  return (now) => {
    shift = now - RealDate.now()
  }
}
