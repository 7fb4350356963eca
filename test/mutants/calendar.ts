/** Wrong calendars that the named tests must notice; `old` stands once in the file. */
const ENGINE = 'cloudfunctions/kernel/calendar'
const TESTS = ['test/unit/functions/calendar/calendar.test.ts']
const CONTRACT_TESTS = ['test/unit/contract/calendar.test.ts']

export const mutants = [
  {
    file: `${ENGINE}/workdays.ts`,
    old: 'if (Object.hasOwn(makeUpDays, day)) return true',
    new: '',
    why: 'make-up days are off',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/workdays.ts`,
    old: 'weekday <= 5 && !Object.hasOwn(holidays, day)',
    new: 'weekday <= 5',
    why: 'people work on National Day',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/workdays.ts`,
    old: ' || dayKey(at) !== day',
    new: '',
    why: 'the 30th of February is a day',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/clock.ts`,
    old: 'time >= start || time < end',
    new: 'time >= start && time < end',
    why: 'a window over midnight is never',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/clock.ts`,
    old: 'return end > at ? end :',
    new: 'return end > 0 ? end :',
    why: 'quiet hours before midnight end in the past',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/due.ts`,
    old: 'if (moment + left <= end) return moment + left',
    new: 'if (moment + left < end) return moment + left',
    why: 'what is full in the evening is due next morning',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/due.ts`,
    old: 'midnight = workdayFrom(midnight + DAY)',
    new: 'midnight = midnight + DAY',
    why: 'workdays run through weekends',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/due.ts`,
    old: 'return Math.max(at, today + START)',
    new: 'return at',
    why: 'work begins at midnight',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/schedule.ts`,
    old: 'return today > after ? today :',
    new: 'return today >= after ? today :',
    why: 'a daily job runs twice at its minute',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/schedule.ts`,
    old: 'workdays ? workdayFrom : startOfDay',
    new: 'startOfDay',
    why: 'a job of workdays runs on holidays',
    tests: TESTS,
  },
  {
    file: `${ENGINE}/schedule.ts`,
    old: 'const ORIGIN = startOfDay(0)',
    new: 'const ORIGIN = 0',
    why: 'days of an interval begin at eight in the morning',
    tests: TESTS,
  },
  {
    file: 'miniprogram/contract/calendar.ts',
    old: "local(at).startOf('isoWeek')",
    new: "local(at).startOf('week')",
    why: 'weeks begin on Sunday',
    tests: CONTRACT_TESTS,
  },
  {
    file: 'miniprogram/contract/calendar.ts',
    old: 'moment.isoWeekYear()',
    new: 'moment.year()',
    why: 'the first days of January have the wrong year of the week',
    tests: CONTRACT_TESTS,
  },
  {
    file: 'miniprogram/contract/calendar.ts',
    old: 'dayjs.utc(at + OFFSET)',
    new: 'dayjs.utc(at)',
    why: 'days begin at midnight in UTC',
    tests: CONTRACT_TESTS,
  },
]
