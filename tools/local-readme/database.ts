import { compileAccumulators } from '../../local/cloud/db/aggregate/group'
import { compileExpression } from '../../local/cloud/db/aggregate/expression'
import { compileStage } from '../../local/cloud/db/aggregate/stages'
import { DatabaseError } from '../../local/cloud/db/errors'
import { compileFilter } from '../../local/cloud/db/query/compile'
import { compileProjection } from '../../local/cloud/db/query/project'
import { compileUpdate } from '../../local/cloud/db/update/compile'
import { filesBelow, textsIn } from './source'

/** What the SDK makes of a command when its name says something else. */
const SENT: Readonly<Record<string, string>> = {
  neq: '$ne',
  geoNear: '$nearSphere',
  remove: '$unset',
  shift: '$pop',
  unshift: '$push',
}

export const sent = (command: string): string => SENT[command] ?? `$${command}`

/** Stages that need to read other collections, beside those that `compileStage` knows. */
const READING_STAGES = ['$lookup', '$geoNear']

const UNKNOWN = /unknown operator|unknown top level|unknown modifier|unrecognized|unknown group/i

/** Whether the engine takes a name for one of its own, if only to say that its operand is wrong. */
function knows(compile: () => unknown): boolean {
  try {
    compile()
    return true
  } catch (error) {
    if (error instanceof DatabaseError) return !UNKNOWN.test(error.message)
    return true
  }
}

export const ENGINE: Readonly<
  Record<'query' | 'update' | 'stage' | 'operator' | 'project', (name: string) => boolean>
> = {
  query: (name) =>
    knows(() => compileFilter({ [name]: null })) ||
    knows(() => compileFilter({ f: { [name]: null } })),
  update: (name) => knows(() => compileUpdate({ [name]: { f: 1 } })),
  stage: (name) => READING_STAGES.includes(name) || knows(() => compileStage(name, null, {})),
  operator: (name) =>
    knows(() => compileExpression({ [name]: [] })) ||
    knows(() => compileAccumulators({ f: { [name]: 1 } }, {})),
  project: (name) => knows(() => compileProjection({ f: { [name]: 1 } })),
}

/** Every operator written down in the engine, by what it is for there. */
export function engineOperators(): string[] {
  const texts = textsIn(filesBelow('local/cloud/db', ['.ts']))
  const candidates = [...texts].filter((text) => /^\$[a-zA-Z]+$/.test(text))
  const { query, update, stage, operator } = ENGINE
  return candidates
    .filter((name) => [query, update, stage, operator].some((knowsIt) => knowsIt(name)))
    .sort()
}

/** `database.*` actions that the engine answers. */
export const engineActions = (): string[] =>
  [...textsIn(['local/cloud/db/engine.ts'])].filter((text) => text.startsWith('database.'))
