import { askForMessage } from '../../../miniprogram/services/notice'
import { openSession, resetSession } from '../../../miniprogram/services/session'
import { installWx, lost, ok, type FakeWx } from './kit/fake-wx'
import { session } from './kit/views'

let wx: FakeWx
beforeEach(() => {
  wx = installWx()
  resetSession()
})

async function open(templates: Record<string, string>): Promise<void> {
  wx.answer(ok(session({ templates })))
  await openSession()
  wx.calls.length = 0
}

describe('asking for a message', () => {
  test('tells the cloud when the person agreed, and how many are left', async () => {
    await open({ 'rules-due': 'template-1' })
    wx.answer(ok({ credits: { 'rules-due': 2 } }))
    const { answered, granted } = askForMessage('rules-due')
    expect(await answered).toBe(true)
    expect(await granted).toBe(2)
    expect(wx.calls).toMatchObject([
      { action: 'notice.grant', input: { templates: ['rules-due'] } },
    ])
  })

  test('tells nobody of a refusal', async () => {
    await open({ 'rules-due': 'template-1' })
    wx.consent = 'reject'
    const { answered, granted } = askForMessage('rules-due')
    expect(await answered).toBe(false)
    expect(await granted).toBeNull()
    expect(wx.calls).toEqual([])
  })

  test('is over at once where no template is set up', async () => {
    await open({})
    const { answered, granted } = askForMessage('rules-due')
    expect(await answered).toBe(false)
    expect(await granted).toBeNull()
  })

  test('never fails the deed of the tap', async () => {
    await open({ 'rules-due': 'template-1' })
    wx.answer(lost, lost, lost)
    const { answered, granted } = askForMessage('rules-due')
    expect(await answered).toBe(true)
    expect(await granted).toBeNull()
  })
})
