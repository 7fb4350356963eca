import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openTestCloud, type TestCloud } from '../../kit/cloud'

const FILES = `
  const actions = {
    upload: ({ path, text }) => cloud.uploadFile({ cloudPath: path, fileContent: Buffer.from(text) }),
    download: async ({ id }) => (await cloud.downloadFile({ fileID: id })).fileContent.toString(),
    urls: ({ list }) => cloud.getTempFileURL({ fileList: list }),
    remove: ({ list }) => cloud.deleteFile({ fileList: list }),
  }
  exports.main = async (event) => {
    try {
      return await actions[event.do](event)
    } catch ({ code, errCode, errMsg }) {
      return { code, errCode, errMsg }
    }
  }
`

let test: TestCloud
let time = Date.UTC(2026, 10, 21)

beforeAll(async () => {
  test = await openTestCloud({ clock: { now: () => time, at: () => () => undefined } })
  await test.deploy('files', FILES)
})

afterAll(() => test.close())

const files = (what: string, more: Record<string, unknown>) =>
  test.call('files', { do: what, ...more })

const upload = async (path: string, text: string): Promise<string> =>
  ((await files('upload', { path, text })) as { fileID: string }).fileID

const urlOf = async (fileID: string, maxAge = 60): Promise<string> => {
  const reply = (await files('urls', { list: [{ fileID, maxAge }] })) as {
    fileList: { tempFileURL: string }[]
  }
  return reply.fileList[0]?.tempFileURL ?? ''
}

const filesOnDisk = (folder: string) =>
  readdirSync(join(test.dataDir, 'storage', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

it('keeps what was uploaded, under a fileID of the environment', async () => {
  const fileID = await upload('posters/本周/冠军 1.txt', '冠军：安娜')
  expect(fileID).toMatch(/^cloud:\/\/local\.[\w-]+\/posters\/本周\/冠军 1\.txt$/)
  await expect(files('download', { id: fileID })).resolves.toBe('冠军：安娜')
})

it('replaces a file that is uploaded again', async () => {
  const fileID = await upload('again.txt', 'one')
  expect(await upload('again.txt', 'two')).toBe(fileID)
  await expect(files('download', { id: fileID })).resolves.toBe('two')
})

it('keeps a file and a folder of the same name apart', async () => {
  const [file, below] = [await upload('a', 'file'), await upload('a/b', 'below')]
  await expect(files('download', { id: file })).resolves.toBe('file')
  await expect(files('download', { id: below })).resolves.toBe('below')
})

it('gives URLs that browsers can show until they expire', async () => {
  const fileID = await upload('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const url = await urlOf(fileID, 60)
  const response = await fetch(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('image/svg+xml')
  expect(await response.text()).toContain('<svg')
  time += 61_000
  const late = await fetch(url)
  expect(late.status).toBe(403)
  expect(await late.text()).toContain('Request has expired')
})

it('answers only signed URLs', async () => {
  const url = await urlOf(await upload('private.txt', 'mine'))
  const other = await urlOf(await upload('other.txt', 'too'))
  const swapped = url.replace('private.txt', 'other.txt')
  const extended = url.replace(/t=(\d+)/, (_, until: string) => `t=${Number(until) + 1}`)
  const unsigned = url.split('?')[0] ?? ''
  for (const wrong of [swapped, extended, unsigned]) expect((await fetch(wrong)).status).toBe(403)
  expect((await fetch(other)).status).toBe(200)
})

it('says per file what it does not have', async () => {
  const known = await upload('known.txt', 'here')
  const unknown = known.replace('known', 'unknown')
  expect(await files('urls', { list: [known, unknown, 'cloud://elsewhere/x'] })).toMatchObject({
    fileList: [
      { fileID: known, status: 0, errMsg: 'ok', maxAge: 86_400 },
      { fileID: unknown, status: -503003, tempFileURL: '' },
      { fileID: 'cloud://elsewhere/x', status: -503003 },
    ],
  })
  expect(await files('download', { id: unknown })).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
})

it('deletes files', async () => {
  const fileID = await upload('gone.txt', 'soon')
  const url = await urlOf(fileID)
  expect(await files('remove', { list: [fileID, fileID.replace('gone', 'never')] })).toMatchObject({
    fileList: [{ status: 0 }, { status: -503003 }],
  })
  expect((await fetch(url)).status).toBe(404)
})

it('refuses paths that the platform refuses', async () => {
  for (const path of ['/leading', 'a//b', '../outside', 'a/../b', 'trailing/', 'x'.repeat(851)]) {
    expect(await files('upload', { path, text: 'no' })).toMatchObject({
      code: 'STORAGE_SIGN_PARAM_INVALID',
    })
  }
})

it('takes an upload only where it was asked for, once', async () => {
  const origin = new URL(test.cloud.adminUrl).origin
  const put = (url: string) => fetch(url, { method: 'PUT', body: 'sneaked in' })
  expect((await put(`${origin}/upload/guessed`)).status).toBe(403)
  expect((await put(`${origin}/files/known.txt`)).status).toBe(404)
})

it('serves the phone the same way as functions', async () => {
  const fileID = await test.cloud.storage.write('avatars/anna.txt', Buffer.from('安娜'))
  const [file] = await test.cloud.storage.temporaryUrls([{ fileID }])
  expect(await (await fetch(file?.tempFileURL ?? '')).text()).toBe('安娜')
  await expect(test.cloud.storage.remove([fileID])).resolves.toEqual([
    { fileID, status: 0, errMsg: 'ok' },
  ])
  await expect(test.cloud.storage.temporaryUrls([{ fileID }])).resolves.toMatchObject([
    { status: -503003, tempFileURL: '' },
  ])
  await expect(test.cloud.storage.write('/bad', Buffer.from(''))).rejects.toThrow(
    'invalid cloudPath',
  )
})

it('keeps files across a restart and leaves no half-written ones', async () => {
  const fileID = await upload('lasting.txt', 'still here')
  const port = Number(new URL(test.cloud.adminUrl).port)
  const url = await urlOf(fileID)
  await test.restart({ port })
  expect(await (await fetch(url)).text()).toBe('still here')
  await expect(files('download', { id: fileID })).resolves.toBe('still here')
  expect(filesOnDisk('incoming')).toEqual([])
})
