import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { VARIABLES } from '../../../deploy/variables'
import { TEMPLATE_KEYS } from '../../../miniprogram/contract/notice'

const SOURCE = resolve(__dirname, '../../../cloudfunctions')

function scripts(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) return scripts(path)
    return path.endsWith('.ts') ? [path] : []
  })
}

describe('the environment variables that a deployment asks for', () => {
  it('are those that the functions read', () => {
    const read = new Set<string>()
    for (const path of scripts(SOURCE)) {
      const text = readFileSync(path, 'utf8')
      for (const [, name] of text.matchAll(/process\.env(?:\.|\[['"])([A-Z_]+)/g)) read.add(name!)
    }
    // Made from the template keys, not written out.
    for (const key of TEMPLATE_KEYS) read.add(`TEMPLATE_${key.replaceAll('-', '_').toUpperCase()}`)
    expect(new Set(VARIABLES.map(({ name }) => name))).toEqual(read)
  })

  it('belong to functions that exist', () => {
    for (const name of VARIABLES.flatMap(({ functions }) => functions)) {
      expect(statSync(join(SOURCE, name, 'config.json')).isFile()).toBe(true)
    }
  })
})
