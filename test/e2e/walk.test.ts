import { startE2e, type E2e } from '../kit/e2e'
import { answerWeChat, joinAs, readToTheEnd } from '../kit/e2e-steps'

// The whole path of the product as people walk it: from a card in the group chat to a place on the board.
jest.setTimeout(90_000)

const GROUP = '华东客户维护群'

interface Board {
  podium: { points: string; isMe: boolean }[]
  mine: { points: string; isMe: boolean }[]
  lines: { points: string; isMe: boolean }[]
}

/** My points as the board page in front shows them, 0 for who is not on it, once they satisfy a condition. */
async function myPoints(phone: E2e['member'], isWanted = (_points: number) => true) {
  const read = ({ podium, mine, lines }: Board) => {
    const row = [...podium, ...mine, ...lines].find(({ isMe }) => isMe)
    return row ? Number(row.points.replaceAll(',', '')) : 0
  }
  const isThere = (board: Board | null) => board !== null && isWanted(read(board))
  return read((await phone.waitForData<Board | null>('content', isThere))!)
}

let before: number
let e2e: E2e
beforeAll(async () => {
  e2e = await startE2e()
})
afterAll(async () => {
  await e2e?.close()
})

describe('from a group card to the leaderboard', () => {
  it('opens the card on the rules of that very group, with what changed and what is due [N1] [B1]', async () => {
    const { member, wechat } = e2e
    await wechat.openCard(member.personId, GROUP, '本群群规')
    await member.waitForPage('pages/rules/rules')
    await member.see('群规 v3')
    await member.see('9/12 已确认')
    await member.see('读到最后即可确认')
    await member.picture('walk-1-rules')
  })

  it('takes the confirmation after reading to the end, and gives the points [S1.1] [S1.8]', async () => {
    const { member } = e2e
    await member.program.switchTab('/pages/board/board')
    await member.waitForPage('pages/board/board')
    before = await myPoints(member)
    await member.program.switchTab('/pages/rules/rules')
    await readToTheEnd(member)
    await member.tap('.bar van-button')
    await answerWeChat(e2e, member, 'subscribe-accept')
    await member.see('已确认，谢谢')
    await member.see('10/12')
    await member.picture('walk-2-confirmed')
  })

  it('moves the leaderboard, and every figure opens to its entries [S1.23] [N2]', async () => {
    const { member } = e2e
    await member.tapText('van-button', '看榜单')
    await member.waitForPage('pages/board/board')
    const points = await myPoints(member, (now) => now === before + 5)
    await member.picture('walk-3-board')
    await member.tapText('.step, board-row', '陈一诺')
    await member.waitForPage('subpackages/points/entries/entries')
    await member.see('按时读完并确认群规')
    const { total } = (await (await member.page()).data('content')) as { total: string }
    expect(Number(total.replaceAll(',', ''))).toBe(points)
    await member.picture('walk-4-entries')
  })

  it('shows the admin who has not confirmed, and reminds them in one tap [B2] [Q32]', async () => {
    const { admin, wechat } = e2e
    await wechat.openCard(admin.personId, GROUP, '本群群规')
    await admin.waitForPage('pages/rules/rules')
    await admin.tapText('.admin-cell', '确认名单')
    await admin.waitForPage('subpackages/rules/roster/roster')
    await admin.see('10/12')
    await admin.tapText('van-button', '提醒')
    await admin.see('已提醒')
    await admin.picture('walk-5-roster')
  })

  it('tells who was removed that they are, and shows nothing of the group [S2.33]', async () => {
    const removed = await e2e.as('removed')
    await e2e.wechat.openCard(removed.personId, GROUP, '本群群规')
    await removed.see('你已不在')
    const shown = (await (await removed.page()).data('reader')) as unknown
    expect(shown ?? null).toBeNull()
    await removed.picture('walk-6-removed')
  })

  it('lets the admin take a removal back, and the person is in again with what they had [S2.33]', async () => {
    const { admin, wechat } = e2e
    const removed = await e2e.as('removed')
    await admin.program.navigateTo(`/subpackages/group/home/home?g=${e2e.groups['huadong']}`)
    await admin.see('已移出')
    await admin.tapText('.row-act', '加回')
    await answerWeChat(e2e, admin, 'modal-confirm')
    await admin.see('13/15')
    await wechat.openCard(removed.personId, GROUP, '本群群规')
    await removed.see('群规 v3')
    await removed.see('待你确认')
    await removed.picture('walk-7-back')
  })

  it('shows the manager the board across groups [I2]', async () => {
    const { manager } = e2e
    await manager.waitForPage('pages/today/today')
    await manager.program.switchTab('/pages/board/board')
    await manager.waitForPage('pages/board/board')
    await manager.tapText('.scope', '全员')
    await manager.tapText('.scope', '各群')
    await manager.see(GROUP)
    await manager.picture('walk-8-groups')
  })

  it('lets someone new in the chat join from the card, and asks the confirmation next [A1]', async () => {
    const newcomer = await e2e.as('newcomer')
    await e2e.wechat.openCard(newcomer.personId, GROUP, '本群群规')
    await joinAs(e2e, newcomer, '马晓冬')
    await newcomer.see('欢迎')
    await newcomer.picture('walk-9-joined')
    await newcomer.tap('.welcome-button van-button')
    await readToTheEnd(newcomer)
    await newcomer.tap('.bar van-button')
    await answerWeChat(e2e, newcomer, 'subscribe-accept')
    await newcomer.see('已确认，谢谢')
  })

  it('gives who comes to a full group a clear place in the waiting list [S2.1]', async () => {
    const late = await e2e.as('fullGroupNewcomer')
    await e2e.wechat.openCard(late.personId, '华南大客户群', '群规')
    await joinAs(e2e, late, '石小满')
    await late.see('第 3 位')
    await late.picture('walk-10-waiting')
  })

  it('never warns and never fails on the way', async () => {
    await e2e.expectQuiet()
  })
})
