import { h } from '../../kit/dom'
import { openOverlay, WxFail, type StoredFile, type WxContext } from '../support'

const TEXT = /^(text\/|application\/json)/

function body(file: StoredFile, url: string, name: string): HTMLElement {
  if (file.type.startsWith('application/pdf')) {
    return h('iframe', { class: 'reader', attrs: { src: url, title: name } })
  }
  if (TEXT.test(file.type)) {
    return h('div', { class: 'reader text', text: new TextDecoder().decode(file.bytes) })
  }
  const size = Math.max(1, Math.round(file.bytes.length / 1024))
  return h('div', { class: 'reader text', text: `${size} KB\n\n这种文件请下载后在电脑上打开。` })
}

/** Shows a document above the mini program: PDF and text as they are, others to be taken to the computer. */
export async function openDocument(context: WxContext, filePath: string): Promise<void> {
  const file = await context.files.read(filePath).catch(() => {
    throw new WxFail('file doesn’t exist')
  })
  const name = filePath.split('/').pop() ?? '文件'
  const url = context.files.url(filePath)
  openOverlay(context, {
    kind: 'full',
    label: name,
    content: (close) => [
      h(
        'div',
        { class: 'reader-bar' },
        h('strong', { text: name }),
        h('a', { text: '下载', attrs: { href: url, download: name } }),
        h('button', {
          text: '关闭',
          attrs: { 'data-native': 'document-close' },
          on: { click: close },
        }),
      ),
      body(file, url, name),
    ],
  })
}
