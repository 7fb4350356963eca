import type { MeView } from '../../../miniprogram/contract/front'
import { creditsOf, unreadOf } from '../../engines/notice'
import { figuresOf } from '../../engines/metrics'
import type { Caller, QueryContext } from '../../kernel/context'
import { found } from '../../kernel/errors'
import { roleIn } from '../../kernel/identity'
import { readCompany } from '../company'
import { groupBar, groupsQueries } from '../groups'

/** What is mine: groups, figures, messages. Who is in no group any more sees what is their own. */
export async function me({
  db,
  grant: { memberId },
  caller,
  registry,
  now,
}: QueryContext<{ caller: Caller; memberId: string }>): Promise<MeView> {
  const mine = Object.keys(caller.groups)
  const [company, groups, figures, unread, credits] = await Promise.all([
    readCompany(db),
    groupsQueries(db).groups(mine),
    figuresOf(db, now, { metric: 'points', memberId, groupIds: mine }),
    unreadOf({ db, registry, now }, caller, memberId),
    creditsOf(db, memberId),
  ])
  const active = groups.filter(({ status }) => status === 'active')
  active.sort((a, b) => (caller.groups[a._id]?.since ?? 0) - (caller.groups[b._id]?.since ?? 0))
  return {
    memberId,
    name: caller.name,
    companyName: found(company).name,
    companyRole: caller.companyRole,
    groups: active.map((group) => ({
      ...groupBar(group, roleIn(caller, group._id)),
      joinedAt: caller.groups[group._id]?.since ?? 0,
      monthPoints: figures.groups[group._id]?.month ?? 0,
    })),
    points: figures.company,
    unread: unread.unread,
    credits,
  }
}
