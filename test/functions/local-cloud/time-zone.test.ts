import { openTestCloud, type TestCloud } from '../../kit/cloud'

let test: TestCloud

/** Expressions as a cloud function evaluates them; the process of the tests is in Asia/Shanghai. */
beforeAll(async () => {
  test = await openTestCloud()
  await test.deploy('zone', 'exports.main = ({ code }) => eval(code)')
})

afterAll(() => test.close())

const NIGHT = `new Date(Date.UTC(2026, 10, 21, 20, 5, 9))`

it.each([
  [`${NIGHT}.getHours()`, 20],
  [`${NIGHT}.getDate()`, 21],
  [`${NIGHT}.getDay()`, 6],
  [`${NIGHT}.getTimezoneOffset()`, 0],
  [`${NIGHT}.toString()`, 'Sat Nov 21 2026 20:05:09 GMT+0000 (Coordinated Universal Time)'],
  [`${NIGHT}.toDateString()`, 'Sat Nov 21 2026'],
  [`${NIGHT}.toLocaleString('zh-CN')`, '2026/11/21 20:05:09'],
  [`${NIGHT}.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })`, '2026/11/22 04:05:09'],
  [`new Intl.DateTimeFormat('zh-CN').resolvedOptions().timeZone`, 'UTC'],
  [`new Date(2026, 10, 21).toISOString()`, '2026-11-21T00:00:00.000Z'],
  [`new Date('2026-11-21').toISOString()`, '2026-11-21T00:00:00.000Z'],
  [`new Date('2026-11-21T09:00').toISOString()`, '2026-11-21T09:00:00.000Z'],
  [`new Date('2026-11-21 09:00:00').toISOString()`, '2026-11-21T09:00:00.000Z'],
  [`new Date('2026/11/21').toISOString()`, '2026-11-21T00:00:00.000Z'],
  [`new Date('2026-11-21T09:00:00+08:00').toISOString()`, '2026-11-21T01:00:00.000Z'],
  [`new Date('Sat, 21 Nov 2026 09:00:00 GMT').toISOString()`, '2026-11-21T09:00:00.000Z'],
  [`Date.parse('2026-11-21T00:00')`, Date.UTC(2026, 10, 21)],
  [`const d = new Date(0); d.setHours(30); d.toISOString()`, '1970-01-02T06:00:00.000Z'],
  [`new Date('nonsense').toString()`, 'Invalid Date'],
  [`new Date() instanceof Date && typeof Date.now()`, 'number'],
  [`new (class Day extends Date { get far() { return this.getFullYear() } })(0).far`, 1970],
])('%s is %j in a cloud function, which runs in UTC', async (code, value) => {
  expect(await test.call('zone', { code })).toBe(value)
})

it('leaves the rest of the process in its own zone', () => {
  expect(new Date(0).getHours()).toBe(8)
})
