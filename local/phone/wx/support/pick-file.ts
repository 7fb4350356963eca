import { WxFail } from './errors'

/**
 * Lets the person pick files of this computer, which stand for the phone's album and the files of its chats.
 * @throws WxFail `cancel` when none is picked
 */
export function pickFiles(options: { accept: string; count: number }): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = options.accept
    input.multiple = options.count > 1
    input.hidden = true
    input.addEventListener('change', () => {
      input.remove()
      const files = [...(input.files ?? [])].slice(0, options.count)
      if (files.length > 0) resolve(files)
      else reject(new WxFail('cancel'))
    })
    input.addEventListener('cancel', () => {
      input.remove()
      reject(new WxFail('cancel'))
    })
    // In the document, so that test tools find it and the browser keeps it.
    document.body.append(input)
    input.click()
  })
}

/** Bytes of a picked file; its own name decides the extension. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer())
}

export const extensionOf = (name: string): string =>
  /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
