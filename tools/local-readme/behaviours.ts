import { readFileSync } from 'node:fs'
import type { Behaviour } from '../../local/fidelity/types'
import { UNITS, type Limit } from '../../local/fidelity/limits'
import { withoutComments } from './evidence'
import { markdownTable } from './markdown'
import { constantIn } from './source'

/** @throws Error when the test that proves a behaviour is not there */
export function checkTest({ name, test }: Behaviour): void {
  if (!test) return
  const [file, title] = test
  if (!withoutComments(readFileSync(file, 'utf8')).includes(title)) {
    throw new Error(`local/fidelity: ${file} has no test “${title}”, which proves ${name}`)
  }
}

export function behaviourTable(behaviours: readonly Behaviour[]): string {
  for (const behaviour of behaviours) checkTest(behaviour)
  return markdownTable(
    ['state', 'what', 'difference or remark'],
    behaviours.map(({ name, state, note }) => [state, name, note]),
  )
}

function numberHere({ constant, unit }: Limit): string {
  if (!constant) return 'none'
  const value = constantIn(...constant)
  return unit ? `${value / UNITS[unit]} ${unit}` : String(value)
}

/**
 * The numbers come from the code.
 * @throws Error for a limit that is called faithful and is another number here
 */
export function limitTable(limits: readonly Limit[]): string {
  const rows = limits.map((limit) => {
    const here = numberHere(limit)
    const isSame = limit.platform.startsWith(here)
    if (limit.state === 'faithful' && !isSame) {
      throw new Error(`local/fidelity: ${limit.what} is ${here} here, ${limit.platform} in WeChat`)
    }
    return [limit.state, limit.what, limit.platform, here, limit.note ?? '']
  })
  return markdownTable(['state', 'limit', 'WeChat', 'here', 'remark'], rows)
}
