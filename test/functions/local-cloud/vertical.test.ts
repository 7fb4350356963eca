import { openTestCloud, type TestCloud } from '../../kit/cloud'

let test: TestCloud

beforeAll(async () => {
  test = await openTestCloud({ collections: [{ name: 'notes', indexes: [] }] })
})

afterAll(() => test.close())

it('lets a function write and read the database through the real SDK', async () => {
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
