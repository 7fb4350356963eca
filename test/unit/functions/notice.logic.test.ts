import {
  creditsAfter,
  dueAt,
  fitted,
  outcomeOf,
  verdictOf,
} from '../../../cloudfunctions/engines/notice/notice.logic'
import { errorCode } from '../../../cloudfunctions/platform/errors'

describe('messages: pure decisions', () => {
  it('[M8] keeps the code of WeChat, or its name where the number says nothing', () => {
    expect(errorCode({ errCode: 43101, errMsg: 'user refuse' })).toBe('43101')
    expect(errorCode({ errCode: -501001, errMsg: 'x [EXCEED_RATELIMIT] y' })).toBe(
      'EXCEED_RATELIMIT',
    )
    expect(errorCode({ errCode: -501001, errMsg: 'resource system error' })).toBe('-501001')
    expect(errorCode(Object.assign(new Error('socket'), { code: 'ESOCKETTIMEDOUT' }))).toBe(
      'ESOCKETTIMEDOUT',
    )
    expect([errorCode(new Error('odd')), errorCode(null)]).toEqual(['unknown', 'unknown'])
  })

  it('[M8] tells what is hopeless from what is worth another try', () => {
    const of = (code: string, attempts = 1) => outcomeOf({ ok: false, code }, attempts)
    expect(['43101', '40003', '47003'].map((code) => of(code))).toEqual([
      'no-consent',
      'hopeless',
      'unsendable',
    ])
    for (const code of ['-1', '45009', 'EXCEED_RATELIMIT', 'ETIMEDOUT', 'unknown']) {
      expect([of(code), of(code, 5), of(code, 6)]).toEqual(['again', 'again', 'hopeless'])
    }
    expect(outcomeOf({ ok: true }, 6)).toBe('sent')
    expect(verdictOf(['again', 'again'])).toBe('put-off')
    expect(verdictOf(['again', 'sent'])).toBe('go-on')
    expect(verdictOf(['sent', 'unsendable'])).toBe('end')
    expect(verdictOf([])).toBe('go-on')
  })

  it('[M9] leaves the consents that were given since one was taken', () => {
    expect(creditsAfter('no-consent', { credits: 3, granted: 5 }, { granted: 4 })).toBe(1)
    expect(creditsAfter('no-consent', { credits: 3, granted: 4 }, { granted: 4 })).toBe(0)
    expect(creditsAfter('sent', { credits: 3, granted: 4 }, { granted: 4 })).toBe(3)
    expect(creditsAfter('again', { credits: 50, granted: 60 }, { granted: 60 })).toBe(50)
  })

  it('[M7] takes a time that nobody could have set as due', () => {
    const now = 1_000_000_000
    const row = { status: 'pending' as const, nextAt: now + 3_600_000, at: now }
    expect(dueAt(row, now)).toBe(now + 3_600_000)
    expect(dueAt({ ...row, nextAt: now + 86_400_000 }, now)).toBe(now)
    expect(dueAt({ ...row, at: now + 3_600_000 }, now)).toBe(now)
    expect(dueAt({ ...row, status: 'sending' }, now)).toBe(now)
  })

  it('cuts fields to what WeChat takes', () => {
    expect(fitted('thing1', '一'.repeat(20))).toBe('一'.repeat(20))
    expect(fitted('thing1', '😀'.repeat(21))).toBe(`${'😀'.repeat(19)}…`)
    expect(fitted('thing1', ' 第一行\n第二行 ')).toBe('第一行 第二行')
    expect(fitted('thing1', ' ')).toBe('无')
    expect(fitted('character_string2', 'x'.repeat(30))).toHaveLength(30)
  })
})
