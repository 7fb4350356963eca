import { WxFail } from './errors'

/** Parameter types by the names WeChat uses in its messages. */
export type TypeName =
  'String' | 'Number' | 'Boolean' | 'Object' | 'Array' | 'Function' | 'ArrayBuffer' | 'Any'

/**
 * A rule for one parameter: a type name, with `?` when it may be absent (undefined or null counts as absent), or the
 * values an enumeration allows.
 */
export type Rule =
  | TypeName
  | `${TypeName}?`
  | { oneOf: readonly (string | number)[]; optional?: boolean }
  | { anyOf: readonly TypeName[]; optional?: boolean }

export type Rules = Readonly<Record<string, Rule>>

/** The type of a value as WeChat names it: `Undefined`, `Null`, `String`, `Array`… */
export function typeOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

function matches(value: unknown, type: TypeName): boolean {
  if (type === 'Any') return value !== undefined
  if (type === 'Function') return typeof value === 'function'
  if (type === 'Number') return typeof value === 'number' && !Number.isNaN(value)
  return typeOf(value) === type
}

function problem(path: string, value: unknown, rule: Rule): string | undefined {
  if (typeof rule === 'object') {
    if (rule.optional && value == null) return undefined
    if ('anyOf' in rule) {
      if (rule.anyOf.some((type) => matches(value, type))) return undefined
      return `${path} should be ${rule.anyOf.join(' or ')} instead of ${typeOf(value)};`
    }
    if (rule.oneOf.includes(value as string | number)) return undefined
    return `${path} should be one of ${rule.oneOf.join(', ')};`
  }
  const optional = rule.endsWith('?')
  const type = (optional ? rule.slice(0, -1) : rule) as TypeName
  if ((optional && value == null) || matches(value, type)) return undefined
  return `${path} should be ${type} instead of ${typeOf(value)};`
}

/**
 * Checks an options object.
 * @throws WxFail `parameter error: parameter.title should be String instead of Undefined;` with errno 1001, the text and
 *   code of WeChat's own checker.
 */
export function check(options: object, rules: Rules): void {
  const problems: string[] = []
  for (const [name, rule] of Object.entries(rules)) {
    const found = problem(`parameter.${name}`, Reflect.get(options, name), rule)
    if (found) problems.push(found)
  }
  if (problems.length > 0) {
    throw new WxFail(`parameter error: ${problems.join(' ')}`, { errno: 1001 })
  }
}

/** Checks one positional argument of a sync API. */
export function checkArgument(value: unknown, rule: Rule): void {
  const found = problem('parameter', value, rule)
  if (found) throw new WxFail(`parameter error: ${found}`, { errno: 1001 })
}
