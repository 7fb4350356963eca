import {
  changesSince,
  confirmBar,
  confirmed,
  needsChanges,
  readerOf,
  sectionsOf,
} from '../../../miniprogram/pages/rules/rules.model'
import { DAY, NOW, ruleBook } from './kit/views'

const mine = (version: number, isDue: boolean) => ({
  version,
  at: version > 0 ? NOW - DAY : null,
  isDue,
  dueAt: isDue ? NOW + 2 * DAY : null,
  points: isDue ? 5 : 0,
})
const reader = (change = {}, onlyChanges = false) => {
  const book = ruleBook(change)
  return readerOf(book, book.changes, onlyChanges, NOW)
}

describe('what changed', () => {
  test('is measured against the version I confirmed', () => {
    expect(changesSince(ruleBook({ mine: mine(2, true) }))).toBe(2)
    expect(changesSince(ruleBook({ mine: mine(1, true) }))).toBe(1)
  })

  test('is measured against the version before when I am up to date or not asked', () => {
    expect(changesSince(ruleBook({ mine: mine(3, false) }))).toBe(2)
    expect(changesSince(ruleBook({ mine: null }))).toBe(2)
  })

  test('is nothing for who reads the rules for the first time', () => {
    expect(changesSince(ruleBook({ mine: mine(0, true) }))).toBe(0)
    const { changeCount, subtitle, sections } = reader({ mine: mine(0, true) })
    expect(changeCount).toBe(0)
    expect(subtitle).toBe('11月20日生效 · 共 3 条')
    expect(sections.flatMap(({ rows }) => rows).every(({ change }) => change === '')).toBe(true)
  })

  test('has to be asked for only when I missed a version', () => {
    expect(needsChanges(ruleBook({ mine: mine(2, true) }))).toBe(false)
    expect(needsChanges(ruleBook({ mine: mine(1, true) }))).toBe(true)
    expect(needsChanges(ruleBook({ version: 1, mine: mine(0, true) }))).toBe(false)
  })
})

describe('the reader', () => {
  test('numbers sections, marks changes and keeps removed clauses at the end of their kind', () => {
    const sections = sectionsOf(ruleBook(), ruleBook().changes, false)
    expect(sections.map(({ title, note }) => [title, note])).toEqual([
      ['一、行为', '2 条'],
      ['二、纪律', '1 条'],
    ])
    expect(sections[0]?.rows.map(({ number, change, before }) => [number, change, before])).toEqual(
      [
        ['1.1', '', ''],
        ['1.2', 'changed', '加人先说一声。'],
        ['1.3', 'removed', ''],
      ],
    )
    expect(sections.flatMap(({ rows }) => rows.map(({ index }) => index))).toEqual([0, 1, 2, 3])
  })

  test('can show the changes alone', () => {
    const { sections, total } = reader({}, true)
    expect(sections.map(({ kind, rows }) => [kind, rows.length])).toEqual([['conduct', 2]])
    expect(total).toBe(2)
  })

  test('says what is due, until when, and how far the group is', () => {
    expect(reader()).toMatchObject({
      title: '群规 v3',
      tag: { text: '待你确认', tone: 'alert' },
      subtitle: '11月20日生效 · 比你确认过的 v2 改动 2 条',
      due: '下周一前确认',
      isOverdue: false,
      progress: { percent: 75, text: '9/12 已确认' },
      points: 5,
    })
  })

  test('says when it is late', () => {
    const late = { ...mine(2, true), dueAt: NOW - DAY }
    expect(reader({ mine: late })).toMatchObject({ due: '逾期 1 天', isOverdue: true })
  })

  test('says when I confirmed', () => {
    const done = { ...mine(3, false), at: NOW }
    expect(reader({ mine: done })).toMatchObject({
      tag: { text: '你已确认', tone: 'accent' },
      due: '今天 10:00 确认',
      subtitle: '11月20日生效 · 比 v2 改动 2 条',
      isDue: false,
    })
  })

  test('has no tag for managers and no percentage of nobody', () => {
    const shown = reader({ mine: null, acknowledged: { count: 0, total: 0 } })
    expect(shown.tag).toBeNull()
    expect(shown.progress.percent).toBe(0)
  })
})

describe('the confirm button', () => {
  test('says what is left to read and opens at the end', () => {
    expect(confirmBar(25, 11, false)).toEqual({
      canConfirm: false,
      text: '读到最后即可确认 · 还有 14 条',
    })
    expect(confirmBar(25, 25, false)).toEqual({ canConfirm: true, text: '我已读完并遵守' })
    expect(confirmBar(25, 40, false).canConfirm).toBe(true)
  })

  test('offers to send again what was not answered, without reading again', () => {
    expect(confirmBar(25, 0, true)).toMatchObject({ canConfirm: true })
  })

  test('confirming counts me once', () => {
    const after = confirmed(ruleBook(), NOW)
    expect(after.acknowledged).toEqual({ count: 10, total: 12 })
    expect(after.mine).toMatchObject({ version: 3, isDue: false, at: NOW })
    expect(confirmed(after, NOW).acknowledged.count).toBe(10)
  })
})
