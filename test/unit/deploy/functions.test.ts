import { deployCode, deployFunctions, type CodeUploader } from '../../../deploy/functions'
import type {
  FunctionsClient,
  LocalFunction,
  RemoteFunction,
} from '../../../deploy/functions/client'
import { planFunction } from '../../../deploy/functions/plan'

const jobs: LocalFunction = {
  name: 'jobs',
  dir: '/built/jobs',
  runtime: 'Nodejs20.19',
  memoryMb: 256,
  timeout: 60,
  permissions: ['subscribeMessage.send'],
  triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }],
  bytes: 2048,
}
const asDeployed: RemoteFunction = {
  runtime: 'Nodejs20.19',
  timeout: 60,
  variables: new Map([
    ['TEMPLATE_TODO', 'secret-id'],
    ['OWN', 'kept'],
  ]),
  triggers: [{ name: 'every-minute', config: '0 * * * * * *' }],
}
const none = new Map<string, string>()

describe('the plan for one function', () => {
  it('updates the code of one that is as it should be, and nothing else', () => {
    const plan = planFunction(jobs, asDeployed, none)
    expect(plan).toMatchObject({ isNew: false, configure: null, triggers: [] })
    expect(plan.rows.filter(([, , , what]) => what === 'same').map(([setting]) => setting)).toEqual(
      ['runtime', 'timeout', 'TEMPLATE_TODO', 'trigger every-minute'],
    )
  })

  it('keeps variables that it does not know and never shows a value', () => {
    const plan = planFunction(jobs, asDeployed, new Map([['TEMPLATE_TODO', 'new-id']]))
    expect(plan.configure?.variables).toEqual(
      new Map([
        ['TEMPLATE_TODO', 'new-id'],
        ['OWN', 'kept'],
      ]),
    )
    expect(JSON.stringify(plan.rows)).not.toMatch(/-id/)
  })

  it('sets a timeout that differs', () => {
    const plan = planFunction(jobs, { ...asDeployed, timeout: 3 }, none)
    expect(plan.configure).toMatchObject({ timeout: 60 })
  })

  it('leaves another runtime to a person: it is fixed at creation', () => {
    const plan = planFunction(jobs, { ...asDeployed, runtime: 'Nodejs8.9' }, none)
    expect(plan.byHand.join()).toMatch(/delete it in the console/)
  })

  it('asks a person for variables that nobody gave, and for permissions', () => {
    const plan = planFunction(jobs, null, none)
    expect(plan.byHand.join('\n')).toMatch(/set TEMPLATE_TODO[^]*subscribeMessage\.send/)
  })

  it('adds a missing trigger, and leaves a differing one to a person', () => {
    expect(planFunction(jobs, { ...asDeployed, triggers: [] }, none).triggers).toHaveLength(1)
    const triggers = [{ name: 'every-minute', config: '0 0 * * * * *' }]
    const plan = planFunction(jobs, { ...asDeployed, triggers }, none)
    expect(plan.triggers).toEqual([])
    expect(plan.byHand.join()).toMatch(/delete the trigger every-minute/)
  })
})

/** Functions in memory that keep what was asked. */
function fakeCloud(existing: Record<string, RemoteFunction> = {}) {
  const calls: string[] = []
  const client: FunctionsClient = {
    find: (name) => Promise.resolve(existing[name] ?? null),
    create(it, variables) {
      calls.push(`create ${it.name} ${it.runtime} ${[...variables.keys()].join()}`)
      return Promise.resolve()
    },
    updateCode(it) {
      calls.push(`code ${it.name}`)
      return Promise.resolve()
    },
    configure(name, timeout) {
      calls.push(`configure ${name} ${timeout}`)
      return Promise.resolve()
    },
    addTrigger(name, trigger) {
      calls.push(`trigger ${name} ${trigger.name}`)
      return Promise.resolve()
    },
  }
  return { client, calls }
}

const run = async (
  cloud: ReturnType<typeof fakeCloud>,
  { given = none, isDryRun = false, functions = [jobs] } = {},
) => {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const failures = await deployFunctions({ functions, client: cloud.client, given, isDryRun, log })
  return { failures, text: lines.join('\n') }
}

describe('deploying functions', () => {
  it('creates a missing one with its own variables only, then its trigger', async () => {
    const cloud = fakeCloud()
    const given = new Map([
      ['TEMPLATE_TODO', 'a'],
      ['SETUP_CODE', 'b'],
    ])
    expect((await run(cloud, { given })).failures).toBe(0)
    expect(cloud.calls).toEqual([
      'create jobs Nodejs20.19 TEMPLATE_TODO',
      'trigger jobs every-minute',
    ])
  })

  it('makes a set-up code for a new api, tells it once and never again', async () => {
    const api = { ...jobs, name: 'api', triggers: [] }
    const cloud = fakeCloud()
    const created: string[] = []
    cloud.client.create = (_it, variables) =>
      Promise.resolve(void created.push(variables.get('SETUP_CODE') ?? ''))
    const { text } = await run(cloud, { functions: [api] })
    expect(created[0]).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
    expect(text).toContain(`开通码) is ${created[0]}`)
    const again = await run(fakeCloud({ api: asDeployed }), { functions: [api] })
    expect(again.text).not.toContain('开通码')
    const own = await run(fakeCloud(), { functions: [api], given: new Map([['SETUP_CODE', 'x']]) })
    expect(own.text).not.toContain('开通码')
  })

  it('updates the code of an existing one and sets what differs', async () => {
    const cloud = fakeCloud({ jobs: { ...asDeployed, timeout: 3, triggers: [] } })
    await run(cloud)
    expect(cloud.calls).toEqual(['code jobs', 'configure jobs 60', 'trigger jobs every-minute'])
  })

  it('changes nothing in a dry run', async () => {
    const cloud = fakeCloud({ jobs: { ...asDeployed, timeout: 3 } })
    const { text } = await run(cloud, { isDryRun: true })
    expect(cloud.calls).toEqual([])
    expect(text).toMatch(/jobs +timeout +60 s +3 s +set/)
  })

  it('goes on with the others when one fails', async () => {
    const cloud = fakeCloud()
    cloud.client.create = (it) =>
      it.name === 'jobs' ? Promise.reject(new Error('no quota left')) : Promise.resolve()
    const { failures, text } = await run(cloud, { functions: [jobs, { ...jobs, name: 'api' }] })
    expect(failures).toBe(1)
    expect(text).toMatch(/FAILED: jobs: no quota left[^]*done: created api/)
  })
})

describe('uploading code through WeChat’s own uploader', () => {
  const uploader = (fail = false) => {
    const calls: string[] = []
    const it: CodeUploader = {
      uploadCode({ name }) {
        calls.push(`code ${name}`)
        return Promise.resolve()
      },
      addTrigger(name) {
        return fail ? Promise.reject(new Error('refused')) : Promise.resolve(void calls.push(name))
      },
    }
    return { it, calls }
  }
  const log = () => undefined

  it('is refused while the functions may be missing: it would create them with Node 8.9', async () => {
    const { it } = uploader()
    const run = { functions: [jobs], uploader: it, isExisting: false, isDryRun: false, log }
    await expect(deployCode(run)).rejects.toThrow(/Node 8\.9/)
  })

  it('sends code and trigger of existing ones, and says what the console must have', async () => {
    const { it, calls } = uploader()
    const lines: string[] = []
    const failures = await deployCode({
      functions: [jobs],
      uploader: it,
      isExisting: true,
      isDryRun: false,
      log: (line) => void lines.push(line),
    })
    expect(failures).toBe(0)
    expect(calls).toEqual(['code jobs', 'jobs'])
    expect(lines.join('\n')).toMatch(
      /jobs +Nodejs20\.19 +60 s +0 \* \* \* \* \* \* +subscribeMessage\.send +TEMPLATE_TODO/,
    )
  })

  it('counts a trigger that was refused', async () => {
    const { it } = uploader(true)
    const run = { functions: [jobs], uploader: it, isExisting: true, isDryRun: false, log }
    expect(await deployCode(run)).toBe(1)
  })
})
