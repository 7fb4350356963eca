import { startE2e, type E2e } from '../kit/e2e'
import { answerWeChat, readToTheEnd } from '../kit/e2e-steps'

// What goes wrong on a phone, and what the person sees: a sentence, nothing lost, nothing twice.
jest.setTimeout(90_000)

const GROUP = '华东客户维护群'

/** Globals of the mini program, for functions that are sent there as text. */
declare const wx: { cloud: { callFunction(options: object): Promise<unknown> } }

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
  it('tells that a card belongs to another chat, and shows nothing of its group', async () => {
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

  it('confirms once when the reply was lost: the same tap again gets the same answer', async () => {
    await member.program.evaluate(() => {
      const real = wx.cloud.callFunction
      wx.cloud.callFunction = async (options) => {
        wx.cloud.callFunction = real
        await real(options)
        // The server has done it; the phone never hears of it.
        throw Object.assign(new Error('lost'), {
          errCode: -601003,
          errMsg: 'cloud.callFunction:fail',
        })
      }
    })
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-cancel')
    await member.see('网络')
    await member.waitForData('bar', canConfirm)
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-cancel')
    await member.see('已确认，谢谢')
    // The stored answer of the first time, not "confirmed before": five points, and they are there once.
    await member.see('+5')
    await member.see('10/12')
    await member.picture('trouble-3-lost-reply')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
