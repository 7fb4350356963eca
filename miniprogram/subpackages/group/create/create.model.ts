import type { GroupType } from '../../../contract/common'
import type { SessionView } from '../../../contract/front'
import type { GroupRow } from '../../../contract/groups'
import { CreateGroup } from '../../../contract/groups'
import { issuesByField } from '../../../contract/issues'
import { GROUP_CAP_DEFAULT } from '../../../contract/limits'
import { mayHere } from '../../../services/rights'
import { safeParse } from '../../../vendor/valibot'
import { capText } from '../components/seats-band/seats-words'

export interface GroupDraft {
  name: string
  type: GroupType
  focus: string
  cap: number
  /** Name last sent without an answer; empty for none. */
  sent: string
}

export const EMPTY_DRAFT: GroupDraft = {
  name: '',
  type: 'function',
  focus: '',
  cap: GROUP_CAP_DEFAULT,
  sent: '',
}

export const TYPE_CHOICES: { type: GroupType; name: string; text: string }[] = [
  { type: 'function', name: '职能群', text: '长期做一类工作，比如一个区域、一类客户' },
  { type: 'project', name: '项目群', text: '为一个目标临时组成，做完就归档' },
]

const FOCUS = {
  function: { label: '负责什么（可不填）', placeholder: '例如 华东老客户维护和续约' },
  project: { label: '项目目标（可不填）', placeholder: '例如 双十二前签下 30 家门店' },
} as const

export interface FormWords {
  focusLabel: string
  focusPlaceholder: string
  cap: { text: string; tone: 'good' | 'low' | 'high' }
}

/** Words of the form that follow from what is chosen. */
export const formWords = ({ type, cap }: GroupDraft): FormWords => ({
  focusLabel: FOCUS[type].label,
  focusPlaceholder: FOCUS[type].placeholder,
  cap: capText(cap),
})

/** Only managers make groups. */
export const mayCreate = (session: SessionView): boolean => mayHere(session, 'groups.create')

/** We were opened in a chat that no group belongs to yet: the new group takes it. */
export const bindsChat = (session: SessionView): boolean =>
  session.entry === 'not-bound' && session.canBind

export const chatText = (binds: boolean): string =>
  binds
    ? '建好后绑定你刚才进来的群聊，群成员从卡片进入就到这个群'
    : '建好后把卡片发到微信群里，从那张卡片进来就能绑定群聊'

type Issues = Partial<Record<'name' | 'focus' | 'cap', string>>

export function draftIssues({ name, type, focus, cap }: GroupDraft): Issues {
  const parsed = safeParse(CreateGroup, { name, type, focus, cap })
  return parsed.success ? {} : issuesByField(parsed.issues)
}

/** The group of an earlier sending that was never answered; the newest of that name. */
export const createdBefore = (rows: readonly GroupRow[], sent: string): GroupRow | undefined =>
  sent === '' ? undefined : rows.filter(({ name }) => name === sent).pop()
