import { bandOf, groupTypeText } from '../../../components/group-bar/band'
import type { SessionView } from '../../../contract/front'
import type { GroupRow } from '../../../contract/groups'
import { may } from '../../../contract/index'
import { standingOf } from '../../../services/rights'

export interface BindChoice {
  groupId: string
  name: string
  detail: string
}

export interface BindView {
  choices: BindChoice[]
  canCreate: boolean
}

/** Groups of which the person may decide where they live: their own as admin, all for the owner. Unbound ones first. */
export function bindView(session: SessionView, rows: readonly GroupRow[]): BindView {
  const { companyRole } = standingOf(session)
  const mine = rows.filter(({ role }) => may({ role, companyRole }, 'groups.manage'))
  const ordered = [
    ...mine.filter(({ chatBound }) => !chatBound),
    ...mine.filter(({ chatBound }) => chatBound),
  ]
  return {
    choices: ordered.map((row) => ({
      groupId: row.groupId,
      name: row.name,
      detail: [
        groupTypeText(row.type),
        `席位 ${row.seats.taken}/${row.seats.cap} ${bandOf(row.seats).word}`.trim(),
        row.chatBound ? '已有群聊' : '还没有群聊',
      ].join(' · '),
    })),
    canCreate: may({ role: null, companyRole }, 'groups.create'),
  }
}

export type BindStage = 'choose' | 'elsewhere' | 'forbidden'

/** Only a chat that nobody has bound can be bound, by who manages or administers something. */
export function stageOf({ entry, canBind }: SessionView): BindStage {
  if (entry !== 'not-bound') return 'elsewhere'
  return canBind ? 'choose' : 'forbidden'
}
