import type { ApiCall, Routes } from '../context'
import { HttpError, readBody, text, UPLOAD_LIMIT } from '../http'

/** CloudIDs are exchanged in at most this many fields of one call. */
const MAX_CLOUD_IDS = 5

/**
 * Replaces top-level fields that held a `wx.cloud.CloudID` by what they decrypt to, as the gateway does before a
 * function sees the event. Nested ones stay the strings they are.
 */
function exchangeCloudIds(call: ApiCall, data: Record<string, unknown>): Record<string, unknown> {
  const fields = call.body['cloudIds']
  if (typeof fields !== 'object' || fields === null) return data
  const entries = Object.entries(fields as Record<string, unknown>).slice(0, MAX_CLOUD_IDS)
  const exchanged = { ...data }
  for (const [field, value] of entries) {
    const cloudID = String(value)
    const found = call.context.world.resolveCloudId(cloudID, call.person.openid)
    const watermark = {
      appid: call.context.world.appid,
      timestamp: Math.floor(call.context.now() / 1000),
    }
    exchanged[field] =
      'data' in found ? { cloudID, data: { ...found.data, watermark } } : { cloudID, ...found }
  }
  return exchanged
}

async function callFunction(call: ApiCall): Promise<unknown> {
  const name = text(call.body, 'name', 60)
  const given = call.body['data'] ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new HttpError(400, 'data has to be an object', -601002)
  }
  const data = exchangeCloudIds(call, given as Record<string, unknown>)
  return call.context.cloud.callFunction({
    name,
    data,
    caller: { openid: call.person.openid, source: 'wx_client' },
  })
}

/** Asks the cloud's storage by the same protocol the server SDK uses. */
async function storage(
  { context }: ApiCall,
  action: string,
  fields: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const reply = await fetch(context.cloud.adminUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, envName: context.cloud.env, ...fields }),
  })
  const answer = (await reply.json()) as {
    code?: string
    message?: string
    data?: Record<string, unknown>
  }
  if (answer.code) throw new HttpError(400, `${answer.code} ${answer.message ?? ''}`, -503001)
  return answer.data ?? {}
}

/** A path inside the cloud storage: relative, without dots that climb. */
function cloudPathOf(value: string | null): string {
  const path = (value ?? '').replace(/^\/+/, '')
  const bad = path === '' || path.length > 850 || path.split('/').some((part) => part === '..')
  if (bad) throw new HttpError(400, 'cloudPath is invalid', -503002)
  return path
}

async function uploadFile(call: ApiCall): Promise<unknown> {
  const path = cloudPathOf(call.query.get('cloudPath'))
  const bytes = await readBody(call.request, UPLOAD_LIMIT)
  const grant = await storage(call, 'storage.getUploadMetadata', { path, method: 'put' })
  const reply = await fetch(String(grant['url']), {
    method: 'PUT',
    headers: {
      authorization: String(grant['authorization'] ?? ''),
      'x-cos-security-token': String(grant['token'] ?? ''),
      'x-cos-meta-fileid': String(grant['cosFileId'] ?? ''),
      'content-type': call.request.headers['content-type'] ?? 'application/octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  if (!reply.ok) throw new HttpError(502, `storage answered ${reply.status}`, -503001)
  return { fileID: grant['fileId'], statusCode: 204 }
}

function fileList(call: ApiCall): { fileID: string; maxAge?: number }[] {
  const list = call.body['fileList']
  if (!Array.isArray(list) || list.length > 50) {
    throw new HttpError(400, 'fileList has to be an array of at most 50', -503002)
  }
  return list.map((one: unknown) => {
    if (typeof one === 'string') return { fileID: one }
    const entry = one as { fileID?: unknown; maxAge?: unknown }
    return {
      fileID: String(entry.fileID),
      ...(typeof entry.maxAge === 'number' ? { maxAge: entry.maxAge } : {}),
    }
  })
}

async function tempFileUrls(call: ApiCall): Promise<unknown> {
  const files = fileList(call)
  const data = await storage(call, 'storage.batchGetDownloadUrl', {
    file_list: files.map(({ fileID, maxAge }) => ({
      fileid: fileID,
      ...(maxAge ? { max_age: maxAge } : {}),
    })),
  })
  const rows = data['download_list'] as Record<string, unknown>[]
  return {
    fileList: rows.map((row) => {
      const ok = row['code'] === 'SUCCESS'
      return {
        fileID: row['fileID'] ?? row['fileid'],
        status: ok ? 0 : 1,
        errMsg: ok ? 'ok' : String(row['code']),
        tempFileURL: row['tempFileURL'] ?? row['download_url'] ?? '',
        maxAge: row['maxAge'],
      }
    }),
  }
}

async function deleteFiles(call: ApiCall): Promise<unknown> {
  const ids = fileList(call).map(({ fileID }) => fileID)
  const data = await storage(call, 'storage.batchDeleteFile', { fileid_list: ids })
  const rows = data['delete_list'] as Record<string, unknown>[]
  return {
    fileList: rows.map((row) => {
      const ok = row['code'] === 'SUCCESS'
      return {
        fileID: row['fileID'] ?? row['fileid'],
        status: ok ? 0 : 1,
        errMsg: ok ? 'ok' : String(row['code']),
      }
    }),
  }
}

export const cloudRoutes: Routes = {
  callFunction,
  uploadFile: { raw: uploadFile },
  tempFileUrls,
  deleteFiles,
}
