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

describe('[L2] uploads by POST, as wx-server-sdk 2.x sends them', () => {
  interface Metadata {
    url: string
    token: string
    authorization: string
    fileId: string
    cosFileId: string
  }

  const permit = async (path: string): Promise<Metadata> => {
    const response = await fetch(test.cloud.adminUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'storage.getUploadMetadata', path }),
    })
    return ((await response.json()) as { data: Metadata }).data
  }

  /** The form of `request.post({formData})`: a Buffer has no file name, a stream has one. */
  const formOf = (fields: Record<string, string | Buffer>, fileName?: string): Buffer => {
    const parts = Object.entries(fields).flatMap(([name, value]) => {
      const isFile = name === 'file' && fileName !== undefined
      const more = isFile ? `; filename="${fileName}"\r\nContent-Type: image/png` : ''
      const head = `--form-7\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`
      return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')]
    })
    return Buffer.concat([...parts, Buffer.from('--form-7--\r\n')])
  }

  const postForm = (url: string, body: Buffer) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=form-7' },
      body: new Uint8Array(body),
    })

  const fieldsOf = (metadata: Metadata, path: string, file: Buffer) => ({
    Signature: metadata.authorization,
    'x-cos-security-token': metadata.token,
    'x-cos-meta-fileid': metadata.cosFileId,
    key: path,
    file,
  })

  const bytesOf = async (fileID: string) =>
    Buffer.from(await (await fetch(await urlOf(fileID))).arrayBuffer())

  it.each([
    ['a buffer', undefined, Buffer.from([0, 1, 2, 13, 10, 45, 45, 255])],
    ['a stream with a file name', 'name=".png', Buffer.from('冠军')],
    ['bytes that look like the border', undefined, Buffer.from('a--form-7--b\r\n--form-8\r\n\r\n')],
    ['nothing', undefined, Buffer.alloc(0)],
  ])('stores %s', async (what, fileName, file) => {
    const path = `old/${what}.png`
    const metadata = await permit(path)
    const form = formOf(fieldsOf(metadata, path, file), fileName)
    const response = await postForm(metadata.url, form)
    expect(response.status).toBe(204)
    expect(await bytesOf(metadata.fileId)).toEqual(file)
    expect((await postForm(metadata.url, form)).status).toBe(403)
  })

  it.each([
    ['another path', { key: 'old/other.txt' }, 403, 'AccessDenied'],
    ['another signature', { Signature: 'local guessed' }, 403, 'SignatureDoesNotMatch'],
  ])('refuses a form with %s', async (_, change, status, code) => {
    const metadata = await permit('old/mine.txt')
    const fields = { ...fieldsOf(metadata, 'old/mine.txt', Buffer.from('x')), ...change }
    const response = await postForm(metadata.url, formOf(fields))
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(`<Code>${code}</Code>`)
    expect(await files('download', { id: metadata.fileId })).toMatchObject({
      code: 'STORAGE_FILE_NONEXIST',
    })
  })

  it('refuses a form without a file and a body that is no form', async () => {
    const metadata = await permit('old/none.txt')
    const { file: _file, ...fields } = fieldsOf(metadata, 'old/none.txt', Buffer.alloc(0))
    expect((await postForm(metadata.url, formOf(fields))).status).toBe(400)
    const again = await permit('old/none.txt')
    expect((await postForm(again.url, Buffer.from('no form'))).status).toBe(400)
  })
})
