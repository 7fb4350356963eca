import { regions } from './regions'
import type { SheetColumn } from './sheet'

/** What one mode shows and what its result is. Indexes are those of the columns. */
export interface PickerMode {
  columns(): SheetColumn[]
  /** Columns after one was turned, where others depend on it. */
  turned?(indexes: number[]): SheetColumn[]
  result(indexes: number[]): Record<string, unknown>
}

const pad = (value: number): string => String(value).padStart(2, '0')

function labelOf(item: unknown, key: string): string {
  if (key && typeof item === 'object' && item !== null) return String(Reflect.get(item, key) ?? '')
  return String(item ?? '')
}

export function selectorMode(range: unknown, key: string, value: unknown): PickerMode {
  const items = Array.isArray(range) ? range : []
  return {
    columns: () => [{ labels: items.map((item) => labelOf(item, key)), index: Number(value) || 0 }],
    result: ([index = 0]) => ({ value: String(index) }),
  }
}

export function multiSelectorMode(range: unknown, key: string, value: unknown): PickerMode {
  const columns = (Array.isArray(range) ? range : []) as unknown[]
  const values = Array.isArray(value) ? value : []
  return {
    columns: () =>
      columns.map((column, at) => ({
        labels: (Array.isArray(column) ? column : []).map((item) => labelOf(item, key)),
        index: Number(values[at]) || 0,
      })),
    result: (indexes) => ({ value: indexes }),
  }
}

function minutesOf(text: string, fallback: number): number {
  const match = /^(\d{1,2}):(\d{1,2})$/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : fallback
}

export function timeMode(value: string, start: string, end: string): PickerMode {
  const from = minutesOf(start, 0)
  const to = Math.max(from, minutesOf(end, 24 * 60 - 1))
  const hours = Array.from(
    { length: Math.floor(to / 60) - Math.floor(from / 60) + 1 },
    (_v, i) => Math.floor(from / 60) + i,
  )
  const minutesIn = (hour: number): number[] =>
    Array.from({ length: 60 }, (_v, minute) => minute).filter((minute) => {
      const at = hour * 60 + minute
      return at >= from && at <= to
    })
  const now = new Date()
  const at = Math.min(to, Math.max(from, minutesOf(value, now.getHours() * 60 + now.getMinutes())))
  const columnsFor = (hour: number, minute: number): SheetColumn[] => [
    { labels: hours.map(pad), index: hours.indexOf(hour) },
    { labels: minutesIn(hour).map(pad), index: Math.max(0, minutesIn(hour).indexOf(minute)) },
  ]
  return {
    columns: () => columnsFor(Math.floor(at / 60), at % 60),
    turned: ([hour = 0, minute = 0]) => {
      const chosen = hours[hour] ?? hours[0] ?? 0
      const list = minutesIn(chosen)
      return columnsFor(chosen, list[Math.min(minute, list.length - 1)] ?? 0)
    },
    result: ([hour = 0, minute = 0]) => {
      const chosen = hours[hour] ?? 0
      return { value: `${pad(chosen)}:${pad(minutesIn(chosen)[minute] ?? 0)}` }
    },
  }
}

interface Day {
  year: number
  month: number
  day: number
}

function dayOf(text: string, fallback: Day): Day {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text)
  if (!match) return fallback
  return { year: Number(match[1]), month: Number(match[2] ?? 1), day: Number(match[3] ?? 1) }
}

const order = ({ year, month, day }: Day): number => year * 10_000 + month * 100 + day

const span = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_v, index) => from + index)

export function dateMode(value: string, start: string, end: string, fields: string): PickerMode {
  const now = new Date()
  const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }
  const from = dayOf(start, { year: 1900, month: 1, day: 1 })
  const to = dayOf(end, { year: 2100, month: 12, day: 31 })
  const depth = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const years = span(from.year, to.year)
  const monthsIn = (year: number): number[] =>
    span(year === from.year ? from.month : 1, year === to.year ? to.month : 12)
  const daysIn = (year: number, month: number): number[] => {
    const last = new Date(year, month, 0).getDate()
    const first = year === from.year && month === from.month ? from.day : 1
    const end = year === to.year && month === to.month ? Math.min(last, to.day) : last
    return span(first, end)
  }
  const nearest = (list: number[], wanted: number): number =>
    Math.min(Math.max(wanted, list[0] ?? wanted), list.at(-1) ?? wanted)
  const columnsFor = (wanted: Day): SheetColumn[] => {
    const year = nearest(years, wanted.year)
    const months = monthsIn(year)
    const month = nearest(months, wanted.month)
    const days = daysIn(year, month)
    return [
      { labels: years.map((one) => `${one}年`), index: years.indexOf(year) },
      { labels: months.map((one) => `${pad(one)}月`), index: months.indexOf(month) },
      {
        labels: days.map((one) => `${pad(one)}日`),
        index: days.indexOf(nearest(days, wanted.day)),
      },
    ].slice(0, depth)
  }
  const chosen = ([yearAt = 0, monthAt = 0, dayAt = 0]: number[]): Day => {
    const year = years[yearAt] ?? from.year
    const months = monthsIn(year)
    const month = months[Math.min(monthAt, months.length - 1)] ?? 1
    const days = daysIn(year, month)
    return { year, month, day: days[Math.min(dayAt, days.length - 1)] ?? 1 }
  }
  const initial = dayOf(value, today)
  const bounded = order(initial) < order(from) ? from : order(initial) > order(to) ? to : initial
  return {
    columns: () => columnsFor(bounded),
    turned: (indexes) => columnsFor(chosen(indexes)),
    result: (indexes) => {
      const { year, month, day } = chosen(indexes)
      return { value: [String(year), pad(month), pad(day)].slice(0, depth).join('-') }
    },
  }
}

/** Province, city, district with their official codes. */
export function regionMode(value: unknown, customItem: string, level: string): PickerMode {
  const depth = level === 'province' ? 1 : level === 'city' ? 2 : 3
  const names = Array.isArray(value) ? value.map(String) : []
  const any = customItem ? [{ name: customItem, code: '', children: [] }] : []
  const path = (indexes: number[]) => {
    const found = []
    let list = [...any, ...regions]
    for (let at = 0; at < depth; at++) {
      const item = list[indexes[at] ?? 0] ?? list[0]
      if (!item) break
      found.push({ item, list })
      list = [...any, ...item.children]
    }
    return found
  }
  const columnsAt = (indexes: number[]): SheetColumn[] => {
    const found = path(indexes)
    return Array.from({ length: depth }, (_v, at) => {
      const { list = [], item } = found[at] ?? {}
      return { labels: list.map((one) => one.name), index: item ? list.indexOf(item) : 0 }
    })
  }
  return {
    columns: () => {
      const indexes: number[] = []
      for (let at = 0; at < depth; at++) {
        const { list } = path([...indexes, 0])[at] ?? { list: [] }
        indexes.push(
          Math.max(
            0,
            list.findIndex((one) => one.name === names[at]),
          ),
        )
      }
      return columnsAt(indexes)
    },
    turned: (indexes) => columnsAt(indexes),
    result: (indexes) => {
      const items = path(indexes).map(({ item }) => item)
      return {
        value: items.map((item) => item.name),
        code: items.map((item) => item.code),
        postcode: items.at(-1)?.code ?? '',
      }
    },
  }
}
