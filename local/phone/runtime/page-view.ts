/** Style every page document starts with; components add theirs. */
const BASE_STYLE = `
html { height: 100%; -webkit-text-size-adjust: 100%; scrollbar-width: none; }
html::-webkit-scrollbar, *::-webkit-scrollbar { display: none; width: 0; height: 0; }
body {
  margin: 0; min-height: 100%; box-sizing: border-box; position: relative;
  font-family: -apple-system, BlinkMacSystemFont, "PingFang SC", "Hiragino Sans GB", "Noto Sans SC", sans-serif;
  font-size: 16px; line-height: normal; color: #000; overflow-wrap: break-word;
  -webkit-tap-highlight-color: transparent; -webkit-user-select: none; user-select: none;
  cursor: default;
}
html[data-theme="dark"] { color-scheme: dark; }
[hidden] { display: none !important; }
`

export interface PageViewOptions {
  theme: 'light' | 'dark'
  /** `style` of app.json: `v2` brings the newer look of the built-in components. */
  style: string
  /** Safe area inside this page, in CSS px. */
  insets: { top: number; bottom: number }
  /** URL of the style sheet with the phone's fonts. */
  fontStyle: string
}

/**
 * The document of one page: a frame without a script of its own, so that all code of a mini program runs in one realm
 * while every page has its own viewport, as a WebView has.
 */
export class PageView {
  readonly frame: HTMLIFrameElement
  readonly #styles: HTMLStyleElement[] = []

  constructor(parent: HTMLElement, options: PageViewOptions) {
    const frame = document.createElement('iframe')
    frame.className = 'page-frame'
    frame.title = 'page'
    parent.append(frame)
    this.frame = frame
    const dom = this.dom
    dom.open()
    // Written, not empty: an empty frame's document would be in quirks mode.
    dom.write(
      `<!doctype html><html lang="zh-CN"><head><link rel="stylesheet" href="${options.fontStyle}"></head><body></body></html>`,
    )
    dom.close()
    dom.documentElement.dataset['style'] = options.style
    this.setTheme(options.theme)
    this.setInsets(options.insets)
    this.addStyle(BASE_STYLE)
  }

  get dom(): Document {
    const dom = this.frame.contentDocument
    if (!dom) throw new Error('the page has been destroyed')
    return dom
  }

  get window(): Window & typeof globalThis {
    return this.frame.contentWindow as Window & typeof globalThis
  }

  addStyle(css: string): HTMLStyleElement {
    const style = this.dom.createElement('style')
    style.textContent = css
    this.dom.head.append(style)
    this.#styles.push(style)
    return style
  }

  setTheme(theme: 'light' | 'dark'): void {
    this.dom.documentElement.dataset['theme'] = theme
  }

  setInsets({ top, bottom }: { top: number; bottom: number }): void {
    const { style } = this.dom.documentElement
    style.setProperty('--wx-inset-top', `${top}px`)
    style.setProperty('--wx-inset-bottom', `${bottom}px`)
  }

  destroy(): void {
    this.frame.remove()
  }
}
