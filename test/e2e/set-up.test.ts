import { startE2e, type E2e } from '../kit/e2e'
import {
  answerWeChat,
  fill,
  joinAs,
  publish,
  readToTheEnd,
  tapIn,
  type Field,
} from '../kit/e2e-steps'

// An empty environment: from the set-up code to a group whose rules ask everyone, and a change that asks again.
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

let groupId: string

describe('a company that starts', () => {
  it('leads whoever opens it first to the set-up, and the code makes the owner [P1]', async () => {
    await e2e.wechat.post(owner.personId, CHAT, {
      title: '销售群管家',
      path: 'pages/today/today',
      withShareTicket: true,
    })
    await e2e.wechat.openCard(owner.personId, CHAT, '销售群管家')
    await owner.waitForPage('pages/today/today')
    await owner.picture('setup-1-first')
    await tapIn(owner, 'entry-view')
    await owner.waitForPage('subpackages/company/setup/setup')
    await fill(owner, ['wrong-code', '远山设备', '顾承远'])
    await owner.tap('.dock-main')
    await owner.see('码不对')
    await fill(owner, ['E2E-CODE'])
    await owner.tap('.dock-main')
    await owner.see('远山设备已开通')
    await owner.picture('setup-2-opened')
  })

  it('creates the first group in the chat it came from [S2.1]', async () => {
    await tapIn(owner, 'blank')
    await owner.waitForPage('subpackages/group/create/create')
    await fill(owner, ['华东客户维护群', '客户维护'])
    await owner.picture('setup-3-create')
    await owner.tap('.dock-main')
    await owner.see('建好了')
    await owner.see('已绑定')
  })

  it('publishes the first rules from the starter [S1.3]', async () => {
    await tapIn(owner, 'blank')
    await owner.waitForPage('subpackages/rules/edit/edit')
    await tapIn(owner, 'blank')
    await owner.see('24 条')
    await owner.picture('setup-4-edit')
    await owner.tapText('.dock-main', '预览')
    await owner.waitForPage('subpackages/rules/publish/publish')
    await publish(owner)
    await owner.see('v1')
    await owner.picture('setup-5-published')
    groupId = ((await (await owner.page()).data('group')) as { groupId: string }).groupId
  })

  it('sends the card to the chat with a picture of what it is about', async () => {
    await owner.tapText('van-button', '发卡片到群里')
    await answerWeChat(e2e, owner, 'share-newest')
    await answerWeChat(e2e, owner, 'share-send')
    await owner.see('发卡片到群里')
    const newest = (await e2e.wechat.cards(CHAT)).at(-1)
    expect(newest).toMatchObject({
      personId: owner.personId,
      card: {
        title: '本群群规 v1 · 请读完并确认',
        path: `pages/rules/rules?g=${groupId}`,
        imageUrl: expect.stringContaining('/'),
        withShareTicket: true,
      },
    })
    await owner.picture('setup-6-sent')
  })

  it('lets a colleague join from the card and confirm [A1] [S1.1]', async () => {
    const { member } = e2e
    await e2e.wechat.openCard(member.personId, CHAT, '本群群规 v1')
    await joinAs(e2e, member, '陈一诺')
    await member.see('第 2 个席位')
    // The keyboard went with the field, and what it offered above its keys too.
    await expect(e2e.wechat.tapNative(member.personId, 'nickname')).rejects.toThrow('nickname')
    await member.tap('.welcome-button van-button')
    await readToTheEnd(member)
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-cancel')
    await member.see('已确认，谢谢')
  })

  it('asks again after a material change, and shows what changed [B1]', async () => {
    const { member } = e2e
    await owner.program.reLaunch(`/subpackages/rules/edit/edit?g=${groupId}`)
    await owner.waitForPage('subpackages/rules/edit/edit')
    const row = await (await owner.find('clause-list')).$('.main')
    await row!.tap()
    await owner.waitForData<{ isOpen: boolean }>('editor', ({ isOpen }) => isOpen)
    const editor = await owner.find('clause-editor')
    const text = (await (await editor.$('field'))!.$('textarea')) as Field
    await text.input('群里只谈工作，也可以互相鼓励。')
    await (await editor.$('van-button'))!.tap()
    await owner.tapText('.dock-main', '预览')
    await owner.waitForPage('subpackages/rules/publish/publish')
    await owner.picture('setup-7-difference')
    const isMaterial = (await (await owner.page()).data('view.material')) as boolean
    if (!isMaterial) await owner.tap('van-switch')
    await publish(owner)
    await owner.see('群规 v2 已生效')

    await e2e.wechat.openCard(member.personId, CHAT, '本群群规 v1')
    await member.waitForPage('pages/rules/rules')
    await member.see('群规 v2')
    await member.see('待你确认')
    await member.see('0/2 已确认')
    await member.see('改动')
    await member.picture('setup-8-asked-again')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
