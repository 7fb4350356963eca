import { startE2e, type E2e } from '../kit/e2e'
import { answerWeChat, readToTheEnd } from '../kit/e2e-steps'

// What goes wrong on a phone, and what the person sees: a sentence, nothing lost, nothing twice.
jest.setTimeout(90_000)

const GROUP = '华东客户维护群'

/** Globals of the mini program, for functions that are sent there as text. */
declare const wx: {
  cloud: { callFunction(options: object): Promise<unknown> }
  showToast(options: { title: string }): unknown
  /** Words of toasts, noted by a test. */
  said: string[]
}

let e2e: E2e
let member: E2e['member']
beforeAll(async () => {
  e2e = await startE2e()
  member = e2e.member
})
afterAll(async () => {
  await e2e?.close()
})

const canConfirm = (bar: { canConfirm: boolean } | null) => bar?.canConfirm === true

describe('trouble on the way', () => {
  it('tells that a card belongs to another chat, and shows nothing of its group [A1]', async () => {
    const other = (await e2e.wechat.cards(GROUP)).find(({ card }) => card.title.includes('群规'))
    await e2e.wechat.post(member.personId, '新品上市项目群', {
      ...other!.card,
      title: '别处的卡片',
      withShareTicket: true,
    })
    await e2e.wechat.openCard(member.personId, '新品上市项目群', '别处的卡片')
    await member.waitForPage('pages/rules/rules')
    await member.see('属于另一个群')
    await member.picture('trouble-1-wrong-chat')
  })

  it('says that there is no network, keeps the page, and goes on when it is back', async () => {
    await e2e.wechat.openCard(member.personId, GROUP, '本群群规')
    await member.see('群规 v3')
    await readToTheEnd(member)
    await e2e.wechat.setNetwork(member.personId, 'none')
    await member.tap('.bar van-button')
    await member.see('网络')
    await member.picture('trouble-2-offline')
    await member.waitForData('bar', canConfirm)
    await e2e.wechat.setNetwork(member.personId, 'wifi')
  })

  it('asks for no second tap when the cloud is busy and then the reply is lost [P9] [P10]', async () => {
    await member.program.evaluate(() => {
      const { cloud, showToast } = wx
      const real = cloud.callFunction.bind(cloud)
      let calls = 0
      cloud.callFunction = async (options) => {
        // What the page tells in passing is another call.
        const { data } = options as { data?: { action?: string } }
        if (data?.action !== 'rules.acknowledge') return real(options)
        calls += 1
        const error = { code: 'unavailable', message: '现在人多', requestId: 'busy' }
        if (calls === 1) return { result: { ok: false, error } }
        cloud.callFunction = real
        await real(options)
        // The server has done it; the phone never hears of it.
        throw Object.assign(new Error('lost'), { errMsg: 'cloud.callFunction:fail' })
      }
      wx.said = []
      wx.showToast = (options) => {
        wx.said.push(options.title)
        return showToast.call(wx, options)
      }
    })
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-cancel')
    await member.see('已确认，谢谢')
    expect(await member.program.evaluate(() => wx.said)).toEqual(['人多，正在排队'])
    // The stored answer of the first time, not "confirmed before": five points, and they are there once.
    await member.see('+5')
    await member.see('10/12')
    await member.picture('trouble-3-one-tap')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
