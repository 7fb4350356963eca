import { variablesOf } from '../variables'
import type { LocalFunction, RemoteFunction, Trigger } from './client'

export interface FunctionPlan {
  name: string
  isNew: boolean
  /** Cells for the table: setting, here, there, what happens. */
  rows: [setting: string, here: string, there: string, what: string][]
  /** Null: as they should be. */
  configure: { timeout: number; variables: ReadonlyMap<string, string> } | null
  triggers: readonly Trigger[]
  /** What only a person can do. */
  byHand: readonly string[]
}

const isSet = (value: string | undefined): string => (value === undefined ? '' : 'set')

const DELETE_FIRST =
  'A function keeps the runtime it was created with: delete it in the console and run this again.'

/**
 * What to do so that a function in the cloud is as it is here. Variables keep the values they have there unless `given` names
 * them; values are never shown.
 */
export function planFunction(
  here: LocalFunction,
  there: RemoteFunction | null,
  given: ReadonlyMap<string, string>,
): FunctionPlan {
  const byHand: string[] = []
  const rows: FunctionPlan['rows'] = []
  const size = `${Math.round(here.bytes / 1024)} KB`
  rows.push(['code', size, there ? 'yes' : '', there ? 'update' : 'create'])

  const isOtherRuntime = there !== null && there.runtime !== here.runtime
  if (isOtherRuntime) byHand.push(`${here.name}: ${DELETE_FIRST}`)
  const runtimeWhat = there ? (isOtherRuntime ? 'BY HAND' : 'same') : 'create'
  rows.push(['runtime', here.runtime, there?.runtime ?? '', runtimeWhat])

  const isSameTimeout = there?.timeout === here.timeout
  const timeoutWhat = there ? (isSameTimeout ? 'same' : 'set') : 'create'
  rows.push(['timeout', `${here.timeout} s`, there ? `${there.timeout} s` : '', timeoutWhat])

  const variables = new Map(there?.variables ?? [])
  let hasNewVariable = false
  for (const { name, purpose } of variablesOf(here.name)) {
    const before = variables.get(name)
    const value = given.get(name)
    const isChange = value !== undefined && value !== before
    if (isChange) {
      variables.set(name, value)
      hasNewVariable = true
    } else if (before === undefined) byHand.push(`${here.name}: set ${name} (${purpose})`)
    const what = isChange ? 'set' : before === undefined ? 'BY HAND' : 'same'
    rows.push([name, isSet(value), isSet(before), what])
  }

  const missing = here.triggers.filter(
    ({ name, config }) =>
      !there?.triggers.some((other) => other.name === name && other.config === config),
  )
  for (const trigger of here.triggers) {
    const before = there?.triggers.find(({ name }) => name === trigger.name)
    const isMissing = missing.includes(trigger)
    rows.push([
      `trigger ${trigger.name}`,
      trigger.config,
      before?.config ?? '',
      isMissing ? (before ? 'BY HAND' : 'create') : 'same',
    ])
    if (isMissing && before) {
      byHand.push(`${here.name}: delete the trigger ${trigger.name} in the console, run this again`)
    }
  }
  if (here.permissions.length > 0) {
    rows.push(['permissions', here.permissions.join(' '), '?', 'BY HAND'])
    byHand.push(
      `${here.name}: WeChat reads the permissions ${here.permissions.join(', ')} when DevTools uploads the function ` +
        '(right click → 上传并部署：所有文件); they count after 10 minutes',
    )
  }
  const needsConfigure = there === null ? false : !isSameTimeout || hasNewVariable
  return {
    name: here.name,
    isNew: there === null,
    rows,
    configure: needsConfigure ? { timeout: here.timeout, variables } : null,
    triggers: missing.filter(({ name }) => !there?.triggers.some((other) => other.name === name)),
    byHand,
  }
}
