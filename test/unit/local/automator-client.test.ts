import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/* Every public method of the real client is called by the tests that drive the local phone with it. */

const CLIENT = dirname(require.resolve('miniprogram-automator/out/Automator'))
const TESTS = resolve('test/e2e/automator')

/** Starts WeChat DevTools by its command line, which is no part of the protocol. */
const NOT_OF_THE_PROTOCOL = ['launch']

/** Public methods by the client's own declarations. */
function methodsOf(file: string): string[] {
  const text = readFileSync(join(CLIENT, `${file}.d.ts`), 'utf8')
  return [...text.matchAll(/^ {4}([\w$]+)\(/gm)].map(([, name]) => String(name))
}

const called = [
  ...readdirSync(TESTS).map((name) => join(TESTS, name)),
  resolve('test/kit/e2e.ts'),
  resolve('test/kit/automator-fixture.ts'),
]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

it.each(['Automator', 'MiniProgram', 'Page', 'Element', 'Native'])(
  'every method of %s is driven',
  (file) => {
    const methods = [...new Set(methodsOf(file))].filter(
      (name) => name !== 'constructor' && !NOT_OF_THE_PROTOCOL.includes(name),
    )
    expect(methods.length).toBeGreaterThan(0)
    const missing = methods.filter((name) => {
      const word = name.replaceAll('$', '\\$')
      return !new RegExp(`\\.${word}(?![\\w$])|'(Element\\.)?${word}'`).test(called)
    })
    expect(missing).toEqual([])
  },
)
