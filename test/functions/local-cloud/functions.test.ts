import { writeFileSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

/** A function that does what its event says. */
const PROBE = `
  let calls = 0
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const actions = {
    context: () => cloud.getWXContext(),
    event: (event) => event,
    scf: (event, context) => context,
    count: () => (calls += 1),
    nothing: () => undefined,
    date: () => ({ at: new Date(0), gone: undefined }),
    large: (event) => 'x'.repeat(event.size),
    throw: () => { throw new RangeError('out of ideas') },
    reject: () => Promise.reject('just a text'),
    afterwards: () => { setTimeout(() => { throw new Error('after the answer') }, 10) },
    late: () => { setTimeout(() => { throw new Error('nobody caught me') }, 0); return wait(1000) },
    exit: () => { process.exit(3) },
    spin: () => { for (;;); },
    sleep: (event) => wait(event.ms),
    hoard: () => { const all = []; for (;;) all.push(new Array(100000).fill(all.length)) },
    print: () => { console.log('to see'); console.error('to worry') },
    nest: (event) => cloud.callFunction({ name: event.name, data: event.data }).then((r) => r.result),
    nestFails: (event) => cloud.callFunction({ name: event.name }).then(
      () => 'no error', ({ code, errCode, errMsg }) => ({ code, errCode, errMsg })),
    leak: () => { setTimeout(() => { globalThis.leaked = cloud.getWXContext() }, 30) },
    leaked: async () => { await wait(40); return globalThis.leaked },
    async stayMyself(event) {
      const seen = new Set()
      for (let step = 0; step < 4; step += 1) {
        seen.add(cloud.getWXContext().OPENID)
        await cloud.database().collection('marks').add({ data: { by: cloud.getWXContext().OPENID } })
        await wait(Math.random() * 4)
      }
      return { seen: [...seen], worker: require('node:worker_threads').threadId }
    },
  }
  exports.main = (event, context) => actions[event.do](event, context)
`

let test: TestCloud

beforeAll(async () => {
  test = await openTestCloud({
    collections: [
      { name: 'notes', indexes: [] },
      { name: 'marks', indexes: [] },
    ],
    environment: { SETUP_CODE: 'from the console' },
  })
  await test.deploy('probe', PROBE, { timeout: 1 })
})

afterAll(() => test.close())

const probe = (what: string, more: Record<string, unknown> = {}, openid?: string) =>
  test.call('probe', { do: what, ...more }, openid)

describe('a call', () => {
  it('reaches the database through the real SDK', async () => {
    await test.deploy(
      'notes',
      `exports.main = async (event) => {
         const notes = cloud.database().collection('notes')
         const { _id } = await notes.add({ data: { text: event.text, at: new Date(0) } })
         return (await notes.doc(_id).get()).data
       }`,
    )
    await expect(test.call('notes', { text: '你好' })).resolves.toEqual({
      _id: expect.any(String) as unknown,
      text: '你好',
      at: '1970-01-01T00:00:00.000Z',
    })
  })

  it('knows who called', async () => {
    await expect(probe('context', {}, 'o-anna')).resolves.toEqual({
      OPENID: 'o-anna',
      APPID: 'wx0000000000000000',
      CLIENTIP: '127.0.0.1',
      ENV: 'local',
      SOURCE: 'wx_client',
    })
  })

  it('gets the data with the user that the platform adds, whatever the client claims', async () => {
    const claims = { userInfo: { openId: 'o-owner', appId: 'wx-other' }, text: '好' }
    await expect(probe('event', claims, 'o-anna')).resolves.toEqual({
      do: 'event',
      text: '好',
      userInfo: { openId: 'o-anna', appId: 'wx0000000000000000' },
    })
  })

  it('gets the context of a cloud function', async () => {
    await expect(probe('scf')).resolves.toMatchObject({
      function_name: 'probe',
      namespace: 'local',
      time_limit_in_ms: 1000,
      memory_limit_in_mb: 256,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    })
  })

  it('answers what JSON can carry', async () => {
    await expect(probe('date')).resolves.toEqual({ at: '1970-01-01T00:00:00.000Z' })
    await expect(probe('nothing')).resolves.toBeNull()
  })

  it('keeps its globals on a warm instance', async () => {
    const first = await probe('count')
    await expect(probe('count')).resolves.toBe((first as number) + 1)
  })

  it('forwards what the function prints', async () => {
    await probe('print')
    await test.until(() => test.lines.includes('[probe] to see'))
    await test.until(() => test.lines.includes('[probe] to worry'))
  })

  it('sees the environment that the console gives, and nothing of ours', async () => {
    process.env['LOCAL_SECRET'] = 'of the developer'
    await test.deploy('env', 'exports.main = () => process.env')
    const env = (await test.call('env')) as Record<string, string>
    expect(env['SETUP_CODE']).toBe('from the console')
    expect(env).not.toHaveProperty('LOCAL_SECRET')
    delete process.env['LOCAL_SECRET']
  })
})

describe('identities', () => {
  it('never mix over concurrent calls on several instances', async () => {
    const people = Array.from({ length: 40 }, (_, index) => `o-person-${index}`)
    const replies = await Promise.all(people.map((openid) => probe('stayMyself', {}, openid)))
    const answers = replies as { seen: string[]; worker: number }[]
    expect(answers.map(({ seen }) => seen)).toEqual(people.map((openid) => [openid]))
    expect(new Set(answers.map(({ worker }) => worker)).size).toBeGreaterThan(1)
    const marks = await test.cloud.database.all('marks')
    for (const openid of people) expect(marks.filter(({ by }) => by === openid)).toHaveLength(4)
  })

  it('do not stay behind for what a function left running', async () => {
    await probe('leak', {}, 'o-anna')
    expect(await probe('leaked', {}, 'o-ben')).not.toHaveProperty('OPENID', 'o-anna')
  })

  it('are the same in a function called by a function', async () => {
    await expect(
      probe('nest', { name: 'probe', data: { do: 'context' } }, 'o-anna'),
    ).resolves.toMatchObject({ OPENID: 'o-anna', SOURCE: 'wx_client,scf' })
  })
})

describe('a failing call', () => {
  const failure = async (data: Record<string, unknown>, name = 'probe') => {
    const reply = await test.cloud.callFunction({
      name,
      data,
      caller: { openid: 'o-anna', source: 'wx_client' },
    })
    if (reply.ok) throw new Error('the call succeeded')
    return reply
  }

  it('says that a function does not exist', async () => {
    for (const name of ['missing', '../probe', '', '__proto__']) {
      expect(await failure({}, name)).toMatchObject({
        errCode: -501000,
        errMsg: expect.stringContaining('FunctionName parameter could not be found') as string,
      })
    }
  })

  it('carries what the function threw', async () => {
    expect(await failure({ do: 'throw' })).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringMatching(
        /^Error: errCode: -504002 functions execute fail \| errMsg: RangeError: out of ideas\n +at /,
      ) as string,
    })
    expect((await failure({ do: 'reject' })).errMsg).toContain('just a text')
  })

  it('ends with the thread when an error is caught by nobody, or the function exits', async () => {
    const late = await failure({ do: 'late' })
    expect(late).toMatchObject({ errCode: -504002 })
    expect(late.errMsg).toContain('nobody caught me')
    expect(await failure({ do: 'exit' })).toMatchObject({ errCode: -504002 })
    await expect(probe('nothing')).resolves.toBeNull()
  })

  it('may come after the answer, which is said and harms no later call', async () => {
    await expect(probe('afterwards')).resolves.toBeNull()
    const isSaid = (line: string) => line.includes('ended between calls: Error: after the answer')
    await test.until(() => test.lines.some(isSaid))
    await expect(probe('nothing')).resolves.toBeNull()
  })

  it('is stopped when the time of its config.json is over, waiting or spinning', async () => {
    for (const data of [{ do: 'sleep', ms: 60_000 }, { do: 'spin' }]) {
      expect(await failure(data)).toMatchObject({
        errCode: -504003,
        errMsg: expect.stringContaining('Invoking task timed out after 1 seconds') as string,
      })
    }
    await expect(probe('nothing')).resolves.toBeNull()
  })

  it('is stopped when its memory is full', async () => {
    await test.deploy('small', PROBE, { timeout: 20, memorySize: 64 })
    expect(await failure({ do: 'hoard' }, 'small')).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('memory') as string,
    })
  })

  it('refuses results that the mini program cannot receive', async () => {
    expect(await failure({ do: 'large', size: 1024 * 1024 })).toMatchObject({ errCode: -604001 })
    await expect(probe('large', { size: 1000 })).resolves.toHaveLength(1000)
  })

  it('shows code that does not load', async () => {
    await test.deploy('broken', `throw new Error('no module today')`)
    expect((await failure({}, 'broken')).errMsg).toContain('no module today')
    await test.deploy('mainless', `exports.handler = () => 1`)
    expect((await failure({}, 'mainless')).errMsg).toContain(
      'does not export a function named main',
    )
  })

  it('reaches the calling function as the SDK shapes it', async () => {
    await expect(probe('nestFails', { name: 'missing' })).resolves.toEqual({
      code: 'FUNCTION_NOT_FOUND',
      errCode: -1,
      errMsg: 'callFunction:fail FunctionName parameter could not be found.',
    })
    await test.deploy('unlucky', `exports.main = () => Promise.reject(new Error('not today'))`)
    await expect(probe('nestFails', { name: 'unlucky' })).resolves.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      errMsg: expect.stringContaining('callFunction:fail Error: not today') as string,
    })
  })
})

describe('instances', () => {
  it('start cold, visibly, and then stay warm', async () => {
    await test.deploy('fresh', PROBE)
    const starts = () => test.lines.filter((line) => line.startsWith('cold start of fresh'))
    await test.call('fresh', { do: 'count' })
    await test.call('fresh', { do: 'count' })
    expect(starts()).toEqual([
      expect.stringMatching(/^cold start of fresh: \d+ ms \(load \d+ ms\)$/),
    ])
  })

  it('grow by demand up to the bound and shrink to one when idle', async () => {
    await test.restart({ maxInstances: 2, idleMs: 60 })
    await test.deploy('crowd', PROBE)
    const starts = () => test.lines.filter((line) => line.startsWith('cold start of crowd')).length
    await Promise.all(Array.from({ length: 6 }, () => test.call('crowd', { do: 'sleep', ms: 40 })))
    expect(starts()).toBe(2)
    await test.until(() => test.lines.includes('retired an idle instance of crowd'))
    await test.call('crowd', { do: 'nothing' })
    expect(starts()).toBe(2)
  })

  it('load new code when the file on disk changes, and when told to', async () => {
    const index = join(test.functionsDir, 'version', 'index.js')
    await test.deploy('version', 'exports.main = () => 1')
    await expect(test.call('version')).resolves.toBe(1)
    writeFileSync(index, 'exports.main = () => 2')
    await utimes(index, new Date(), new Date(Date.now() + 5000))
    await expect(test.call('version')).resolves.toBe(2)
    writeFileSync(index, 'exports.main = () => 3')
    await utimes(index, new Date(), new Date(Date.now() + 5000))
    test.cloud.reload('version')
    await expect(test.call('version')).resolves.toBe(3)
  })
})
