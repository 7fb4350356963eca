import type { Stage } from '../stage'
import { askProblems } from './asks'
import { figureProblems } from './figures'
import { groupProblems } from './groups'
import { messageProblems } from './messages'
import { pointProblems } from './points'

/** Something that should never be. */
export type Problem = string

/** What looks at the documents: each module's in a file of its own. */
const CHECKS: readonly ((stage: Stage) => Promise<Problem[]>)[] = [
  groupProblems,
  askProblems,
  pointProblems,
  messageProblems,
  figureProblems,
]

/** Looks whether what always holds does hold: in the documents, and in the figures that people are shown. */
export const problemsOf = (stage: Stage): Promise<Problem[]> =>
  stage.still(async () => {
    const problems: Problem[] = []
    for (const check of CHECKS) problems.push(...(await check(stage)))
    return problems
  })

/** @throws Error naming everything that does not hold. */
export async function checkStory(stage: Stage): Promise<void> {
  const problems = await problemsOf(stage)
  if (problems.length === 0) return
  const when = new Date(stage.now()).toISOString()
  throw new Error(`what should always hold does not at ${when}:\n${problems.join('\n')}`)
}
