import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SUPPORTED_APIS } from '../../../local/cloud/openapi'
import { openWorld, type World } from '../../../local/world'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

type State = 'faithful' | 'partial' | 'absent'

/** The names in code of a section's first column, with their state. */
function rowsOf(section: string): [name: string, state: State][] {
  const text = readFileSync(resolve('local/cloud/SUPPORT.md'), 'utf8')
  const part = text.split(/^## /m).find((entry) => entry.startsWith(section)) ?? ''
  return part.split('\n').flatMap((line): [string, State][] => {
    const [, first = '', ...cells] = line.split('|')
    const state = /\b(faithful|partial|absent)\b/.exec(cells.join('|'))?.[1]
    const names = [...first.matchAll(/`([\w.]+\.\w+)`/g)].map(([, name = '']) => name)
    return state ? names.map((name) => [name, state as State]) : []
  })
}

let test: TestCloud
let world: World

beforeAll(async () => {
  test = await openTestCloud()
  world = await openWorld({ dir: join(test.dataDir, 'world'), appid: 'wx-ours' })
  await test.restart({ world })
  await test.deploy(
    'ask',
    `exports.main = ({ api }) =>
       api.split('.').reduce((target, name) => target[name], cloud.openapi)({}).then(
         () => 0, ({ errCode }) => errCode)`,
  )
})

afterAll(async () => {
  await test.close()
  await world.close()
})

const apis = rowsOf('WeChat APIs').filter(([name]) => !name.startsWith('cloud.'))
const actions = rowsOf('Admin protocol').filter(([name]) => /^(functions|storage|wx)\./.test(name))

it('has rows to check', () => {
  expect(actions.length).toBeGreaterThan(6)
  expect(apis.map(([name]) => name).sort()).toEqual([...SUPPORTED_APIS].sort())
})

it.each(actions)('says of the action %s that it is %s', async (action, state) => {
  const isForm = action !== 'wx.api' && action.startsWith('wx.')
  const form = new FormData()
  form.append('action', action)
  const response = await fetch(test.cloud.adminUrl, {
    method: 'POST',
    body: isForm ? form : JSON.stringify({ action }),
  })
  const text = await response.text()
  expect(text.includes('INVALID_ACTION')).toBe(state === 'absent')
})

it.each(apis)('says of the API %s that it is %s', async (api, state) => {
  expect(await test.call('ask', { api })).toBe(state === 'absent' ? -604100 : -604101)
})
