import type { JobDatabase } from '../../kernel/database'
import { EVERY_TICK, type Job } from '../../kernel/schedule'
import type { BoardPageDoc, ScoreDoc } from '../../schema/types'
import { pointsReads } from './points.repo'
import { isSamePage, rollUpCompany, rollUpGroups, runningKeys } from './roll-up.rules'
import { periodField } from './points.rules'

const MINUTE = 60_000
/** Score rows read at once. */
const BATCH = 1000
/** Pages compared and written together. */
const PAGES_AT_ONCE = 20
/** A safety bound: 200 batches are 200,000 people. */
const BATCHES_MAX = 200

/** Every score row with the figures of these periods, in batches by id. */
async function allScores(db: JobDatabase, keys: string[]): Promise<ScoreDoc[]> {
  const scores: ScoreDoc[] = []
  let after = ''
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const rows = await db.find('scores', {
      index: '_id',
      where: { _id: { gt: after } },
      orderBy: [['_id', 'asc']],
      limit: BATCH,
      fields: [
        'groupId',
        'memberId',
        'name',
        'groupName',
        'isActive',
        ...keys.map((key) => `periods.${periodField(key)}`),
      ],
    })
    scores.push(...rows)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return scores
    after = last._id
  }
  throw new Error(`more than ${BATCH * BATCHES_MAX} score rows`)
}

async function hasChanged(db: JobDatabase, since: number): Promise<boolean> {
  const [row] = await db.find('scores', {
    index: 'by_update',
    where: { updatedAt: { gt: since } },
    limit: 1,
    fields: ['updatedAt'],
  })
  return row !== undefined
}

/** Writes the pages that differ from what is stored. */
async function putChanged(db: JobDatabase, pages: BoardPageDoc[]): Promise<void> {
  const stored = await db.getMany(
    'board_pages',
    pages.map(({ _id }) => _id),
  )
  const known = new Map(stored.map((page) => [page._id, page]))
  const changed = pages.filter((page) => !isSamePage(known.get(page._id) ?? null, page))
  await Promise.all(changed.map((page) => db.put('board_pages', page)))
}

/** Brings the company's boards and the groups' comparison up to date, for the four running periods. */
export async function rollUpBoards(db: JobDatabase, now: number, mark: number): Promise<number> {
  const keys = runningKeys(now)
  const isNewPeriod = keys.some((key) => !runningKeys(mark).includes(key))
  if (!isNewPeriod && !(await hasChanged(db, mark))) return mark
  const reads = pointsReads(db)
  const ruleSet = (await reads.ruleSet()) ?? { version: 0, text: '' }
  const scores = await allScores(db, keys)
  for (const key of keys) {
    const { head, pages } = rollUpCompany(scores, key, now, ruleSet)
    for (let start = 0; start < pages.length; start += PAGES_AT_ONCE) {
      await putChanged(db, pages.slice(start, start + PAGES_AT_ONCE))
    }
    // The head last: it names pages that exist by then.
    await db.put('boards', head)
    await db.put('group_boards', rollUpGroups(scores, key, now))
  }
  // Writes that went on while we read carry a later time than the newest row seen, or the next run sees them.
  return scores.length > 0 ? Math.max(mark, now - MINUTE) : mark
}

export const pointsJobs: Job[] = [
  {
    name: 'points.rollUp',
    everyMs: EVERY_TICK,
    run: ({ db, now, mark }) => rollUpBoards(db, now, mark),
  },
]
