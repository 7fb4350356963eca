import { existsSync, readFileSync } from 'node:fs'
import { DeployError } from './errors'

/** An environment variable of the cloud functions. */
export interface Variable {
  name: string
  functions: readonly string[]
  purpose: string
}

/** All that the functions read; a test compares this list with their source. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'SETUP_CODE',
    functions: ['api'],
    purpose: 'whoever enters it first becomes the owner; remove it afterwards',
  },
  {
    name: 'TEMPLATE_TODO',
    functions: ['api', 'jobs'],
    purpose: 'id of the template 待办提醒; without it only the inbox tells',
  },
  {
    name: 'TEMPLATE_SEAT',
    functions: ['api', 'jobs'],
    purpose: 'id of the template 席位变动; without it only the inbox tells',
  },
]

export const variablesOf = (functionName: string): readonly Variable[] =>
  VARIABLES.filter(({ functions }) => functions.includes(functionName))

/**
 * Reads `NAME=VALUE` lines; `#` starts a comment.
 * @throws DeployError for a line or a name that is not understood.
 */
export function parseVariables(text: string, file: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) {
      throw new DeployError(`${file}:${index + 1} is not NAME=VALUE`, 'Correct that line.')
    }
    if (!VARIABLES.some((known) => known.name === name)) {
      const names = VARIABLES.map((known) => known.name).join(', ')
      throw new DeployError(`${file}:${index + 1}: no function reads ${name}`, `Use ${names}.`)
    }
    values.set(name, value)
  }
  return values
}

export function readVariables(file: string): ReadonlyMap<string, string> {
  if (existsSync(file)) return parseVariables(readFileSync(file, 'utf8'), file)
  throw new DeployError(`There is no ${file}`, 'Give the path of a file with NAME=VALUE lines.')
}
