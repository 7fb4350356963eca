import { Controller, type BuiltIn } from '../support/controller'

const CHECK = '<path d="m7 12.5 3.4 3.4L17 9.3"/>'
const CROSS = '<path d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6"/>'
const BANG = '<path d="M12 7v6.2M12 16.6v.2"/>'

interface Drawing {
  color: string
  /** Filled disc with a white sign, an outline, or the sign alone. */
  kind: 'disc' | 'ring' | 'sign'
  sign: string
}

const ICONS: Readonly<Record<string, Drawing>> = {
  success: { color: '#07c160', kind: 'disc', sign: CHECK },
  success_no_circle: {
    color: '#07c160',
    kind: 'sign',
    sign: '<path d="m3.5 12.5 5.6 5.6L20.5 6.7"/>',
  },
  info: { color: '#10aeff', kind: 'disc', sign: BANG },
  warn: { color: '#f76260', kind: 'disc', sign: BANG },
  waiting: { color: '#10aeff', kind: 'disc', sign: '<path d="M12 7v5.4l3.4 2"/>' },
  cancel: { color: '#f43530', kind: 'ring', sign: CROSS },
  download: {
    color: '#07c160',
    kind: 'ring',
    sign: '<path d="M12 6.5v8.6m-3.4-3.4L12 15.1l3.4-3.4M8 17.5h8"/>',
  },
  search: {
    color: '#b2b2b2',
    kind: 'sign',
    sign: '<circle cx="10.6" cy="10.6" r="6.6"/><path d="m15.4 15.4 5 5"/>',
  },
  clear: { color: '#b2b2b2', kind: 'disc', sign: CROSS },
  circle: { color: '#c9c9c9', kind: 'ring', sign: '' },
  info_circle: { color: '#07c160', kind: 'ring', sign: BANG },
}

class IconController extends Controller {
  constructor(...args: ConstructorParameters<typeof Controller>) {
    super(...args)
    this.changed()
  }

  override changed(): void {
    const drawing = ICONS[this.str('type')]
    const size = String(this.data['size'] ?? 23)
    const length = /^\d+(\.\d+)?$/.test(size) ? `${size}px` : size
    const color = this.str('color') || drawing?.color || 'currentColor'
    this.setStyle({ '--wx-icon-size': length })
    if (!drawing) return void this.host.replaceChildren()
    const shape =
      drawing.kind === 'disc'
        ? `<circle cx="12" cy="12" r="11" fill="currentColor" stroke="none"/>`
        : drawing.kind === 'ring'
          ? '<circle cx="12" cy="12" r="10.3" stroke-width="1.3"/>'
          : ''
    const ink = drawing.kind === 'disc' ? '#fff' : 'currentColor'
    this.host.innerHTML = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}<g stroke="${ink}" stroke-width="1.8">${drawing.sign}</g></svg>`
    const svg = this.host.firstElementChild as SVGElement
    svg.style.color = color
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/icon.html */
export const icon: BuiltIn = {
  tag: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  style: `
wx-icon { display: inline-block; font-size: 0; vertical-align: middle; }
wx-icon svg { width: var(--wx-icon-size, 23px); height: var(--wx-icon-size, 23px); display: block; }
`,
  controller: IconController,
}
