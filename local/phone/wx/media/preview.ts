import { h } from '../../kit/dom'
import { asyncApi, openOverlay, WxFail, type WxContext } from '../support'

/** `cloud://` pictures are looked up before they are shown. */
async function showable(context: WxContext, src: string): Promise<string> {
  if (!src.startsWith('cloud://')) return context.files.url(src)
  const reply = (await context.host.request('/api/storage/urls', { fileList: [src] })) as {
    fileList: { tempFileURL: string }[]
  }
  return reply.fileList[0]?.tempFileURL ?? ''
}

/** A black screen with one picture at a time; swipe for the next, tap to close. */
function openViewer(context: WxContext, urls: string[], at: number): void {
  const count = h('p', { class: 'count' })
  const stage = h(
    'div',
    { class: 'stage', attrs: { tabindex: 0, 'aria-label': '图片' } },
    ...urls.map((src, index) =>
      h('img', { attrs: { src, alt: `第 ${index + 1} 张，共 ${urls.length} 张` } }),
    ),
  )
  const draw = (): void => {
    const shown = Math.round(stage.scrollLeft / Math.max(1, stage.clientWidth)) + 1
    count.textContent = urls.length > 1 ? `${shown}/${urls.length}` : ''
  }
  stage.addEventListener('scroll', draw)
  const sheet = openOverlay(context, {
    kind: 'full',
    label: '预览图片',
    content: (close) => {
      stage.addEventListener('click', close)
      return [stage, count]
    },
  })
  sheet.element.querySelector('.panel')?.classList.add('viewer')
  sheet.element.dataset['native'] = 'preview'
  stage.scrollLeft = at * stage.clientWidth
  draw()
}

export function previewApis(context: WxContext): Record<string, unknown> {
  return {
    previewImage: asyncApi<{ urls: string[]; current?: string | number }>(
      'previewImage',
      async ({ urls, current }) => {
        if (urls.length === 0) throw new WxFail('urls should not be empty')
        const given = typeof current === 'number' ? current : urls.indexOf(current ?? '')
        const shown = await Promise.all(urls.map((src) => showable(context, src)))
        openViewer(context, shown, Math.max(0, given))
      },
      { rules: { urls: 'Array' } },
    ),
  }
}
