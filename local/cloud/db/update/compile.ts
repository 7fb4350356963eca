import { equalValues } from '../compare'
import { type Document, isPlainObject } from '../ejson'
import { requestFailed } from '../errors'
import { pathParts } from '../paths'
import { addToSet, pop, pull, pullAll, push } from './arrays'
import { Draft } from './draft'
import { bitwise, extreme, increment, multiply } from './fields'
import { expandPath } from './positional'
import { checkStorable } from './storable'

interface Step {
  path: string
  parts: readonly string[]
  run(draft: Draft, parts: readonly string[], context: UpdateContext): void
}

export interface UpdateContext {
  /** The filter that found the document, for the positional `$`. */
  filter: Document
  isInsert: boolean
  now: number
}

/** Makes the changed document; the given one stays as it is. */
export type Updater = (document: Document, context: UpdateContext) => Document

/**
 * Compiles `{$set: {…}, $inc: {…}}`.
 * @throws DatabaseError for unknown operators, wrong operands and paths that meet each other
 */
export function compileUpdate(update: Document): Updater {
  const steps: Step[] = []
  for (const operator of Object.keys(update)) {
    const fields = update[operator]
    if (!operator.startsWith('$')) throw requestFailed(`Unknown modifier: ${operator}`)
    if (!isPlainObject(fields)) {
      throw requestFailed(
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}}`,
      )
    }
    for (const path of Object.keys(fields)) steps.push(...stepsOf(operator, path, fields[path]))
  }
  checkConflicts(steps)
  // MongoDB applies paths in lexicographic order, which decides the order of new fields.
  steps.sort((a, b) => (a.path < b.path ? -1 : 1))
  return (document, context) => {
    const draft = new Draft(document)
    for (const step of steps) {
      for (const parts of expandPath(draft, step.parts, context.filter))
        step.run(draft, parts, context)
    }
    const id: unknown = document._id
    if (id !== undefined && !equalValues(draft.root._id, id)) {
      throw requestFailed(
        `Performing an update on the path '_id' would modify the immutable field '_id'`,
      )
    }
    return draft.root
  }
}

function stepsOf(operator: string, path: string, operand: unknown): Step[] {
  const parts = pathParts(path)
  if (parts.some((part) => part === '')) {
    throw requestFailed(
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    )
  }
  const bad = parts.find((part) => part.startsWith('$') && !/^\$(\[\w*\])?$/.test(part))
  if (bad !== undefined) {
    throw requestFailed(
      `The dollar ($) prefixed field '${bad}' in '${path}' is not valid for storage.`,
    )
  }
  if (parts[0]?.startsWith('$')) {
    const what =
      parts[0] === '$' ? "positional (i.e. '$')" : "array filter identifier (i.e. '$[<id>]')"
    throw requestFailed(`Cannot have ${what} element in the first position in path '${path}'`)
  }
  if (operator === '$rename') return renameSteps(path, operand)
  const change = changeOf(operator, path, operand)
  return [{ path, parts, run: change }]
}

type Run = Step['run']

const field =
  (compute: (current: unknown, path: string, id: unknown) => unknown): Run =>
  (draft, parts) => {
    const current = draft.get(parts)
    const value = compute(current, parts.join('.'), draft.root._id)
    if (value !== undefined && value !== current) draft.set(parts, value)
  }

function changeOf(operator: string, path: string, operand: unknown): Run {
  switch (operator) {
    case '$set':
      checkStorable(operand, path)
      return (draft, parts) => draft.set(parts, operand)
    case '$setOnInsert':
      checkStorable(operand, path)
      return (draft, parts, { isInsert }) => {
        if (isInsert) draft.set(parts, operand)
      }
    case '$unset':
      return (draft, parts) => draft.unset(parts)
    case '$inc':
      return field(increment(operand))
    case '$mul':
      return field(multiply(operand))
    case '$min':
    case '$max':
      checkStorable(operand, path)
      return field(extreme(operand, operator === '$max' ? 1 : -1))
    case '$bit':
      return field(bitwise(operand))
    case '$currentDate':
      return (draft, parts, { now }) => draft.set(parts, new Date(now))
    case '$push':
      checkStorable(isPlainObject(operand) && '$each' in operand ? operand.$each : operand, path)
      return field(push(operand))
    case '$addToSet':
      checkStorable(isPlainObject(operand) && '$each' in operand ? operand.$each : operand, path)
      return field(addToSet(operand))
    case '$pop':
      return field(pop(operand))
    case '$pull':
      return field(pull(operand))
    case '$pullAll':
      return field(pullAll(operand))
    default:
      throw requestFailed(`Unknown modifier: ${operator}`)
  }
}

/** Takes part in the check of conflicts with both its names. */
function renameSteps(path: string, operand: unknown): Step[] {
  if (typeof operand !== 'string' || operand === '') {
    throw requestFailed(`The 'to' field for $rename must be a string: ${path}`)
  }
  if (operand === path) {
    throw requestFailed(
      `The source and target field for $rename must differ: ${path}: "${operand}"`,
    )
  }
  const from = pathParts(path)
  const to = pathParts(operand)
  for (const [what, name, parts] of [
    ['source', path, from],
    ['destination', operand, to],
  ] as const) {
    if (parts.some((part) => part.startsWith('$')))
      throw requestFailed(`The ${what} field for $rename may not be dynamic: ${name}`)
  }
  return [
    {
      path,
      parts: from,
      run: (draft) => {
        const value = draft.get(from)
        if (value === undefined) return
        refuseArrays(draft, from, 'source')
        refuseArrays(draft, to, 'destination')
        draft.unset(from)
        draft.set(to, value)
      },
    },
    { path: operand, parts: to, run: () => undefined },
  ]
}

function refuseArrays(draft: Draft, parts: readonly string[], what: string): void {
  for (let i = 1; i < parts.length; i++) {
    if (Array.isArray(draft.get(parts.slice(0, i)))) {
      throw requestFailed(`The ${what} field cannot be an array element, '${parts.join('.')}'`)
    }
  }
}

function checkConflicts(steps: Step[]): void {
  const paths = steps.map((step) => step.path).sort()
  const seen = new Set<string>()
  for (const path of paths) {
    const parts = path.split('.')
    for (let i = 1; i <= parts.length; i++) {
      const prefix = parts.slice(0, i).join('.')
      if (seen.has(prefix)) {
        throw requestFailed(`Updating the path '${path}' would create a conflict at '${prefix}'`)
      }
    }
    seen.add(path)
  }
}
