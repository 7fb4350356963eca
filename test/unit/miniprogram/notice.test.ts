import { askForMessage } from '../../../miniprogram/services/notice'
import { session as mine } from '../../../miniprogram/services/session'
import { installWx, lost, ok, type FakeWx } from '../../kit/fake-wx'
import { session } from './kit/views'

let wx: FakeWx
beforeEach(() => {
  wx = installWx()
})

async function open(templates: Record<string, string>): Promise<void> {
  wx.answer(ok(session({ templates })))
  await mine.reopen()
  wx.calls.length = 0
}

describe('asking for a message', () => {
  test('tells the cloud when the person agreed, and how many are left', async () => {
    await open({ todo: 'template-1' })
    wx.answer(ok({ credits: { todo: 2, seat: 1 } }))
    const { answered, granted } = askForMessage('todo')
    expect(await answered).toBe(true)
    expect(await granted).toBe(2)
    expect(wx.calls).toMatchObject([{ action: 'notice.grant', input: { templates: ['todo'] } }])
  })

  test('tells nobody of a refusal', async () => {
    await open({ todo: 'template-1' })
    wx.consent = 'reject'
    const { answered, granted } = askForMessage('todo')
    expect(await answered).toBe(false)
    expect(await granted).toBeNull()
    expect(wx.calls).toEqual([])
  })

  test('is over at once where no template is set up', async () => {
    await open({})
    const { answered, granted } = askForMessage('todo')
    expect(await answered).toBe(false)
    expect(await granted).toBeNull()
  })

  test('never fails the deed of the tap', async () => {
    await open({ todo: 'template-1' })
    jest.useFakeTimers()
    try {
      wx.answer(lost, lost, lost, lost)
      const { answered, granted } = askForMessage('todo')
      expect(await answered).toBe(true)
      await jest.advanceTimersByTimeAsync(20_000)
      expect(await granted).toBeNull()
    } finally {
      jest.useRealTimers()
    }
  })

  test('asks for several at once and tells of those that were granted', async () => {
    await open({ todo: 'template-1', seat: 'template-2' })
    wx.answer(ok({ credits: { todo: 2, seat: 3 } }))
    expect(await askForMessage('todo', 'seat').granted).toBe(5)
    expect(wx.calls).toMatchObject([{ input: { templates: ['todo', 'seat'] } }])
  })
})
