import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CloudError } from '../errors'
import type { CloudStorage } from '../types'
import { send } from '../server'
import { ObjectRefusal, postedFile } from './post-object'
import { checkCloudPath, contentTypeOf, diskPath, FileIds } from './paths'

export interface StorageOptions {
  dir: string
  env: string
  now: () => number
}

const UPLOAD_LIFE_MS = 15 * 60_000
const DEFAULT_MAX_AGE_SECONDS = 24 * 60 * 60
/** The platform's bound for `getTempFileURL` and `deleteFile` lists. */
const MAX_LIST = 50
const NOT_FOUND = 'STORAGE_FILE_NONEXIST'

interface Upload {
  path: string
  expiresAt: number
}

/** Cloud storage on disk: the three storage actions of the admin protocol and the URLs they hand out. */
export class FileStorage implements CloudStorage {
  private readonly ids: FileIds
  private readonly root: string
  private readonly incoming: string
  private readonly uploads = new Map<string, Upload>()
  private secret: Buffer = Buffer.alloc(0)
  private origin = ''

  constructor(private readonly options: StorageOptions) {
    this.ids = new FileIds(options.env)
    this.root = join(options.dir, 'files')
    this.incoming = join(options.dir, 'incoming')
  }

  /** Prepares the folders; half-written uploads of an earlier run are dropped. */
  async open(): Promise<void> {
    await rm(this.incoming, { recursive: true, force: true })
    await mkdir(this.root, { recursive: true })
    await mkdir(this.incoming, { recursive: true })
    this.secret = signingSecret(join(this.options.dir, 'signing-key'))
  }

  /** Where URLs point to; known once the server listens. */
  setOrigin(origin: string): void {
    this.origin = origin
  }

  /** Stores a file as `uploadFile` would. @returns its fileID */
  async write(path: string, content: Uint8Array): Promise<string> {
    checkCloudPath(path)
    await this.store(path, Readable.from([content]))
    return this.ids.of(path)
  }

  async temporaryUrls(
    files: { fileID: string; maxAge?: number }[],
  ): ReturnType<CloudStorage['temporaryUrls']> {
    const found = await Promise.all(
      files.map(({ fileID, maxAge }) => this.temporaryUrlOf(fileID, maxAge)),
    )
    return found.map(({ code: _code, ...file }, index) => ({
      ...file,
      ...statusOf(found[index]?.code),
    }))
  }

  async remove(fileIDs: string[]): ReturnType<CloudStorage['remove']> {
    const deletions = await Promise.all(fileIDs.map((fileID) => this.deleteOne(fileID)))
    return deletions.map(({ code, fileID }) => ({ fileID: String(fileID), ...statusOf(code) }))
  }

  /** `storage.getUploadMetadata`: permission to send one file, as the SDK's `uploadFile` asks for it. */
  async uploadMetadata(path: string): Promise<Record<string, unknown>> {
    checkCloudPath(path)
    const now = this.options.now()
    for (const [key, upload] of this.uploads) if (upload.expiresAt < now) this.uploads.delete(key)
    const key = randomBytes(18).toString('base64url')
    this.uploads.set(key, { path, expiresAt: now + UPLOAD_LIFE_MS })
    return Promise.resolve({
      data: {
        url: `${this.origin}/upload/${key}`,
        token: key,
        authorization: authorizationOf(key),
        fileId: this.ids.of(path),
        cosFileId: Buffer.from(path).toString('base64url'),
      },
    })
  }

  /** `storage.batchGetDownloadUrl`: temporary URLs; unknown files have their own code in the list. */
  async downloadUrls(list: unknown): Promise<Record<string, unknown>> {
    const downloads = await Promise.all(
      checkedList(list).map((entry) => {
        const file = entry as { fileid?: unknown; max_age?: unknown } | null
        return this.temporaryUrlOf(file?.fileid, file?.max_age)
      }),
    )
    return { data: { download_list: downloads } }
  }

  /** `storage.batchDeleteFile` */
  async deleteFiles(list: unknown): Promise<Record<string, unknown>> {
    const deletions = await Promise.all(checkedList(list).map((fileID) => this.deleteOne(fileID)))
    return { data: { delete_list: deletions } }
  }

  /** Serves `PUT|POST /upload/…` and `GET|HEAD /files/…`. */
  async serve(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    if (isUpload(request.method) && url.pathname.startsWith('/upload/')) {
      await this.receive(request, url.pathname.slice('/upload/'.length), response)
    } else if (isRead(request.method) && url.pathname.startsWith('/files/')) {
      await this.deliver(request, url, response)
    } else {
      send(response, { status: 404 })
    }
  }

  private async receive(
    request: IncomingMessage,
    key: string,
    response: ServerResponse,
  ): Promise<void> {
    const upload = this.uploads.get(key)
    this.uploads.delete(key)
    if (!upload || upload.expiresAt < this.options.now()) {
      request.resume()
      send(response, xmlError(403, 'AccessDenied', 'Request has expired'))
      return
    }
    try {
      const isForm = request.method === 'POST'
      const policy = { path: upload.path, authorization: authorizationOf(key) }
      const content = isForm ? Readable.from([await postedFile(request, policy)]) : request
      await this.store(upload.path, content)
      send(response, { status: isForm ? 204 : 200 })
    } catch (error) {
      if (!(error instanceof ObjectRefusal)) throw error
      send(response, xmlError(error.status, error.code, error.message))
    }
  }

  private async deliver(
    request: IncomingMessage,
    url: URL,
    response: ServerResponse,
  ): Promise<void> {
    const path = decodePath(url.pathname.slice('/files/'.length))
    const until = Number(url.searchParams.get('t'))
    const sign = url.searchParams.get('sign') ?? ''
    if (path === undefined || !this.isSigned(path, until, sign)) {
      send(response, xmlError(403, 'AccessDenied', 'Access Denied.'))
      return
    }
    if (until * 1000 < this.options.now()) {
      send(response, xmlError(403, 'AccessDenied', 'Request has expired'))
      return
    }
    const file = diskPath(this.root, path)
    const size = await sizeOf(file)
    if (size === undefined) {
      send(response, xmlError(404, 'NoSuchKey', 'The specified key does not exist.'))
      return
    }
    response.writeHead(200, {
      'content-type': contentTypeOf(path),
      'content-length': size,
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(file), response)
  }

  /** Writes beside the target and renames, so that a file is there whole or not at all. */
  private async store(path: string, content: Readable): Promise<void> {
    const temporary = join(this.incoming, randomBytes(12).toString('hex'))
    try {
      await pipeline(content, createWriteStream(temporary))
      const handle = await open(temporary, 'r+')
      await handle.sync().finally(() => handle.close())
      const target = diskPath(this.root, path)
      await mkdir(dirname(target), { recursive: true })
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  private async temporaryUrlOf(fileID: unknown, maxAgeSeconds: unknown) {
    const path = this.ids.pathOf(fileID)
    const maxAge = typeof maxAgeSeconds === 'number' ? maxAgeSeconds : DEFAULT_MAX_AGE_SECONDS
    const known = path !== undefined && (await exists(diskPath(this.root, path)))
    return {
      code: known ? 'SUCCESS' : NOT_FOUND,
      fileID: String(fileID),
      tempFileURL: known ? this.temporaryUrl(path, maxAge) : '',
      maxAge,
    }
  }

  private async deleteOne(fileID: unknown): Promise<{ code: string; fileID: unknown }> {
    const path = this.ids.pathOf(fileID)
    const file = path === undefined ? undefined : diskPath(this.root, path)
    if (!file || !(await exists(file))) return { code: NOT_FOUND, fileID }
    await rm(file, { force: true })
    return { code: 'SUCCESS', fileID }
  }

  private temporaryUrl(path: string, maxAgeSeconds: number): string {
    const until = Math.floor(this.options.now() / 1000) + maxAgeSeconds
    return `${this.origin}/files/${path}?sign=${this.signature(path, until)}&t=${until}`
  }

  private signature(path: string, until: number): string {
    return createHmac('sha256', this.secret).update(`${until}\n${path}`).digest('hex').slice(0, 32)
  }

  private isSigned(path: string, until: number, sign: string): boolean {
    const expected = Buffer.from(this.signature(path, until))
    const given = Buffer.from(sign)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

function checkedList(list: unknown): unknown[] {
  if (!Array.isArray(list)) throw new CloudError('INVALID_PARAM', 'file list must be an array')
  if (list.length > MAX_LIST) {
    throw new CloudError('INVALID_PARAM', `file list must not be longer than ${MAX_LIST}`)
  }
  return list
}

/** Kept across restarts, so that URLs handed out before keep working on the same port. */
function signingSecret(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    const secret = randomBytes(32)
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}

/** What wx-server-sdk makes of an entry's code. */
function statusOf(code: string | undefined): { status: number; errMsg: string } {
  if (code === 'SUCCESS') return { status: 0, errMsg: 'ok' }
  return { status: -503003, errMsg: 'file not exists' }
}

/** What an upload shows for itself: in a header of a PUT, in a field of a POST. */
const authorizationOf = (key: string): string => `local ${key}`

const isUpload = (method: string | undefined): boolean => method === 'PUT' || method === 'POST'
const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD'

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch {
    return undefined
  }
}

async function exists(file: string): Promise<boolean> {
  return (await sizeOf(file)) !== undefined
}

function decodePath(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

/** Errors of the object store, which the SDK parses out of the body of an answer. */
function xmlError(status: number, code: string, message: string) {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body:
      `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message>` +
      '<RequestId>local</RequestId><TraceId>local</TraceId></Error>',
  }
}
