import { asyncApi, syncApi, USER_DATA_PATH, WxFail, type WxContext } from '../support'
import { guarded } from '../support/guard'
import { decodeBytes, encodeData } from './encoding'
import { FileTree } from './tree'

interface ReadOptions {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

interface WriteOptions {
  filePath: string
  data: string | ArrayBuffer
  encoding?: string
}

/**
 * `wx.getFileSystemManager()`: user files and temporary files. Zip, descriptors and compressed reading throw.
 * https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html
 */
export function fileSystemManager(context: WxContext): object {
  const { files } = context
  const tree = new FileTree(files)

  /** Package files are on the server: the async call fetches them, the sync one cannot. */
  const load = async (path: string) => {
    if (path.startsWith('wxfile://')) return tree.read(path)
    return files.read(path).catch(() => {
      throw new WxFail(`no such file or directory, open "${path}"`, { errno: 1300002 })
    })
  }
  const part = (bytes: Uint8Array<ArrayBuffer>, { position = 0, length }: Partial<ReadOptions>) =>
    bytes.slice(position, length === undefined ? undefined : position + length)
  const write = (filePath: string, data: unknown, encoding?: string): void =>
    tree.write(filePath, encodeData(data, encoding))
  const append = (filePath: string, data: unknown, encoding?: string): void => {
    const before = tree.read(filePath).bytes
    const more = encodeData(data, encoding)
    const all = new Uint8Array(before.length + more.length)
    all.set(before)
    all.set(more, before.length)
    tree.write(filePath, all)
  }
  const save = (tempFilePath: string, filePath?: string): string => {
    const { bytes } = tree.read(tempFilePath)
    const target = filePath ?? `${USER_DATA_PATH}/${tempFilePath.split('/').pop() ?? 'file'}`
    tree.write(target, bytes)
    files.remove(tempFilePath)
    return target
  }
  const access = (path: string): void => {
    if (!tree.exists(path))
      throw new WxFail(`no such file or directory "${path}"`, { errno: 1300002 })
  }
  const info = async (path: string): Promise<object> => {
    const { bytes } = await load(path)
    return { size: bytes.length }
  }

  const api = {
    access: asyncApi<{ path: string }>('access', ({ path }) => access(path), {
      rules: { path: 'String' },
    }),
    accessSync: syncApi('accessSync', access),
    readFile: asyncApi<ReadOptions>(
      'readFile',
      async (options) => {
        const { bytes } = await load(options.filePath)
        return { data: decodeBytes(part(bytes, options), options.encoding) }
      },
      {
        rules: { filePath: 'String', encoding: 'String?', position: 'Number?', length: 'Number?' },
      },
    ),
    readFileSync: syncApi(
      'readFileSync',
      (filePath: string, encoding?: string, position?: number, length?: number) => {
        const { bytes } = tree.read(filePath)
        const range = {
          ...(position === undefined ? {} : { position }),
          ...(length === undefined ? {} : { length }),
        }
        return decodeBytes(part(bytes, range), encoding)
      },
    ),
    writeFile: asyncApi<WriteOptions>(
      'writeFile',
      ({ filePath, data, encoding }) => write(filePath, data, encoding),
      { rules: { filePath: 'String' } },
    ),
    writeFileSync: syncApi('writeFileSync', write),
    appendFile: asyncApi<WriteOptions>(
      'appendFile',
      ({ filePath, data, encoding }) => append(filePath, data, encoding),
      { rules: { filePath: 'String' } },
    ),
    appendFileSync: syncApi('appendFileSync', append),
    copyFile: asyncApi<{ srcPath: string; destPath: string }>(
      'copyFile',
      async ({ srcPath, destPath }) =>
        tree.write(destPath, (await load(srcPath)).bytes, 'copyFile'),
      { rules: { srcPath: 'String', destPath: 'String' } },
    ),
    copyFileSync: syncApi('copyFileSync', (from: string, to: string) =>
      tree.write(to, tree.read(from).bytes, 'copyFile'),
    ),
    rename: asyncApi<{ oldPath: string; newPath: string }>(
      'rename',
      ({ oldPath, newPath }) => tree.move(oldPath, newPath),
      { rules: { oldPath: 'String', newPath: 'String' } },
    ),
    renameSync: syncApi('renameSync', (from: string, to: string) => tree.move(from, to)),
    unlink: asyncApi<{ filePath: string }>('unlink', ({ filePath }) => tree.remove(filePath), {
      rules: { filePath: 'String' },
    }),
    unlinkSync: syncApi('unlinkSync', (path: string) => tree.remove(path)),
    mkdir: asyncApi<{ dirPath: string; recursive?: boolean }>(
      'mkdir',
      ({ dirPath, recursive = false }) => tree.makeDirectory(dirPath, recursive),
      { rules: { dirPath: 'String', recursive: 'Boolean?' } },
    ),
    mkdirSync: syncApi('mkdirSync', (path: string, recursive?: boolean) =>
      tree.makeDirectory(path, recursive === true),
    ),
    rmdir: asyncApi<{ dirPath: string; recursive?: boolean }>(
      'rmdir',
      ({ dirPath, recursive = false }) => tree.removeDirectory(dirPath, recursive),
      { rules: { dirPath: 'String', recursive: 'Boolean?' } },
    ),
    rmdirSync: syncApi('rmdirSync', (path: string, recursive?: boolean) =>
      tree.removeDirectory(path, recursive === true),
    ),
    readdir: asyncApi<{ dirPath: string }, { files: string[] }>(
      'readdir',
      ({ dirPath }) => ({ files: tree.list(dirPath) }),
      { rules: { dirPath: 'String' } },
    ),
    readdirSync: syncApi('readdirSync', (path: string) => tree.list(path)),
    stat: asyncApi<{ path: string }>('stat', ({ path }) => ({ stats: tree.stat(path) }), {
      rules: { path: 'String' },
    }),
    statSync: syncApi('statSync', (path: string) => tree.stat(path)),
    saveFile: asyncApi<{ tempFilePath: string; filePath?: string }, { savedFilePath: string }>(
      'saveFile',
      ({ tempFilePath, filePath }) => ({ savedFilePath: save(tempFilePath, filePath) }),
      { rules: { tempFilePath: 'String', filePath: 'String?' } },
    ),
    saveFileSync: syncApi('saveFileSync', save),
    getFileInfo: asyncApi<{ filePath: string }>('getFileInfo', ({ filePath }) => info(filePath), {
      rules: { filePath: 'String' },
    }),
  }
  return guarded('FileSystemManager', api, (error) => {
    context.host.report({ level: 'error', text: error.message })
  })
}
