import { startE2e, type E2e } from '../kit/e2e'
import { sayYes, tapIn } from '../kit/e2e-steps'

// People who go, and those who have waited for a seat.
jest.setTimeout(90_000)

const CHAT = '华南大客户群'

let e2e: E2e
let south: string
beforeAll(async () => {
  e2e = await startE2e()
  south = e2e.groups['huanan']!
})
afterAll(async () => {
  await e2e?.close()
})

const openGroup = async (phone: E2e['member']) => {
  await phone.program.reLaunch(`/subpackages/group/home/home?g=${south}`)
  await phone.waitForPage('subpackages/group/home/home')
}

describe('a seat that somebody leaves', () => {
  it('is given up on the page of the group, after a question [S2.1]', async () => {
    const leaver = await e2e.as('zhong-ling')
    await openGroup(leaver)
    await leaver.tap('.leave')
    await leaver.picture('leaving-1-question')
    await sayYes(leaver)
    await leaver.waitForPage('pages/today/today')
    await leaver.picture('leaving-2-left')
  })

  it('is held for the first in the list, whom 消息 tells [N3] [P2]', async () => {
    const first = await e2e.as('he-lanxin')
    await e2e.wechat.openCard(first.personId, CHAT, '群规')
    await first.see('「华南大客户群」有席位留给你')
    await first.program.navigateTo('/subpackages/notice/inbox/inbox')
    await first.see('有空席位了')
    await first.see('为你保留 24 小时')
    await first.picture('leaving-3-told')
  })

  it('passes to the next when an admin skips somebody who does not come, with a reason [P2]', async () => {
    const admin = await e2e.as('liang-peishan')
    await openGroup(admin)
    await admin.see('席位保留到')
    await admin.picture('leaving-4-held')
    await admin.tapText('.row-act', '跳过')
    await sayYes(admin, '电话没有打通，先让给下一位')
    await admin.see('14/15')
    await admin.waitForData<{ waiting: { name: string }[] } | null>(
      'content',
      (content) => content?.waiting[0]?.name === '温如初',
    )
    await admin.picture('leaving-5-skipped')
  })

  it('is taken within the hold by whom it is held for then [N3]', async () => {
    const next = await e2e.as('wen-ruchu')
    await e2e.wechat.openCard(next.personId, CHAT, '群规')
    await next.see('「华南大客户群」有席位留给你')
    await next.program.navigateTo('/subpackages/notice/inbox/inbox')
    await next.tapText('.row', '有空席位了')
    await next.waitForPage('subpackages/group/join/join')
    await next.tap('form van-button')
    await next.see('第 15 个席位')
    await next.picture('leaving-6-joined')
  })

  it('leaves who was skipped in the list, and says so [P2]', async () => {
    const skipped = await e2e.as('he-lanxin')
    await e2e.wechat.openCard(skipped.personId, CHAT, '群规')
    await skipped.see('候补第 1 位')
  })
})

describe('somebody who wants to be forgotten', () => {
  it('has to hand over first what nobody else looks after', async () => {
    const admin = await e2e.as('miao-qiushi')
    await admin.program.reLaunch('/subpackages/company/privacy/privacy')
    await admin.see('先交给别人')
    await admin.picture('leaving-7-holds')
  })

  it('deletes it all from 我的, after a question, and is a visitor then', async () => {
    const leaver = await e2e.as('xia-zhiyuan')
    await leaver.program.switchTab('/pages/me/me')
    await leaver.tapWords('隐私与数据')
    await leaver.waitForPage('subpackages/company/privacy/privacy')
    await leaver.tap('.erase')
    await leaver.picture('leaving-8-erase')
    await sayYes(leaver)
    await leaver.see('你的数据已删除')
    await leaver.picture('leaving-9-erased')
    await tapIn(leaver, 'blank')
    await leaver.waitForPage('pages/today/today')
    await leaver.waitForData<boolean>('isVisitor', (isVisitor) => isVisitor)
    await leaver.picture('leaving-10-visitor')
  })

  it('meets them as somebody new at the next card', async () => {
    const leaver = await e2e.as('xia-zhiyuan')
    await e2e.wechat.openCard(leaver.personId, '华东客户维护群', '群规')
    await leaver.see('加入「华东客户维护群」')
    await tapIn(leaver, 'entry-view')
    await leaver.waitForPage('subpackages/group/join/join')
    expect(await (await leaver.find('input')).value()).toBe('')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
