import { builtIns } from '.'
import { BUILT_IN_PREFIX } from './support/register'

const camel = (name: string): string =>
  name.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())

/** By name of the component, then by attribute (in camel case) or `bind:event`: as it is written in WXML. */
const LACKS = new Map(
  builtIns
    .filter(({ without }) => without !== undefined)
    .map(({ tag, without = [] }) => [
      BUILT_IN_PREFIX + tag,
      { tag, names: new Map(without.map((name) => [camel(name), name])) },
    ]),
)

/** What to say about an attribute or event that WeChat has for a built-in component and this phone does not. */
export function lackOf(component: string, name: string): string | undefined {
  const lacks = LACKS.get(component)
  const written = lacks?.names.get(camel(name))
  if (!lacks || written === undefined) return undefined
  const lack = written.startsWith('bind:') ? 'never comes' : 'does nothing'
  return `<${lacks.tag} ${written}> ${lack} on this phone (local/README.md)`
}
