import type { PageConfig } from '../../../shared/views'
import { settingsOf, type DeviceSettings } from '../device'

/** Screens a phone of the wall can have. */
export const SIZES = [
  { width: 320, height: 568, label: '320' },
  { width: 375, height: 812, label: '375' },
  { width: 430, height: 932, label: '430' },
] as const

export interface WallSettings extends DeviceSettings {
  width: number
  /** Who holds which phone, left to right. */
  holders: string[]
}

/** What a phone on the wall is for, when nobody chose its holder. */
const ROLES: readonly RegExp[] = [/成员|组员|队员/, /管理员|群主/, /经理|负责人|总监|主管/]

/** One person a role: the first whose note speaks of it, else whoever is not on the wall yet. */
function defaultHolders({ people, wall }: PageConfig): string[] {
  const chosen = wall.slice(0, ROLES.length)
  for (const role of ROLES.slice(chosen.length)) {
    const free = people.filter((one) => !chosen.includes(one.personId))
    const holder = free.find((one) => role.test(one.note ?? '')) ?? free[0] ?? people[0]
    if (holder) chosen.push(holder.personId)
  }
  return chosen
}

/** The wall's address holds all its settings, so that it can be kept and handed on. */
export function readSettings(query: URLSearchParams, config: PageConfig): WallSettings {
  const known = new Set(config.people.map((one) => one.personId))
  const named = (query.get('people') ?? '').split(',').filter((id) => known.has(id))
  const width = Number(query.get('width'))
  return {
    ...settingsOf(query),
    width: SIZES.some((one) => one.width === width) ? width : 375,
    holders: named.length > 0 ? named.slice(0, 3) : defaultHolders(config),
  }
}

export function writeSettings(settings: WallSettings): void {
  const query = new URLSearchParams({
    people: settings.holders.join(','),
    theme: settings.theme,
    fontSize: String(settings.fontSize),
    network: settings.network,
    width: String(settings.width),
  })
  history.replaceState(null, '', `?${query.toString().replaceAll('%2C', ',')}`)
}

export const heightFor = (width: number): number =>
  SIZES.find((one) => one.width === width)?.height ?? 812

/** Address of one phone with these settings, in its newest group chat: that is where cards are. */
export function phoneUrl(personId: string, settings: DeviceSettings): string {
  const query = new URLSearchParams({
    person: personId,
    chat: 'newest',
    theme: settings.theme,
    fontSize: String(settings.fontSize),
    network: settings.network,
  })
  return `/phone?${query.toString()}`
}
