import { bootCompany, CLAUSES } from '../kit/company'

/** Operations of a command outside its transaction: identity, access before `prepare`, the incentive rule. */
const BEFORE_TRANSACTION = 3

export interface CallFigures {
  openReads: number
  openWrites: number
  confirmOperations: number
}

/** Counts the database operations of opening a card and of confirming the rules with points. */
export async function measureCalls(): Promise<CallFigures> {
  const company = await bootCompany()
  try {
    const { admin, member, chat1, group, calls } = company
    const { groupId } = group
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    await member.call('session.open', { cloudId: member.cloudIdIn(chat1), groupId, page: 'rules' })
    const open = calls.at(-1)!
    await member.call('rules.acknowledge', { groupId, version: 1 })
    const confirm = calls.at(-1)!
    return {
      openReads: open.reads,
      openWrites: open.writes,
      confirmOperations: confirm.reads + confirm.writes - BEFORE_TRANSACTION,
    }
  } finally {
    await company.close()
  }
}
