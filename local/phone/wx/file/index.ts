import { asyncApi, type WxContext, type WxFamily } from '../support'
import { bytesOf, extensionOf, pickFiles } from '../support/pick-file'
import { openDocument } from './document'
import { fileSystemManager } from './manager'

interface ChosenFile {
  path: string
  name: string
  size: number
  time: number
  type: 'image' | 'video' | 'file'
}

const ACCEPT: Readonly<Record<string, string>> = {
  image: 'image/*',
  video: 'video/*',
  all: '',
  file: '',
}
const MOST = 100

const kindOf = (file: File): ChosenFile['type'] => {
  if (file.type.startsWith('image/')) return 'image'
  return file.type.startsWith('video/') ? 'video' : 'file'
}

/** Files of this computer stand for the files of the person's chats. */
async function choose(
  context: WxContext,
  options: { count: number; type?: string; extension?: string[] },
): Promise<{ tempFiles: ChosenFile[] }> {
  await context.privacy.require('chooseMessageFile')
  const { type = 'all', extension = [] } = options
  const wanted = extension.map((one) => (one.startsWith('.') ? one : `.${one}`)).join(',')
  const accept = type === 'file' && wanted !== '' ? wanted : (ACCEPT[type] ?? '')
  const count = Math.min(MOST, Math.max(1, options.count))
  const picked = await pickFiles({ accept, count })
  const tempFiles = await Promise.all(
    picked.map(async (file) => ({
      path: context.files.addTemp(await bytesOf(file), extensionOf(file.name) || 'bin', file.type),
      name: file.name,
      size: file.size,
      time: Math.floor(file.lastModified / 1000),
      type: kindOf(file),
    })),
  )
  return { tempFiles }
}

export function fileFamily(context: WxContext): WxFamily {
  const manager = fileSystemManager(context)
  return {
    name: 'file',
    apis: {
      getFileSystemManager: () => manager,
      chooseMessageFile: asyncApi<{ count: number; type?: string; extension?: string[] }>(
        'chooseMessageFile',
        (options) => choose(context, options),
        {
          rules: {
            count: 'Number',
            type: { oneOf: ['all', 'video', 'image', 'file'], optional: true },
            extension: 'Array?',
          },
        },
      ),
      openDocument: asyncApi<{ filePath: string; showMenu?: boolean; fileType?: string }>(
        'openDocument',
        ({ filePath }) => openDocument(context, filePath),
        { rules: { filePath: 'String' } },
      ),
    },
    schema: {
      chooseMessageFile: {
        object: { count: [], type: ['all', 'video', 'image', 'file'], extension: [] },
        success: ['tempFiles'],
      },
      openDocument: { object: ['filePath', 'showMenu', 'fileType'] },
    },
  }
}
