import { listTime, messageTime } from '../../../local/phone/frame/time'

const now = Date.parse('2026-11-21T20:00:00+08:00')
const at = (text: string): number => Date.parse(`${text}+08:00`)

test.each([
  ['2026-11-21T08:05:00', '08:05', '08:05'],
  ['2026-11-20T23:59:00', '昨天', '昨天 23:59'],
  ['2026-11-18T10:00:00', '星期三', '星期三 10:00'],
  ['2026-11-02T10:00:00', '11月2日', '11月2日 10:00'],
  ['2025-11-02T10:00:00', '2025/11/2', '2025年11月2日 10:00'],
])('%s is %s in the list and %s between messages', (time, inList, between) => {
  expect(listTime(at(time), now)).toBe(inList)
  expect(messageTime(at(time), now)).toBe(between)
})

test('a day is one of China, whatever zone the browser is in', () => {
  // Still the 20th in UTC.
  expect(listTime(Date.parse('2026-11-20T16:30:00Z'), now)).toBe('00:30')
})
