import type { ApiCall, ApiContext, Routes } from '../context'
import { HttpError, readBody, text, UPLOAD_LIMIT, type Answer } from '../http'

/** Most files one storage call may name (limit of the platform). */
const MAX_FILES = 50

/** Codes of the SDK for what a phone's storage call may run into. */
const STORAGE_FAILED = -503001
const STORAGE_BAD_PARAMETER = -503002

/** `wx.cloud.callFunction`; the fields that were CloudIDs are exchanged by the cloud, not by the phone. */
function callFunction(call: ApiCall): unknown {
  const ids = call.body['cloudIds']
  const cloudIds = Object.fromEntries(
    Object.entries(typeof ids === 'object' && ids !== null ? ids : {}).map(([field, id]) => [
      field,
      String(id),
    ]),
  )
  return call.context.cloud.callFunction({
    name: text(call.body, 'name', 60),
    data: call.body['data'] ?? {},
    caller: { openid: call.person.openid, source: 'wx_client' },
    cloudIds,
  })
}

async function uploadFile(call: ApiCall): Promise<unknown> {
  const path = (call.query.get('cloudPath') ?? '').replace(/^\/+/, '')
  const bytes = await readBody(call.request, UPLOAD_LIMIT)
  try {
    return { fileID: await call.context.cloud.storage.write(path, bytes), statusCode: 204 }
  } catch (error) {
    throw new HttpError(400, error instanceof Error ? error.message : String(error), STORAGE_FAILED)
  }
}

function fileList(call: ApiCall): { fileID: string; maxAge?: number }[] {
  const list = call.body['fileList']
  if (!Array.isArray(list) || list.length > MAX_FILES) {
    throw new HttpError(
      400,
      `fileList has to be an array of at most ${MAX_FILES}`,
      STORAGE_BAD_PARAMETER,
    )
  }
  return list.map((one: unknown) => {
    if (typeof one === 'string') return { fileID: one }
    const { fileID, maxAge } = (one ?? {}) as { fileID?: unknown; maxAge?: unknown }
    return { fileID: String(fileID), ...(typeof maxAge === 'number' ? { maxAge } : {}) }
  })
}

/** Where phones fetch cloud files: here, so that canvases may read them and `fetch` needs no other origin. */
const FILES_PREFIX = '/cloud-files'

/** The same temporary address, below our own origin. */
function ownUrl({ context, request }: ApiCall, url: string): string {
  const { origin } = new URL(context.cloud.adminUrl)
  const host = request.headers.host ?? ''
  return url.startsWith(`${origin}/`)
    ? `http://${host}${FILES_PREFIX}${url.slice(origin.length)}`
    : url
}

/** Hands a temporary address on to the cloud's storage, which checks its signature and time. */
export async function cloudFile(context: ApiContext, pathAndQuery: string): Promise<Answer> {
  const { origin } = new URL(context.cloud.adminUrl)
  const target = new URL(pathAndQuery.slice(FILES_PREFIX.length), origin)
  if (target.origin !== origin || target.pathname.startsWith('/admin')) {
    throw new HttpError(404, 'no such file')
  }
  const reply = await fetch(target)
  return {
    status: reply.status,
    type: reply.headers.get('content-type') ?? 'application/octet-stream',
    body: new Uint8Array(await reply.arrayBuffer()),
    cache: reply.ok ? 'private, max-age=600' : 'no-store',
  }
}

export const cloudRoutes: Routes = {
  callFunction,
  'storage/upload': { raw: uploadFile },
  async 'storage/urls'(call) {
    const files = await call.context.cloud.storage.temporaryUrls(fileList(call))
    return {
      fileList: files.map((file) => ({ ...file, tempFileURL: ownUrl(call, file.tempFileURL) })),
    }
  },
  async 'storage/remove'(call) {
    const ids = fileList(call).map(({ fileID }) => fileID)
    return { fileList: await call.context.cloud.storage.remove(ids) }
  },
}
