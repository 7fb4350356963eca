import { readFileSync } from 'node:fs'
import { testWx } from './kit'

/** Names in the first column of the table, with their states. */
function documented(): Map<string, string> {
  const rows = readFileSync('local/phone/wx/README.md', 'utf8').matchAll(
    /^\| ((?:`\w+` *)+)\| (faithful|partial) *\|/gm,
  )
  return new Map(
    [...rows].flatMap(([, names = '', state = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, state] as const),
    ),
  )
}

test('the table names every API that is there, and none that is not', async () => {
  const { wx } = await testWx()
  expect([...documented().keys()].sort()).toEqual(Object.keys(wx).sort())
})
