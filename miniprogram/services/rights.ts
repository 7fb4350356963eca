import type { SessionView } from '../contract/front'
import { may, type Right } from '../contract/index'
import type { Standing } from '../contract/rights'

/** How far the person of this view may go in its group. */
export const standingOf = ({ entry, group, viewer }: SessionView): Standing => ({
  role: entry === 'ok' ? (group?.role ?? null) : null,
  companyRole: viewer.kind === 'member' ? viewer.companyRole : null,
})

/** Whether the person of this view may do that in its group, so that nobody is shown what would be refused. */
export const mayHere = (view: SessionView, right: Right): boolean => may(standingOf(view), right)
