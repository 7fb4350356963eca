import { bootCompany, CLAUSES } from '../kit/company'

export interface CallFigures {
  openReads: number
  openWrites: number
  confirmWrites: number
  /** Of the timer's function in a minute in which nothing is due. */
  idleReads: number
  idleWrites: number
}

/** What the last run of the timer's function said it cost. */
function lastJobs(lines: readonly string[]): { reads: number; writes: number } {
  const line = lines.filter((one) => one.includes('"type":"jobs"')).at(-1) ?? ''
  return JSON.parse(line.slice(line.indexOf('{'))) as { reads: number; writes: number }
}

/** Counts the database operations of opening a card and of confirming the rules with points. */
export async function measureCalls(): Promise<CallFigures> {
  const company = await bootCompany()
  try {
    const { admin, member, chat1, group, calls } = company
    const { groupId } = group
    await admin.call('rules.publish', { groupId, baseVersion: 0, clauses: CLAUSES, material: true })
    const before = calls.length
    const opening = { cloudId: member.cloudIdIn(chat1), groupId }
    await member.send({
      batch: [
        { action: 'session.open', input: opening },
        { action: 'rules.get', input: { groupId } },
      ],
    })
    const open = calls.slice(before)
    await company.runJobs()
    await company.runJobs()
    const idle = lastJobs(company.lines)
    await member.call('rules.acknowledge', { groupId, version: 1 })
    const confirm = calls.at(-1)!
    return {
      openReads: open.reduce((sum, { reads }) => sum + reads, 0),
      openWrites: open.reduce((sum, { writes }) => sum + writes, 0),
      confirmWrites: confirm.writes,
      idleReads: idle.reads,
      idleWrites: idle.writes,
    }
  } finally {
    await company.close()
  }
}
