import type { World } from '../world/types'

/** Names in the terminal: more are found in the page's own list. */
const MOST_ROWS = 9

/** Columns a text takes in a terminal, where a Chinese character is two wide. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(
        letter,
      )
        ? 2
        : 1
  return width
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)))

/** A table of the people one can be: those on the wall first, then some others. */
export function peopleTable(world: World, wall: readonly string[], url: string): string {
  const everybody = world.people()
  const first = wall.flatMap((id) => everybody.filter((one) => one.personId === id))
  const others = everybody.filter((one) => !wall.includes(one.personId))
  const shown = [...first, ...others].slice(0, MOST_ROWS)
  const rows = shown.map((one) => [
    one.nickname,
    one.note ?? '微信用户',
    `${url}/phone?person=${encodeURIComponent(one.personId)}`,
  ])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map(
    ([name = '', note = '', address = '']) =>
      `  ${padded(name, widths[0] ?? 0)}  ${padded(note, widths[1] ?? 0)}  ${address}`,
  )
  const rest = everybody.length - shown.length
  if (rest > 0) lines.push(`  还有 ${rest} 人，在页面里点手机上方的名字就能换`)
  return lines.join('\n')
}

/** The people of an environment that nobody has set up yet. */
export function addNewcomers(world: World): string[] {
  const owner = world.addPerson({
    personId: 'newcomer-1',
    nickname: '顾承远',
    note: '用开通码开通，成为负责人',
  })
  const admin = world.addPerson({
    personId: 'newcomer-2',
    nickname: '周敏',
    note: '在群里，可以当管理员',
  })
  const member = world.addPerson({
    personId: 'newcomer-3',
    nickname: '陈一诺',
    note: '在群里，还没加入',
  })
  const personIds = [owner, admin, member].map((one) => one.personId)
  const chat = world.addChat({ chatId: 'first-chat', name: '华东客户维护群', personIds })
  world.post(chat.chatId, null, { kind: 'system', text: '顾承远 邀请 周敏、陈一诺 加入了群聊' })
  world.post(chat.chatId, owner.personId, {
    kind: 'text',
    text: '以后群里的规则、培训和积分都放到小程序里，我先开通一下。',
  })
  return [member, admin, owner].map((one) => one.personId)
}
