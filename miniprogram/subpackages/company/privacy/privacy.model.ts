import type { Deed } from '../../../components/deed-sheet/deed-sheet'
import type { Holding } from '../../../contract/company'

export interface HoldLine {
  kind: string
  title: string
  count: string
}

/** What has to be handed over first, as the page lists it. */
export const holdLines = (rows: readonly Holding[]): HoldLine[] =>
  rows.map(({ kind, title, count }) => ({ kind, title, count: count > 1 ? `${count} 项` : '' }))

/** What is deleted and what stays, before it is done. */
export const ERASE: Deed = {
  title: '删除我的数据',
  lines: [
    '删除：你的姓名、微信身份、消息和提醒授权',
    '退出所有群，空出席位，名单和榜单上不再有你',
    '保留：确认记录和积分流水，只是不再知道是谁',
    '删除后找不回来，再加入要从头开始',
  ],
  yes: '删除',
  busy: '正在删除',
  isDanger: true,
  reason: null,
}
