import { AutomationError } from './errors'
import { target } from './nodes'

/**
 * Compiles a function that came as text over the wire. It sees what the mini program's sources see as globals.
 * Also accepts method shorthand (`name() {}`), which `Function.prototype.toString` yields for object members.
 */
export function compileFunction(declaration: unknown): (...args: unknown[]) => unknown {
  if (typeof declaration !== 'string') throw new AutomationError('A function is needed')
  const { wx, getApp, getCurrentPages } = target().globals
  const names = ['wx', 'getApp', 'getCurrentPages']
  const attempts = [`return (${declaration}\n)`, `return ({ ${declaration}\n })`]
  for (const body of attempts) {
    let made: unknown
    try {
      made = new Function(...names, body)(wx, getApp, getCurrentPages)
    } catch (error) {
      if (error instanceof SyntaxError) continue
      throw error
    }
    const compiled: unknown =
      typeof made === 'object' && made !== null ? Object.values(made)[0] : made
    if (typeof compiled === 'function') return compiled as (...args: unknown[]) => unknown
  }
  throw new AutomationError('The function sent is not valid JavaScript')
}
