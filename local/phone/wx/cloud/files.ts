import { asyncApi, extensionByType, WxFail, type Callbacks, type WxContext } from '../support'
import { cloudFailure, requireInit, type CloudState } from './state'

interface TempUrl {
  fileID: string
  status: number
  errMsg: string
  tempFileURL: string
  maxAge?: number
}

type FileEntry = string | { fileID: string; maxAge?: number }

/** What callers in callback style get: they may abort, or watch progress. */
interface TransferTask {
  abort(): void
  onProgressUpdate(listener: unknown): void
  offProgressUpdate(listener?: unknown): void
  onHeadersReceived(listener: unknown): void
  offHeadersReceived(listener?: unknown): void
}

type Progress = (value: {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
}) => void

class Transfer {
  readonly #listeners = new Set<Progress>()
  #abort: () => void = () => undefined
  readonly aborted = new Promise<never>((_resolve, reject) => {
    this.#abort = () => reject(new WxFail('abort'))
  })

  constructor() {
    // Nobody has to wait for an abort that never comes.
    this.aborted.catch(() => undefined)
  }

  readonly task: TransferTask = {
    abort: () => this.#abort(),
    onProgressUpdate: (listener) => {
      if (typeof listener === 'function') this.#listeners.add(listener as Progress)
    },
    offProgressUpdate: (listener) => {
      if (typeof listener === 'function') this.#listeners.delete(listener as Progress)
      else this.#listeners.clear()
    },
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
  }

  /** Local transfers are over at once: one step to the end. */
  finish(bytes: number): void {
    for (const listener of [...this.#listeners]) {
      listener({ progress: 100, totalBytesSent: bytes, totalBytesExpectedToSend: bytes })
    }
  }
}

/** An API that returns a task in callback style and a promise otherwise. */
function transferApi<O extends object, R extends object>(
  name: string,
  run: (options: O, transfer: Transfer) => Promise<R>,
): (options?: O & Callbacks<R>) => unknown {
  return (options) => {
    const transfer = new Transfer()
    const api = asyncApi<O, R>(
      name,
      (given) => Promise.race([run(given, transfer), transfer.aborted]),
      { label: `cloud.${name}` },
    )
    return api(options) ?? transfer.task
  }
}

export function storageApis(context: WxContext, state: CloudState): Record<string, unknown> {
  const { host, files } = context
  const ask = async <T>(path: string, body: unknown): Promise<T> => {
    requireInit(state)
    try {
      return (await host.request(path, body)) as T
    } catch (error) {
      throw cloudFailure(error)
    }
  }
  const urls = async (fileList: FileEntry[]): Promise<TempUrl[]> =>
    (await ask<{ fileList: TempUrl[] }>('/api/storage/urls', { fileList })).fileList

  return {
    uploadFile: transferApi<
      { cloudPath: string; filePath: string },
      { fileID: string; statusCode: number }
    >('uploadFile', async ({ cloudPath, filePath }, transfer) => {
      const file = await files.read(String(filePath)).catch((error: Error) => {
        throw new WxFail(error.message, { errCode: -503002 })
      })
      const path = `/api/storage/upload?cloudPath=${encodeURIComponent(String(cloudPath))}`
      const body = new Blob([file.bytes], { type: file.type })
      const result = await ask<{ fileID: string; statusCode: number }>(path, body)
      transfer.finish(file.bytes.length)
      return result
    }),
    downloadFile: transferApi<{ fileID: string }, { tempFilePath: string; statusCode: number }>(
      'downloadFile',
      async ({ fileID }, transfer) => {
        const [found] = await urls([fileID])
        if (!found || found.status !== 0) {
          throw new WxFail(
            `Error: errCode: -503003 | errMsg: ${found?.errMsg ?? 'file not exists'}`,
            {
              errCode: -503003,
            },
          )
        }
        const file = await files.read(found.tempFileURL)
        transfer.finish(file.bytes.length)
        const extension = /\.(\w{1,8})$/.exec(fileID)?.[1] ?? extensionByType(file.type)
        return { tempFilePath: files.addTemp(file.bytes, extension, file.type), statusCode: 200 }
      },
    ),
    getTempFileURL: asyncApi<{ fileList: FileEntry[] }, { fileList: TempUrl[] }>(
      'getTempFileURL',
      async ({ fileList }) => ({ fileList: await urls(fileList) }),
      { rules: { fileList: 'Array' }, label: 'cloud.getTempFileURL' },
    ),
    deleteFile: asyncApi<{ fileList: string[] }>(
      'deleteFile',
      ({ fileList }) => ask<object>('/api/storage/remove', { fileList }),
      { rules: { fileList: 'Array' }, label: 'cloud.deleteFile' },
    ),
  }
}
