import {
  agoText,
  dateText,
  dueText,
  greeting,
  hundredths,
  momentText,
  rangeText,
  signed,
  thousands,
} from '../../../miniprogram/ui/format'
import { DAY, HOUR, NOW } from './kit/views'

describe('times in words', () => {
  test.each([
    [NOW - 30 * 60_000, '刚刚逾期', 'overdue'],
    [NOW - 3 * HOUR, '逾期 3 小时', 'overdue'],
    [NOW - 25 * HOUR, '逾期 1 天', 'overdue'],
    [NOW + 10 * HOUR, '今天 20:00', 'today'],
    [NOW + 23 * HOUR, '明天 09:00', 'later'],
    [NOW + 3 * DAY, '下周二', 'later'],
    [NOW + 9 * DAY, '11月30日', 'later'],
    [NOW + 60 * DAY, '2027年1月20日', 'later'],
  ])('something due is said as people say it (%#)', (at, text, tone) => {
    expect(dueText(at, NOW)).toEqual({ text, tone })
  })

  test('a day of this week is its weekday', () => {
    const monday = NOW - 5 * DAY
    expect(dueText(monday + 3 * DAY, monday).text).toBe('周四')
  })

  test('what happened is today, yesterday or a date', () => {
    expect(momentText(NOW - HOUR, NOW)).toBe('今天 09:00')
    expect(momentText(NOW - 11 * HOUR, NOW)).toBe('昨天 23:00')
    expect(momentText(NOW - 5 * DAY, NOW)).toBe('11月16日')
  })

  test('days turn at midnight in Shanghai, wherever the phone is', () => {
    const beforeMidnight = Date.UTC(2026, 10, 21, 15, 59)
    expect(momentText(beforeMidnight, beforeMidnight + 60_000)).toBe('昨天 23:59')
    expect(dateText(beforeMidnight + 60_000, NOW)).toBe('11月22日')
  })

  test('how long ago', () => {
    expect(agoText(NOW - 10_000, NOW)).toBe('刚刚')
    expect(agoText(NOW - 20 * 60_000, NOW)).toBe('20 分钟前')
    expect(agoText(NOW - 3 * HOUR, NOW)).toBe('3 小时前')
    expect(agoText(NOW - 11 * HOUR, NOW)).toBe('昨天 23:00')
  })

  test('a range includes its last day', () => {
    const from = Date.UTC(2026, 9, 31, 16)
    expect(rangeText({ from, to: from + 30 * DAY }, NOW)).toBe('11月1日–11月30日')
  })

  test.each([
    [3, '夜深了'],
    [8, '早上好'],
    [12, '中午好'],
    [15, '下午好'],
    [20, '晚上好'],
  ])('greets by the hour %i', (hour, text) => {
    expect(greeting(Date.UTC(2026, 10, 20, 16 + hour))).toBe(text)
  })
})

describe('numbers', () => {
  test('thousands are grouped and minus is as wide as plus', () => {
    expect([thousands(0), thousands(999), thousands(1234567), thousands(-1234)]).toEqual([
      '0',
      '999',
      '1,234,567',
      '−1,234',
    ])
    expect([signed(5), signed(0), signed(-3)]).toEqual(['+5', '0', '−3'])
  })

  test('hundredths lose no digit and show no empty one', () => {
    expect([1250, 1200, 1205, 5, -1250, 0].map(hundredths)).toEqual([
      '12.5',
      '12',
      '12.05',
      '0.05',
      '−12.5',
      '0',
    ])
  })
})
