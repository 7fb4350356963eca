import { startE2e, type E2e } from '../kit/e2e'
import { answerWeChat, fill, joinAs, publish, readToTheEnd, tapIn } from '../kit/e2e-steps'

// A company that is set up away from any chat: the first card that is sent into one names the group, and binds it.
jest.setTimeout(90_000)

const CHAT = '华东客户维护群'

let e2e: E2e
let owner: E2e['member']
beforeAll(async () => {
  e2e = await startE2e({ empty: true })
  owner = e2e.manager
})
afterAll(async () => {
  await e2e?.close()
})

describe('the first card of a group that no chat leads to', () => {
  it('is made by who claims the company and creates a group outside of a chat [P1]', async () => {
    await owner.waitForPage('pages/today/today')
    await tapIn(owner, 'entry-view')
    await owner.waitForPage('subpackages/company/setup/setup')
    await fill(owner, ['E2E-CODE', '远山设备', '顾承远'])
    await owner.tap('.dock-main')
    await owner.see('远山设备已开通')
    await tapIn(owner, 'blank')
    await owner.waitForPage('subpackages/group/create/create')
    await fill(owner, [CHAT, '客户维护'])
    await owner.tap('.dock-main')
    await owner.see('再把卡片发到群里绑定群聊')
  })

  it('carries the starter rules to the chat [S1.3]', async () => {
    await tapIn(owner, 'blank')
    await owner.waitForPage('subpackages/rules/edit/edit')
    await tapIn(owner, 'blank')
    await owner.tapText('.dock-main', '预览')
    await publish(owner)
    await owner.tapText('van-button', '发卡片到群里')
    await answerWeChat(e2e, owner, 'share-newest')
    await answerWeChat(e2e, owner, 'share-send')
    await owner.see('发卡片到群里')
    expect((await e2e.wechat.cards(CHAT)).at(-1)!.card.title).toBe('本群群规 v1 · 请读完并确认')
  })

  it('tells others who will open the chat, and nothing of the group [P1]', async () => {
    const { member } = e2e
    await e2e.wechat.openCard(member.personId, CHAT, '本群群规 v1')
    await member.see('这个群聊还没有开通')
    await member.see('请群管理员或公司负责人')
    await member.picture('first-1-not-bound')
  })

  it('binds the chat in one tap of the owner [P1]', async () => {
    await e2e.wechat.openCard(owner.personId, CHAT, '本群群规 v1')
    await owner.see(`绑定「${CHAT}」`)
    await owner.picture('first-2-bind')
    await owner.tapWords('绑定到本群')
    await owner.waitForPage('pages/rules/rules')
    await owner.see('群规 v1')
    await owner.picture('first-3-bound')
  })

  it('lets a second person join from it and confirm [A1] [S1.1]', async () => {
    const { member } = e2e
    await e2e.wechat.openCard(member.personId, CHAT, '本群群规 v1')
    await joinAs(e2e, member, '陈一诺')
    await member.see('第 2 个席位')
    await member.tap('.welcome-button van-button')
    await readToTheEnd(member)
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-accept')
    await member.see('已确认，谢谢')
    await member.see('1/2')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
