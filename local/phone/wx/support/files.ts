/** Where `wx.env.USER_DATA_PATH` points. */
export const USER_DATA_PATH = 'wxfile://usr'
const TEMP_PREFIX = 'wxfile://tmp_'

export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>
  type: string
  modifiedAt: number
}

/** Where user files are kept between runs; temporary files never are. */
export interface FileBackend {
  load(): Promise<[path: string, file: StoredFile][]>
  put(path: string, file: StoredFile): void
  remove(path: string): void
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  pdf: 'application/pdf',
  json: 'application/json',
  txt: 'text/plain;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Content type by a path's extension. */
export function typeByPath(path: string): string {
  const extension = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  return TYPES[extension] ?? 'application/octet-stream'
}

/** Extension by content type, without dot. */
export function extensionByType(type: string): string {
  const plain = type.split(';')[0]?.trim()
  const known = Object.entries(TYPES).find(([, value]) => value.split(';')[0] === plain)
  return known?.[0] ?? 'bin'
}

/**
 * Files of one mini program on one phone: temporary ones (gone with the run) and those under `wx.env.USER_DATA_PATH`.
 * All bytes are in memory, because `FileSystemManager` has sync calls; user files are also written to the backend.
 */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()
  readonly #urls = new Map<string, string>()
  readonly #backend: FileBackend | undefined
  readonly #packageRoot: string
  #nextTemp = 1

  private constructor(packageRoot: string, backend: FileBackend | undefined) {
    this.#packageRoot = packageRoot
    this.#backend = backend
  }

  static async open(packageRoot: string, backend?: FileBackend): Promise<FileStore> {
    const store = new FileStore(packageRoot, backend)
    for (const [path, file] of (await backend?.load()) ?? []) store.#files.set(path, file)
    return store
  }

  /** Stores bytes as a temporary file and returns its path, e.g. `wxfile://tmp_7.png`. */
  addTemp(bytes: Uint8Array<ArrayBuffer>, extension: string, type?: string): string {
    const path = `${TEMP_PREFIX}${Date.now().toString(36)}${this.#nextTemp++}.${extension}`
    this.#files.set(path, { bytes, type: type ?? typeByPath(path), modifiedAt: Date.now() })
    return path
  }

  get(path: string): StoredFile | undefined {
    return this.#files.get(path)
  }

  put(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    const file = { bytes, type: typeByPath(path), modifiedAt: Date.now() }
    this.#dropUrl(path)
    this.#files.set(path, file)
    if (path.startsWith(USER_DATA_PATH)) this.#backend?.put(path, file)
  }

  remove(path: string): boolean {
    this.#dropUrl(path)
    if (path.startsWith(USER_DATA_PATH)) this.#backend?.remove(path)
    return this.#files.delete(path)
  }

  /** Paths of all stored files that start with a prefix. */
  paths(prefix = ''): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(prefix))
  }

  /** A path a mini program may write to. */
  static isUserPath(path: string): boolean {
    return path === USER_DATA_PATH || path.startsWith(`${USER_DATA_PATH}/`)
  }

  /** URL under which the package serves one of its own files. */
  packageUrl(path: string): string {
    return this.#packageRoot + path.replace(/^\/+/, '')
  }

  /**
   * A URL that `<img>` and `fetch` understand, for whatever a mini program calls a path: stored file, package file, or
   * a URL already. `cloud://` ids are not resolved here.
   */
  url(path: string): string {
    if (path.startsWith('wxfile://')) {
      const known = this.#urls.get(path)
      if (known) return known
      const file = this.#files.get(path)
      if (!file) return 'data:,'
      const url = URL.createObjectURL(new Blob([file.bytes], { type: file.type }))
      this.#urls.set(path, url)
      return url
    }
    return /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//') ? path : this.packageUrl(path)
  }

  /**
   * The bytes behind a path, a package file or a URL.
   * @throws Error when nothing is there.
   */
  async read(path: string): Promise<StoredFile> {
    const stored = this.#files.get(path)
    if (stored) return stored
    if (path.startsWith('wxfile://')) throw new Error(`no such file or directory "${path}"`)
    const reply = await fetch(this.url(path))
    if (!reply.ok) throw new Error(`no such file or directory "${path}"`)
    return {
      bytes: new Uint8Array(await reply.arrayBuffer()),
      type: reply.headers.get('content-type') ?? typeByPath(path),
      modifiedAt: Date.now(),
    }
  }

  #dropUrl(path: string): void {
    const url = this.#urls.get(path)
    if (!url) return
    URL.revokeObjectURL(url)
    this.#urls.delete(path)
  }
}
