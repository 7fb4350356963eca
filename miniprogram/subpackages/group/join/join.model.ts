import { JoinGroup, type JoinView } from '../../../contract/groups'
import type { GroupBar } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import { issuesByField } from '../../../contract/issues'
import { NAME_FIELD_MAX } from '../../../contract/limits'
import * as v from '../../../vendor/valibot'
import { bandOf, groupTypeText } from '../../../components/group-bar/band'

export interface JoinFacts {
  name: string
  type: string
  seats: string
  tone: ReturnType<typeof bandOf>['tone']
  seatNote: string
  isFull: boolean
  button: string
}

const seatNote = (seats: GroupBar['seats'], mustWait: boolean): string => {
  const { tone, isFull } = bandOf(seats)
  if (isFull) return '席位已满，可以先排候补，空出后按先后顺序轮到你'
  if (mustWait) return '空席留给候补的人，可以先排候补，按先后顺序轮到你'
  const left = seats.cap - seats.taken
  if (tone === 'high') return `还剩 ${left} 个席位，已超过建议的 ${seats.idealMax} 人`
  return `还剩 ${left} 个席位，建议 ${seats.idealMin}–${seats.idealMax} 人`
}

/** `mustWait`: no seat is free for somebody new. */
export function joinFacts(group: GroupBar, mustWait = bandOf(group.seats).isFull): JoinFacts {
  const { tone } = bandOf(group.seats)
  return {
    name: group.name,
    type: groupTypeText(group.type),
    seats: `${group.seats.taken}/${group.seats.cap}`,
    tone,
    seatNote: seatNote(group.seats, mustWait),
    isFull: mustWait,
    button: mustWait ? '排候补' : '加入，占一个席位',
  }
}

/** What is wrong with the name, in a sentence; empty when nothing is. */
export function nameIssue(name: string): string {
  const { issues } = v.safeParse(JoinGroup.entries.name, name)
  const issue = issuesByField(issues)['']
  if (!issue) return ''
  return name.trim() === '' ? '请填写同事认识的姓名' : `姓名${issue}`
}

export { NAME_FIELD_MAX }

/** What the page shows of where the person stands. */
export type JoinStage = 'form' | 'joined' | 'waiting' | 'elsewhere'

export interface Welcome {
  title: string
  text: string
  /** What happens next. */
  next: string
  button: string
}

export function welcomeOf(view: JoinView): { stage: JoinStage; welcome: Welcome } {
  if (view.state === 'waiting') return { stage: 'waiting', welcome: waitingWords(view.position) }
  return { stage: 'joined', welcome: joinedWords(view.group) }
}

export const joinedWords = (group: GroupBar): Welcome => ({
  title: `欢迎加入「${group.name}」`,
  text: `你占了第 ${group.seats.taken} 个席位`,
  next: '接下来读完群规并确认，就能得分上榜',
  button: '读群规',
})

export const waitingWords = (position: number): Welcome => ({
  title: `候补第 ${position} 位`,
  text: '席位空出后按先后顺序轮到你',
  next: '随时从群里的卡片进来，看排到第几位',
  button: '知道了',
})

/** Which part to show for a session that was opened for joining. */
export function stageOf(session: SessionView): JoinStage {
  if (session.entry === 'not-member') return 'form'
  if (session.entry === 'ok' && session.group?.role) return 'joined'
  return session.entry === 'waiting' ? 'waiting' : 'elsewhere'
}
