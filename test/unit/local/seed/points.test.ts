import { orderKey } from '../../../../cloudfunctions/kernel/order-key'
import {
  compareEntries,
  boardEntry,
  entryId,
  foldLedger,
  neighbourhood,
  boardRow,
} from '../../../../cloudfunctions/modules/points/points.rules'
import { rollUpCompany, runningKeys } from '../../../../cloudfunctions/modules/points/roll-up.rules'
import { isoWeekday, periodKey, weekKey } from '../../../../miniprogram/contract/calendar'
import { foldEntries } from '../../../../local/seed/ledger'
import { MOMENTS, NOW, planAt, timeOf } from './plan'

describe('the points of the seed', () => {
  it.each(MOMENTS)('add up: every score row is the fold of its entries, at %s', async (moment) => {
    const { documents } = await planAt(moment)
    const rows = new Set(documents.scores.map(({ _id }) => _id))
    expect(rows).toEqual(new Set(documents.memberships.map(({ _id }) => _id)))
    let folded = 0
    for (const { groupId, memberId, periods } of documents.scores) {
      const own = documents.points_ledger.filter(
        (entry) => entry.groupId === groupId && entry.memberId === memberId,
      )
      folded += own.length
      expect(periods).toEqual(foldLedger(own))
      expect(foldEntries(own)).toEqual(foldLedger(own))
    }
    expect(folded).toBe(documents.points_ledger.length)
  })

  it.each(MOMENTS)(
    'come from rules in the words of their day, each source once, at %s',
    async (moment) => {
      const { documents, ruleHistory } = await planAt(moment)
      const now = timeOf(moment)
      const entries = new Map(documents.points_ledger.map((entry) => [entry._id, entry]))
      const memberships = new Map(documents.memberships.map((one) => [one._id, one]))
      expect(entries.size).toBe(documents.points_ledger.length)
      const isRight = (entry: (typeof documents.points_ledger)[number]): boolean => {
        const { _id, ruleId, ruleVersion, ruleText, source, memberId, at, order, corrects } = entry
        const rule = ruleHistory.find(({ id, version }) => id === ruleId && version === ruleVersion)
        const membership = memberships.get(`${entry.groupId}:${memberId}`)
        if (!rule || !membership) return false
        const corrected = corrects === null ? null : entries.get(corrects)
        const points = corrected === null ? rule.points : -(corrected?.points ?? NaN)
        return (
          _id === entryId(ruleId, `${source.kind}/${source.id}`, memberId) &&
          order === orderKey(at, _id) &&
          rule.title === ruleText &&
          rule.category === entry.category &&
          rule.from <= at &&
          entry.points === points &&
          at > Math.max(membership.joinedAt, corrected?.at ?? 0) &&
          at <= (membership.removedAt ?? now)
        )
      }
      expect(documents.points_ledger.filter((entry) => !isRight(entry))).toEqual([])
      for (const rule of documents.incentive_rules) {
        const versions = ruleHistory.filter(({ id }) => id === rule._id)
        expect(versions.at(-1)).toMatchObject({ version: rule.version, points: rule.points })
      }
    },
  )

  it('are credited for every confirmation of the 群规 and for nothing that was not confirmed', async () => {
    const { documents } = await planAt(NOW)
    const credited = documents.points_ledger.filter(({ ruleId }) => ruleId === 'rules.acknowledge')
    const known = documents.acknowledgements.map(
      ({ groupId, version, memberId, at }) =>
        `rules.acknowledge:rules/${groupId}@${version}:${memberId} ${at}`,
    )
    expect(credited.map(({ _id, at }) => `${_id} ${at}`).sort()).toEqual(known.sort())
  })

  it('look like months of work: many kinds, quiet weekends, a bad week, ties, a newcomer with none', async () => {
    const { documents } = await planAt(NOW)
    const entries = documents.points_ledger
    expect(entries.length).toBeGreaterThan(2500)
    expect(new Set(entries.map(({ category }) => category))).toEqual(
      new Set(['rules', 'sales', 'training', 'script', 'feedback', 'work']),
    )
    const atWeekends = entries.filter(({ at }) => isoWeekday(at) > 5)
    expect(atWeekends.length / entries.length).toBeLessThan(0.05)
    const deals = new Map<string, number>()
    for (const { ruleId, at } of entries) {
      if (ruleId !== 'sales.deal') continue
      deals.set(weekKey(at), (deals.get(weekKey(at)) ?? 0) + 1)
    }
    const badWeek = deals.get(weekKey(timeOf(NOW) - 40 * 86_400_000)) ?? 0
    const usual = [...deals.values()].sort((a, b) => a - b)[Math.floor(deals.size / 2)]!
    expect(badWeek).toBeLessThan(usual / 2)
    const month = periodKey('month', timeOf(NOW))
    const board = documents.scores.flatMap((score) => boardEntry(score, month) ?? [])
    expect(new Set(board.map(({ points }) => points)).size).toBeLessThan(board.length)
    const newcomer = documents.scores.find(({ memberId }) => memberId === 'shen-yanqiu')
    expect(newcomer?.periods).toEqual({})
    expect(entries.filter(({ corrects }) => corrects !== null)).toHaveLength(2)
  })

  it.each(MOMENTS)('fill the board of every running period, at %s', async (moment) => {
    const { documents } = await planAt(moment)
    const now = timeOf(moment)
    for (const key of runningKeys(now)) {
      const { head } = rollUpCompany(documents.scores, key, now, { version: 1, text: '' })
      expect(head.total).toBeGreaterThan(8)
    }
  })

  it('leave the member so close to the next place that confirming the 群规 takes it', async () => {
    for (const seed of [1, 2, 3, 20_261_121]) {
      const { documents } = await planAt(NOW, seed)
      const month = periodKey('month', timeOf(NOW))
      const rows = documents.scores
        .filter(({ groupId }) => groupId === 'huadong')
        .flatMap((score) => boardEntry(score, month) ?? [])
        .sort(compareEntries)
        .map((entry, index) => boardRow(entry, index + 1, 'chen-yinuo', false))
      const mine = neighbourhood(rows, rows.length)
      expect(mine!.gapToNext).toBeGreaterThanOrEqual(0)
      expect(mine!.gapToNext).toBeLessThan(5)
    }
  })
})
