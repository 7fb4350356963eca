import fc from 'fast-check'
import { STARTER_CLAUSES } from '../../../cloudfunctions/modules/rules/starter-clauses'
import * as limits from '../../../miniprogram/contract/limits'
import { createAgenda } from '../../../story/agenda'
import { chatIdOf, createYuchuan } from '../../../story/company'
import { atClock, DAY, HOUR, isWorkday, MINUTE, startOfDay } from '../../../story/days'
import { createGrown } from '../../../story/growth'
import { freeMoment, isThere } from '../../../story/habits'
import { createRandom } from '../../../story/random'
import { RULE_PLANS } from '../../../story/texts/clauses'
import { editClauses, nameClauses } from '../../../story/texts/rule-book'
import { createTimeline } from '../../../story/timeline'
import { inChina } from '../../kit/clock'

const MOMENTS = [
  '2026-11-20T10:30:00',
  '2026-11-22T03:10:00',
  '2026-10-05T12:00:00',
  '2026-03-01T23:59:00',
  '2026-02-18T08:01:00',
]

describe('the agenda', () => {
  it('gives the soonest first, equal moments in the order of noting, none before its time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 })), async (times) => {
        const agenda = createAgenda()
        const happened: [number, number][] = []
        times.forEach((at, index) => agenda.add(at, () => void happened.push([at, index])))
        for (let until = 0; until <= 20; until++) {
          for (let next = agenda.next(until); next; next = agenda.next(until)) await next.run()
          expect(happened.every(([at]) => at <= until)).toBe(true)
        }
        const expected = times.map((at, index): [number, number] => [at, index])
        expect(happened).toEqual(expected.sort(([a, i], [b, j]) => a - b || i - j))
      }),
    )
  })
})

describe('human times', () => {
  it.each(MOMENTS)('are between the two moments and never at night, at %s', (moment) => {
    const random = createRandom(moment)
    const from = inChina(moment)
    for (let n = 0; n < 500; n++) {
      const at = freeMoment(from, from + 60 * HOUR, random)
      expect(at).toBeGreaterThanOrEqual(from)
      expect(at).toBeLessThanOrEqual(from + 60 * HOUR)
      const sinceMidnight = at - startOfDay(at)
      expect(sinceMidnight).toBeGreaterThanOrEqual(8 * HOUR)
      expect(sinceMidnight).toBeLessThan(22 * HOUR)
    }
  })

  it('are between the two moments also when there is no good one', () => {
    const from = inChina('2026-11-20T02:00:00')
    const at = freeMoment(from, from + MINUTE, createRandom('night'))
    expect(at - from).toBeLessThan(MINUTE)
  })

  it.each(MOMENTS)('leave a working moment behind them, at %s', (moment) => {
    const now = inChina(moment)
    const { quietSince, endsAt, settledAt } = createTimeline(now)
    expect(isWorkday(quietSince)).toBe(true)
    expect(quietSince).toBeLessThan(now)
    expect(endsAt).toBeLessThan(now)
    expect(endsAt).toBeGreaterThan(settledAt)
  })
})

describe('the rule books', () => {
  it.each(Object.entries(RULE_PLANS))(
    'of %s come from the starter by their edits',
    (_key, plans) => {
      let clauses = nameClauses(STARTER_CLAUSES)
      for (const { edits, note } of plans) {
        const before = clauses.map(({ text }) => text)
        clauses = editClauses(clauses, edits)
        expect(clauses.map(({ text }) => text)).not.toEqual(before)
        expect(clauses.length).toBeGreaterThanOrEqual(20)
        expect(new Set(clauses.map(({ name }) => name)).size).toBe(clauses.length)
        expect(new Set(clauses.map(({ kind }) => kind)).size).toBe(6)
        for (const { text } of clauses)
          expect(text.length).toBeLessThanOrEqual(limits.CLAUSE_TEXT_MAX)
        expect(note.length).toBeLessThanOrEqual(limits.NOTE_MAX)
      }
    },
  )

  it('refuse edits of what is not there, and a second clause of one name', () => {
    const clauses = nameClauses(STARTER_CLAUSES)
    const edit = (one: Parameters<typeof editClauses>[1][number]) => () =>
      editClauses(clauses, [one])
    expect(edit({ remove: 'talk-99' })).toThrow('no clause talk-99')
    expect(edit({ set: 'talk-99', text: 'x' })).toThrow('no clause talk-99')
    expect(edit({ add: 'talk-1', text: 'x' })).toThrow('a clause talk-1 already')
    expect(edit({ add: 'song-1', text: 'x' })).toThrow('no kind')
  })
})

const COMPANIES = [
  ['the first start', createYuchuan(createRandom('test'))],
  ['25 people', createGrown(createRandom('test'), 25, 14)],
  ['1,000 people', createGrown(createRandom('test'), 1000, 90)],
] as const

describe.each(COMPANIES)('a company of %s', (_name, company) => {
  it('has people of different names and groups of different names that fit', () => {
    const names = company.people.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.every((name) => name.length >= 2 && name.length <= limits.NAME_MAX)).toBe(true)
    const groups = company.groups.map(({ name }) => name)
    expect(new Set(groups).size).toBe(groups.length)
    expect(groups.every((name) => name.length <= limits.GROUP_NAME_MAX)).toBe(true)
  })

  it('has everybody of a group in its chat, the founder too, and never more than seats', () => {
    const timeline = createTimeline(inChina(MOMENTS[0]!))
    const known = new Set(company.people.map(({ personId }) => personId))
    for (const group of company.groups) {
      const chat = company.chats.find(({ chatId }) => chatId === chatIdOf(group.key))!
      expect(chat).toMatchObject({ name: group.name, type: 3 })
      const ids = group.members.map(({ personId }) => personId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(chat.personIds).toEqual(expect.arrayContaining([...ids, group.founder]))
      expect(chat.personIds.every((personId) => known.has(personId))).toBe(true)
      expect(group.members[0]!.role).toBe('admin')
      const random = createRandom('joining')
      const seated = group.members.filter((one) => isThere(one, timeline.now, timeline, random))
      expect(seated.length).toBeLessThanOrEqual(group.cap)
      if (group.waiting.length > 0) expect(seated.length).toBe(group.cap)
    }
  })

  it('begins with the company and ends in the past', () => {
    for (const { age, members } of company.groups) {
      expect(age).toBeLessThan(company.age)
      for (const { joinedDaysAgo } of members) expect(joinedDaysAgo).toBeLessThanOrEqual(age)
    }
    for (const plans of Object.values(company.rules)) {
      const days = plans.map(({ daysAgo }) => daysAgo)
      expect(days).toEqual([...days].sort((a, b) => b - a))
      expect(days.every((daysAgo) => daysAgo >= 1 && daysAgo < company.age)).toBe(true)
    }
  })
})

it('counts days of Shanghai', () => {
  const noon = inChina('2026-11-20T12:00:00')
  expect(startOfDay(noon)).toBe(noon - 12 * HOUR)
  expect(atClock(noon, '9:30')).toBe(startOfDay(noon) + 9.5 * HOUR)
  expect(startOfDay(noon + DAY) - startOfDay(noon)).toBe(DAY)
})
