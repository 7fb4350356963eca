import { FileStore, USER_DATA_PATH, WxFail, type StoredFile } from '../support'

/** A directory is an entry whose path ends with a slash: the store itself only knows files. */
const EMPTY = new Uint8Array(0)

export interface Stat {
  mode: number
  size: number
  lastAccessedTime: number
  lastModifiedTime: number
  isDirectory(): boolean
  isFile(): boolean
}

const noSuchFile = (call: string, path: string): WxFail =>
  new WxFail(`no such file or directory, ${call} "${path}"`, { errno: 1300002 })
const denied = (call: string, path: string): WxFail =>
  new WxFail(`permission denied, ${call} "${path}"`, { errno: 1300013 })

/** The files of `FileSystemManager`: writing only below the user's folder, reading temporary files as well. */
export class FileTree {
  readonly #store: FileStore

  constructor(store: FileStore) {
    this.#store = store
  }

  read(path: string, call = 'open'): StoredFile {
    const file = this.#store.get(path)
    if (!file) throw noSuchFile(call, path)
    return file
  }

  write(path: string, bytes: Uint8Array<ArrayBuffer>, call = 'open'): void {
    this.#writable(path, call)
    const parent = path.slice(0, path.lastIndexOf('/'))
    if (!this.isDirectory(parent)) throw noSuchFile(call, path)
    if (this.isDirectory(path))
      throw new WxFail(`illegal operation on a directory, ${call} "${path}"`)
    this.#store.put(path, bytes)
  }

  isDirectory(path: string): boolean {
    const plain = path.replace(/\/+$/, '')
    return plain === USER_DATA_PATH || this.#store.get(`${plain}/`) !== undefined
  }

  exists(path: string): boolean {
    return this.#store.get(path) !== undefined || this.isDirectory(path)
  }

  list(path: string): string[] {
    if (!this.isDirectory(path)) throw noSuchFile('scandir', path)
    const prefix = `${path.replace(/\/+$/, '')}/`
    const names = this.#store
      .paths(prefix)
      .map((one) => one.slice(prefix.length).split('/')[0] ?? '')
    return [...new Set(names)].filter((name) => name !== '').sort()
  }

  makeDirectory(path: string, recursive: boolean): void {
    const plain = path.replace(/\/+$/, '')
    this.#writable(plain, 'mkdir')
    if (this.exists(plain)) {
      if (recursive && this.isDirectory(plain)) return
      throw new WxFail(`file already exists ${path}`, { errno: 1301005 })
    }
    const parent = plain.slice(0, plain.lastIndexOf('/'))
    if (!this.isDirectory(parent)) {
      if (!recursive) throw noSuchFile('mkdir', path)
      this.makeDirectory(parent, true)
    }
    this.#store.put(`${plain}/`, EMPTY)
  }

  removeDirectory(path: string, recursive: boolean): void {
    const plain = path.replace(/\/+$/, '')
    this.#writable(plain, 'rmdir')
    if (!this.isDirectory(plain)) throw noSuchFile('rmdir', path)
    if (!recursive && this.list(plain).length > 0) throw new WxFail('directory not empty')
    for (const one of this.#store.paths(`${plain}/`)) this.#store.remove(one)
  }

  remove(path: string): void {
    this.#writable(path, 'unlink')
    if (!this.#store.get(path)) throw noSuchFile('unlink', path)
    this.#store.remove(path)
  }

  move(from: string, to: string): void {
    const file = this.read(from, 'rename')
    this.write(to, file.bytes, 'rename')
    if (FileStore.isUserPath(from)) this.#store.remove(from)
  }

  stat(path: string): Stat {
    const isDirectory = this.isDirectory(path)
    const file = isDirectory ? undefined : this.read(path, 'stat')
    const seconds = Math.floor((file?.modifiedAt ?? Date.now()) / 1000)
    return {
      mode: isDirectory ? 16877 : 33188,
      size: file?.bytes.length ?? 0,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
      isDirectory: () => isDirectory,
      isFile: () => !isDirectory,
    }
  }

  #writable(path: string, call: string): void {
    if (!FileStore.isUserPath(path)) throw denied(call, path)
  }
}
