import { randomInt } from 'node:crypto'
import { DeployError } from '../errors'
import { table } from '../table'
import { variablesOf } from '../variables'
import type { FunctionsClient, LocalFunction } from './client'
import { planFunction, type FunctionPlan } from './plan'

type Log = (line: string) => void

const HEADS = ['function', 'setting', 'here', 'there', 'what']

function describe(plans: readonly FunctionPlan[], log: Log): void {
  log(
    table(
      HEADS,
      plans.flatMap(({ name, rows }) => rows.map((row) => [name, ...row])),
    ),
  )
}

function describeByHand(plans: readonly FunctionPlan[], log: Log): void {
  const lines = plans.flatMap(({ byHand }) => byHand)
  if (lines.length > 0) log(['By hand (docs/DEPLOYING.md):', ...lines].join('\n  '))
}

async function apply(
  client: FunctionsClient,
  it: LocalFunction,
  plan: FunctionPlan,
  given: ReadonlyMap<string, string>,
  log: Log,
): Promise<void> {
  if (plan.isNew) {
    const names = variablesOf(it.name).map(({ name }) => name)
    const values = new Map([...given].filter(([name]) => names.includes(name)))
    await client.create(it, values)
    log(`done: created ${it.name}`)
  } else {
    await client.updateCode(it)
    log(`done: updated the code of ${it.name}`)
  }
  if (plan.configure) {
    await client.configure(it.name, plan.configure.timeout, plan.configure.variables)
    log(`done: configured ${it.name}`)
  }
  for (const trigger of plan.triggers) {
    await client.addTrigger(it.name, trigger)
    log(`done: trigger ${trigger.name} of ${it.name}`)
  }
}

/** Where nothing tells it apart from a letter: no 0, 1, I, O. */
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CODE_GROUPS = 4
const CODE_GROUP_LENGTH = 4

/** A set-up code that nobody guesses (80 bits) and a person can type. */
export function newSetupCode(): string {
  const group = (): string =>
    Array.from(
      { length: CODE_GROUP_LENGTH },
      () => CODE_LETTERS[randomInt(CODE_LETTERS.length)],
    ).join('')
  return Array.from({ length: CODE_GROUPS }, group).join('-')
}

const SETUP_CODE = 'SETUP_CODE'

/** A new function that asks for a set-up code gets one. */
function withSetupCode(
  it: LocalFunction,
  isNew: boolean,
  given: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const asks = variablesOf(it.name).some(({ name }) => name === SETUP_CODE)
  return isNew && asks && !given.has(SETUP_CODE)
    ? new Map([...given, [SETUP_CODE, newSetupCode()]])
    : given
}

export interface FunctionsRun {
  functions: readonly LocalFunction[]
  /** Null: no credentials, so everything is compared with an empty environment. */
  client: FunctionsClient | null
  given: ReadonlyMap<string, string>
  isDryRun: boolean
  log: Log
}

/** Creates and updates functions; one that fails does not keep the others. Answers how many failed. */
export async function deployFunctions(run: FunctionsRun): Promise<number> {
  const { functions, client, given, isDryRun, log } = run
  if (!client) log('No Tencent Cloud key: compared with an empty environment.')
  const plans: FunctionPlan[] = []
  const variables: ReadonlyMap<string, string>[] = []
  for (const it of functions) {
    const there = client ? await client.find(it.name) : null
    const values = withSetupCode(it, there === null, given)
    variables.push(values)
    plans.push(planFunction(it, there, values))
  }
  describe(plans, log)
  if (isDryRun || !client) {
    describeByHand(plans, log)
    log('Dry run: nothing was changed.')
    return 0
  }
  let failures = 0
  for (const [index, it] of functions.entries()) {
    try {
      await apply(client, it, plans[index]!, variables[index]!, log)
      const code = variables[index]!.get(SETUP_CODE)
      if (code !== undefined && code !== given.get(SETUP_CODE)) {
        log(`The set-up code (开通码) is ${code}. Whoever enters it first becomes the owner.`)
      }
    } catch (error) {
      failures++
      log(`FAILED: ${it.name}: ${(error as Error).message}`)
    }
  }
  describeByHand(plans, log)
  return failures
}

/** The way through WeChat's own uploader: it knows code and triggers only. */
export interface CodeUploader {
  uploadCode(it: LocalFunction): Promise<void>
  addTrigger(name: string, trigger: LocalFunction['triggers'][number]): Promise<void>
}

export interface CodeRun {
  functions: readonly LocalFunction[]
  uploader: CodeUploader | null
  isExisting: boolean
  isDryRun: boolean
  log: Log
}

/**
 * Updates the code of functions that exist.
 * @throws DeployError unless the person says that they do: WeChat's uploader creates a missing one with Node 8.9 and 3 s, and
 * a runtime cannot be changed.
 */
export async function deployCode(run: CodeRun): Promise<number> {
  const { functions, uploader, isExisting, isDryRun, log } = run
  if (!isExisting) {
    throw new DeployError(
      'WeChat’s uploader would create missing functions with Node 8.9, which cannot run these',
      'Create them with Node 20 first (docs/DEPLOYING.md, step 5), then add --existing.',
    )
  }
  const rows = functions.map(({ name, runtime, timeout, triggers, permissions }) => [
    name,
    runtime,
    `${timeout} s`,
    triggers.map(({ config }) => config).join(' '),
    permissions.join(' '),
    variablesOf(name)
      .map((variable) => variable.name)
      .join(' '),
  ])
  log('The console must have:')
  log(table(['function', 'runtime', 'timeout', 'trigger', 'permissions', 'variables'], rows))
  if (isDryRun || !uploader) {
    log('Dry run: nothing was uploaded.')
    return 0
  }
  let failures = 0
  for (const it of functions) {
    try {
      await uploader.uploadCode(it)
      for (const trigger of it.triggers) await uploader.addTrigger(it.name, trigger)
      log(`done: ${it.name}`)
    } catch (error) {
      failures++
      log(`FAILED: ${it.name}: ${(error as Error).message}`)
    }
  }
  return failures
}
