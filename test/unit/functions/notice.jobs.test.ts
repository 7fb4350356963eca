import { sendOutbox, type Push } from '../../../cloudfunctions/modules/notice/notice.jobs'
import { fakeDatabase, type FakeDatabase } from '../../kit/fake-database'

const NOW = 1_000_000

let fake: FakeDatabase
beforeEach(() => {
  fake = fakeDatabase()
})

/** A message on its way to somebody who agreed to one. */
function give(memberId: string, changes: object = {}): void {
  fake.put('outbox', {
    ...{ _id: `d:${memberId}`, type: 'delivery', memberId, status: 'pending', attempts: 0 },
    ...{ nextAt: NOW, at: NOW, wasPushed: false, lastError: null },
    content: {
      kind: 'rules-due',
      title: '标题',
      text: '正文',
      path: 'p',
      fields: { thing1: '一' },
    },
    ...changes,
  })
  const _id = `${memberId}:rules-due`
  fake.put('subscriptions', { _id, memberId, template: 'rules-due', credits: 1 })
  fake.put('identities', { _id: `i${memberId}`, memberId, openid: `o-${memberId}` })
}

const stateOf = (memberId: string) => fake.get('outbox', `d:${memberId}`)?.['status']

describe('sending what is due', () => {
  it('claims a message before it goes out, so that who dies in between never sends it twice [M1]', async () => {
    give('a')
    const states: unknown[] = []
    const dies: Push = () => {
      states.push(stateOf('a'))
      return Promise.reject(new Error('the function was killed'))
    }
    await expect(sendOutbox(fake.jobs, dies, NOW)).rejects.toThrow('killed')
    expect(states).toEqual(['sending'])
    const again = jest.fn<ReturnType<Push>, Parameters<Push>>()
    await sendOutbox(fake.jobs, again, NOW + 60_000)
    expect(again).not.toHaveBeenCalled()
    expect(fake.all('inbox')).toHaveLength(1)
  })

  it('sends to the person it is for, what it says', async () => {
    give('a')
    const push = jest.fn<ReturnType<Push>, Parameters<Push>>(() => Promise.resolve('sent'))
    await sendOutbox(fake.jobs, push, NOW)
    expect(push.mock.calls).toEqual([
      [{ openid: 'o-a', template: 'rules-due', path: 'p', fields: { thing1: '一' } }],
    ])
    expect(fake.get('outbox', 'd:a')).toMatchObject({ status: 'done', wasPushed: true })
    expect(fake.get('subscriptions', 'a:rules-due')).toMatchObject({ credits: 0, updatedAt: NOW })
  })

  it('takes what is due by now, the oldest first, at most fifty at a time', async () => {
    for (let index = 0; index < 52; index++) give(`m${index}`, { nextAt: NOW - index })
    give('later', { nextAt: NOW + 1 })
    const sent: string[] = []
    const push: Push = ({ openid }) => {
      sent.push(openid)
      return Promise.resolve('sent')
    }
    await sendOutbox(fake.jobs, push, NOW)
    expect(sent).toHaveLength(50)
    expect(sent[0]).toBe('o-m51')
    await sendOutbox(fake.jobs, push, NOW)
    expect(sent.slice(50)).toEqual(['o-m1', 'o-m0'])
    expect(stateOf('later')).toBe('pending')
  })
})
