import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A timer trigger of a function's `config.json`. */
export interface TriggerConfig {
  name: string
  /** Seven fields: second minute hour day month week year, in UTC+8. */
  cron: string
}

/** What the platform reads from the `config.json` beside a function's `index.js`. */
export interface FunctionConfig {
  timeoutSeconds: number
  memoryMb: number
  /** Names like `subscribeMessage.send` that the function may call through `cloud.openapi`. */
  openapi: string[]
  trigger?: TriggerConfig
}

const DEFAULT_TIMEOUT_SECONDS = 3
const MAX_TIMEOUT_SECONDS = 300
const DEFAULT_MEMORY_MB = 256

/** The platform's names: letters, digits, `-` and `_`, beginning with a letter, at most 60. */
const FUNCTION_NAME = /^[A-Za-z][\w-]{0,59}$/

/** Finds a function's `index.js`; undefined when the name is not one or nothing is deployed under it. */
export function findFunction(
  functionsDir: string,
  name: string,
): { indexPath: string; mtimeMs: number } | undefined {
  if (!FUNCTION_NAME.test(name)) return undefined
  const indexPath = join(functionsDir, name, 'index.js')
  try {
    return { indexPath, mtimeMs: statSync(indexPath).mtimeMs }
  } catch {
    return undefined
  }
}

/**
 * Reads a function's `config.json`; a missing file means the platform's defaults.
 * @throws Error when the file is not valid, naming the file and the field.
 */
export function readFunctionConfig(functionsDir: string, name: string): FunctionConfig {
  const file = join(functionsDir, name, 'config.json')
  const raw = readJsonObject(file)
  const timeoutSeconds = numberField(file, raw, 'timeout', DEFAULT_TIMEOUT_SECONDS)
  if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
    throw new Error(`${file}: timeout must be 1 to ${MAX_TIMEOUT_SECONDS} seconds`)
  }
  const trigger = triggerOf(file, raw['triggers'])
  return {
    timeoutSeconds,
    memoryMb: numberField(file, raw, 'memorySize', DEFAULT_MEMORY_MB),
    openapi: openapiOf(file, raw['permissions']),
    ...(trigger && { trigger }),
  }
}

function readJsonObject(file: string): Record<string, unknown> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return {}
  }
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) throw new Error(`${file}: must hold an object`)
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function numberField(
  file: string,
  raw: Record<string, unknown>,
  field: string,
  fallback: number,
): number {
  const value = raw[field]
  if (value === undefined) return fallback
  if (typeof value !== 'number') throw new Error(`${file}: ${field} must be a number`)
  return value
}

function openapiOf(file: string, permissions: unknown): string[] {
  if (permissions === undefined) return []
  const list = isObject(permissions) ? (permissions['openapi'] ?? []) : undefined
  if (!Array.isArray(list) || list.some((entry) => typeof entry !== 'string')) {
    throw new Error(`${file}: permissions.openapi must be a list of API names`)
  }
  return list.map(String)
}

/** One trigger per function is the platform's limit; its name follows the same rule as a function's. */
function triggerOf(file: string, triggers: unknown): TriggerConfig | undefined {
  if (triggers === undefined) return undefined
  if (!Array.isArray(triggers)) throw new Error(`${file}: triggers must be a list`)
  if (triggers.length > 1) throw new Error(`${file}: a function can have only one trigger`)
  const entry: unknown = triggers[0]
  if (entry === undefined) return undefined
  if (!isObject(entry) || entry['type'] !== 'timer') {
    throw new Error(`${file}: the trigger's type must be timer`)
  }
  const { name, config } = entry
  if (typeof name !== 'string' || !FUNCTION_NAME.test(name) || typeof config !== 'string') {
    throw new Error(`${file}: the trigger needs a name and a config of seven cron fields`)
  }
  return { name, cron: config }
}
