import { join } from 'node:path'
import { SUPPORTED_APIS } from '../../../local/cloud/openapi'
import { ADMIN_ACTIONS, OPENAPI } from '../../../local/fidelity/cloud'
import { openWorld, type World } from '../../../local/world'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

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

/* What local/README.md says of the cloud, asked of the cloud itself. */

const stateOf = ([name, { state }]: [string, { state: string }]): [string, string] => [name, state]
const apis = Object.entries(OPENAPI).map(stateOf)
const actions = Object.entries(ADMIN_ACTIONS).map(stateOf)

it('judges every API that is answered, and none besides', () => {
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
