/** What `wx.canIUse` knows of one API beyond its existence. */
export interface ApiSchema {
  /** Option names it honours: `showModal.object.editable`. */
  object?: readonly string[] | Readonly<Record<string, readonly string[]>>
  /** Result fields: `getSystemInfo.success.theme`. */
  success?: readonly string[]
  /** Fields an event listener receives: `onThemeChange.callback.theme`. */
  callback?: readonly string[]
  /** Fields a sync API returns: `getSystemInfoSync.return.theme`. */
  return?: readonly string[]
}

/** A component for `canIUse('button.open-type.share')`: attributes with the values that work. */
export type ComponentSchema = Readonly<Record<string, readonly string[]>>

/** One family of `wx`: a folder with its handlers and validators. */
export interface WxFamily {
  readonly name: string
  /** Merged into `wx`. A value is a function, or a name space such as `cloud` and `env`. */
  readonly apis: Readonly<Record<string, unknown>>
  readonly schema?: Readonly<Record<string, ApiSchema>>
  readonly components?: Readonly<Record<string, ComponentSchema>>
}

function optionKnown(schema: ApiSchema['object'], option: string, value?: string): boolean {
  if (!schema) return false
  if (Array.isArray(schema)) return value === undefined && schema.includes(option)
  const values = (schema as Readonly<Record<string, readonly string[]>>)[option]
  return values !== undefined && (value === undefined || values.includes(value))
}

function apiHas(api: ApiSchema | undefined, parts: string[]): boolean {
  const [part, name, value] = parts
  if (part === undefined) return true
  if (!api) return false
  // `wx.x.success` alone asks whether the API has callbacks at all.
  if (name === undefined) return ['object', 'success', 'callback', 'return'].includes(part)
  if (part === 'object') return optionKnown(api.object, name, value)
  if (part === 'success' || part === 'callback' || part === 'return') {
    return value === undefined && (api[part]?.includes(name) ?? false)
  }
  return false
}

/** `constructor` and its like are no names of ours. */
const ownValue = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/**
 * Answers `wx.canIUse('api.method.param.option')` and `('component.attribute.option')` from what is really here.
 * A parameter nobody declared in a schema is answered with false: better to take the fallback than to be misled.
 */
export function canIUse(families: readonly WxFamily[], query: string): boolean {
  const [head = '', ...rest] = query.split('.')
  for (const family of families) {
    if (Object.hasOwn(family.apis, head)) {
      const value = family.apis[head]
      const [member] = rest
      if (typeof value === 'object' && value !== null && member !== undefined) {
        const joined = `${head}.${member}`
        return Object.hasOwn(value, member) && apiHas(family.schema?.[joined], rest.slice(1))
      }
      return apiHas(family.schema?.[head], rest)
    }
    const component = family.components && ownValue(family.components, head)
    if (component) {
      const [attribute, option] = rest
      if (attribute === undefined) return true
      const options = ownValue(component, attribute)
      return options !== undefined && (option === undefined || options.includes(option))
    }
  }
  return false
}
