import { openTestCloud, type TestCloud } from '../../kit/cloud'
import { runSdk } from '../../kit/sdk'

let test: TestCloud

beforeAll(async () => {
  test = await openTestCloud({ collections: [{ name: 'notes', indexes: [] }] })
})

afterAll(() => test.close())

const post = async (body: string, contentType = 'application/json') => {
  const response = await fetch(`${test.cloud.adminUrl}?env=local&seqId=1`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  })
  return { status: response.status, reply: (await response.json()) as Record<string, unknown> }
}

it('listens on this machine only', () => {
  expect(new URL(test.cloud.adminUrl).hostname).toBe('127.0.0.1')
})

it.each([
  ['an action it does not have', '{"action":"billing.refund"}', 'INVALID_ACTION'],
  ['an inherited name', '{"action":"constructor"}', 'INVALID_ACTION'],
  ['no action', '{}', 'INVALID_ACTION'],
  ['text that is not JSON', 'hello', 'INVALID_PARAM'],
  ['JSON that is not an object', 'null', 'INVALID_PARAM'],
  [
    'a list that is not one',
    '{"action":"storage.batchDeleteFile","fileid_list":1}',
    'INVALID_PARAM',
  ],
])('answers %s with a code and goes on', async (_, body, code) => {
  const { status, reply } = await post(body)
  expect(status).toBe(200)
  expect(reply).toMatchObject({ code, requestId: expect.any(String) as string })
})

it.each(['', '--b\r\nbroken', '--b\r\n\r\nno name\r\n--b--', '--b\r\nname="x"\r\n\r\nno end'])(
  'answers the malformed form %j with a code',
  async (body) => {
    const { reply } = await post(body, 'multipart/form-data; boundary=b')
    expect(reply['code']).toMatch(/^INVALID_(PARAM|ACTION)$/)
  },
)

it.each([
  [
    'openapi parameters that are not JSON',
    '{"action":"wx.api","apiName":"security.msgSecCheck","requestData":"{"}',
  ],
  [
    'openapi parameters that are a list',
    '{"action":"wx.api","apiName":"security.msgSecCheck","requestData":"[1]"}',
  ],
  [
    'an event that is not JSON',
    '{"action":"functions.invokeFunction","function_name":"a","request_data":"{"}',
  ],
  ['a list as the body', '[]'],
])('[L5] answers %s with INVALID_PARAM, not as a fault of its own', async (_, body) => {
  expect((await post(body)).reply).toMatchObject({ code: 'INVALID_PARAM' })
  expect(test.lines.filter((line) => line.startsWith('internal error'))).toEqual([])
})

it('does not listen to web pages', async () => {
  const headers = { origin: 'https://example.com', 'content-type': 'text/plain' }
  const body = '{"action":"database.getDocument","collectionName":"notes"}'
  const response = await fetch(test.cloud.adminUrl, { method: 'POST', headers, body })
  expect(response.status).toBe(403)
})

it('counts what was asked', async () => {
  const before = test.cloud.stats()['functions.invokeFunction'] ?? 0
  await post('{"action":"functions.invokeFunction","function_name":"none"}')
  expect(test.cloud.stats()['functions.invokeFunction']).toBe(before + 1)
})

it('serves any program with the SDK, as an environment without a user', async () => {
  const statements = `
    const notes = cloud.database().collection('notes')
    const { _id } = await notes.add({ data: { text: '来自外面' } })
    return (await notes.doc(_id).get()).data.text
  `
  await expect(runSdk(test.cloud.adminUrl, statements)).resolves.toBe('来自外面')
})

describe('a database call that only looks as if it were in a transaction', () => {
  const TRANSACTION = `exports.main = async ({ what }) => {
    const transaction = await cloud.database().startTransaction()
    const notes = transaction.collection('notes')
    try {
      if (what === 'count') await notes.count()
      if (what === 'update') await notes.where({ text: 'x' }).update({ data: { text: 'y' } })
      if (what === 'inside') await notes.doc('kept').set({ data: { text: 'inside' } })
      if (what === 'after') {
        await transaction.rollback()
        return await cloud.database().collection('notes').count()
      }
      if (what !== 'forget') await transaction.commit()
      return 'done'
    } catch ({ errMsg, message }) {
      return errMsg ?? message
    }
  }`
  const call = (what: string) => test.call('transaction', { what })

  beforeAll(() => test.deploy('transaction', TRANSACTION))

  it.each(['count', 'update'])('is logged: %s', async (what) => {
    await expect(call(what)).resolves.toBe('done')
    expect(test.lines.at(-1)).toMatch(
      /^transaction: database\.\w+ on notes runs outside the open transaction$/,
    )
  })

  it.each(['count', 'update'])('is refused where that is asked for: %s', async (what) => {
    await test.restart({ strictTransactions: true })
    await expect(call(what)).resolves.toContain('runs outside the open transaction')
    await expect(call('inside')).resolves.toBe('done')
    await expect(call('after')).resolves.toMatchObject({ total: expect.any(Number) as number })
  })

  it('is not the only mistake that is noticed', async () => {
    await call('forget')
    await test.until(() => test.lines.some((line) => line.endsWith('still open')))
  })
})
