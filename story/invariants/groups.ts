import type { Stage } from '../stage'
import { collector, isUnique } from './collect'

interface Seat {
  memberId: string
  name: string
  role: string
  since: number
}
interface Group {
  _id: string
  name: string
  seats: Seat[]
  cap: number
  waitingCount: number
  status: string
  figures: Record<string, number>
}
interface Waitlist {
  _id: string
  quota: number
  taken: number
  waiters: { id: string; heldUntil: number | null }[]
}
interface Membership {
  groupId: string
  memberId: string
  status: string
}
interface Identity {
  memberId: string
  groups: Record<string, { role: string; since: number }>
}

const byMember = (rows: readonly (readonly [string, ...unknown[]])[]): unknown[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1))

/** Seats, waiting lists, memberships and rights say the same. */
export async function groupProblems({ documents }: Stage): Promise<string[]> {
  const groups = (await documents('groups')) as unknown as Group[]
  const lists = (await documents('waitlists')) as unknown as Waitlist[]
  const memberships = (await documents('memberships')) as unknown as Membership[]
  const identities = (await documents('identities')) as unknown as Identity[]
  const { problems, same, holds } = collector()
  holds('two identities are one member', isUnique(identities.map(({ memberId }) => memberId)))
  for (const { _id, name, seats, cap, waitingCount, status, figures } of groups) {
    const list = lists.find((one) => one._id === `seat:${_id}`)
    const held = list?.waiters.filter(({ heldUntil }) => heldUntil !== null).length ?? 0
    same(`${name}: places taken`, list?.taken, seats.length)
    same(`${name}: quota`, list?.quota, cap)
    holds(`${name}: more seats than ${cap}`, seats.length + held <= cap)
    same(`${name}: people who wait`, waitingCount, list?.waiters.length)
    holds(`${name}: no admin`, status !== 'active' || seats.some(({ role }) => role === 'admin'))
    holds(`${name}: two with one name`, isUnique(seats.map((seat) => seat.name)))
    holds(`${name}: two seats of one person`, isUnique(seats.map(({ memberId }) => memberId)))
    const sitting = byMember(seats.map(({ memberId }) => [memberId] as const))
    const active = memberships.filter((one) => one.groupId === _id && one.status === 'active')
    same(
      `${name}: memberships`,
      byMember(active.map(({ memberId }) => [memberId] as const)),
      sitting,
    )
    const places = identities.flatMap(({ memberId, groups: own }) => {
      const place = own[_id]
      return place ? [[memberId, place.role, place.since] as const] : []
    })
    const seated = seats.map(({ memberId, role, since }) => [memberId, role, since] as const)
    same(`${name}: rights`, byMember(places), byMember(seated))
    const books = await documents('rule_books')
    const version = books.find((book) => book._id === _id)?.['version'] ?? 0
    same(`${name}: version of its rules`, figures['ruleVersion'] ?? 0, version)
  }
  return problems
}
